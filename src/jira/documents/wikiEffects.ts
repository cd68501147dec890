import type { AdfMark } from './adf.ts';
import { Ahead } from './ahead.ts';
import { isBlank } from './blanks.ts';
import { firstFrom } from './firstFrom.ts';

/** Effects of Jira's wiki markup, by the character around the words. */
export const effects: Readonly<Record<string, AdfMark>> = {
  '*': { type: 'strong' },
  _: { type: 'em' },
  '-': { type: 'strike' },
  '+': { type: 'underline' },
  '^': { type: 'subsup', attrs: { type: 'sup' } },
  '~': { type: 'subsup', attrs: { type: 'sub' } },
};

/** Span of an effect: its words from `start` to `stop`, and its own characters up to `end`. */
export interface EffectSpan {
  readonly start: number;
  readonly stop: number;
  readonly end: number;
}

interface Closing {
  readonly stop: number;
  readonly end: number;
}

/**
 * Finds effects in a text: `*words*` between words, `{*}words{*}` also inside of a word. Blanks do not touch the words,
 * and a line end ends the search.
 */
export class EffectFinder {
  private readonly text: string;
  private readonly ahead: Ahead;
  private readonly closings = new Map<string, readonly Closing[]>();

  constructor(text: string, ahead = new Ahead(text)) {
    this.text = text;
    this.ahead = ahead;
  }

  /** @param at the place of `*`, or of `{` in `{*}` */
  at(at: number): EffectSpan | undefined {
    const isBraced = this.text[at] === '{';
    const char = this.text.charAt(isBraced ? at + 1 : at);
    if (!effects[char] || (isBraced ? this.text[at + 2] !== '}' : isWordEnd(this.text, at))) return undefined;
    const start = at + (isBraced ? 3 : 1);
    const first = this.text.charAt(start);
    if (isBlank(first) || (first === char && !isBraced)) return undefined;
    const closing = this.closing(char, start + 1);
    if (!closing || this.ahead.next('\n', at) < closing.stop) return undefined;
    return { start, ...closing };
  }

  private closing(char: string, from: number): Closing | undefined {
    const all = this.closings.get(char) ?? this.closingsOf(char);
    this.closings.set(char, all);
    return firstFrom(all, ({ stop }) => stop < from);
  }

  private closingsOf(char: string): readonly Closing[] {
    const all: Closing[] = [];
    for (let at = this.text.indexOf(char); at >= 0; at = this.text.indexOf(char, at + 1)) {
      const isBraced = this.text[at - 1] === '{' && this.text[at + 1] === '}';
      const closing = isBraced ? { stop: at - 1, end: at + 2 } : { stop: at, end: at + 1 };
      const canEnd = isBraced || !/[\p{L}\p{N}]/u.test(this.text.charAt(at + 1));
      const last = this.text.charAt(closing.stop - 1);
      // The second hyphen of `-->` closes nothing.
      const isSecond = !isBraced && last === char && this.text[closing.stop - 2] !== '\\';
      if (canEnd && !isBlank(last) && last !== '\\' && !isSecond) all.push(closing);
    }
    return all;
  }
}

/** Whether a word begins at a place. */
export function isWordStart(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

/** Whether a word ends right before a place. */
export function isWordEnd(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}
