import type { Ahead } from './ahead.ts';

/** Macro with a body: `{name:parameters}inside{name}`, with its place in the text. */
export interface Macro {
  /** In small letters. */
  readonly name: string;
  readonly opening: string;
  readonly inside: string;
  /** All of it. */
  readonly source: string;
  readonly from: number;
  readonly end: number;
}

const known = new Set(['code', 'noformat', 'quote', 'panel', 'info', 'note', 'tip', 'warning', 'expand']);
const bodiless = new Set(['color', 'anchor', 'status', 'toc', 'jira', 'loremipsum']);

/** Whether a macro is its tag alone. */
export function isBodiless(name: string): boolean {
  return bodiless.has(name.toLowerCase());
}

/** Whether the body of a macro is read here; that of others is in a language of its own, such as `{plantuml}`. */
export function isKnown(name: string): boolean {
  return known.has(name.toLowerCase());
}

/**
 * Finds the macros with a body in a text, in order; nested ones are left to the reader of the outer body. Those that are
 * not known are found where their body has more than a line; within a line the reader of the line keeps them.
 */
export function findMacros(text: string, ahead: Ahead): Macro[] {
  if (!text.includes('{')) return [];
  const tags = new MacroTags(text, ahead);
  const ends = new MacroEnds(text, ahead);
  const unclosed = new Set<string>();
  const macros: Macro[] = [];
  for (let tag = tags.next(0); tag; tag = tags.next(tag.end)) {
    const { name: written, from, end: start } = tag;
    if (unclosed.has(written) || isBodiless(written)) continue;
    const close = ends.closeOf(written, start);
    if (close === undefined) {
      unclosed.add(written);
      continue;
    }
    const end = close + written.length + 2;
    const isOfLine = !isKnown(written) && close < ahead.next('\n', start);
    tag = { ...tag, end };
    if (isOfLine) continue;
    const name = written.toLowerCase();
    const [opening, inside, source] = [text.slice(from, start), text.slice(start, close), text.slice(from, end)];
    macros.push({ name, opening, inside, source, from, end });
  }
  return macros;
}

interface PlacedTag {
  /** As it is written. */
  readonly name: string;
  readonly from: number;
  readonly end: number;
}

/** Finds tags `{name}` and `{name:parameters}`, for places that go forward; skips escaped ones, and monospaced text. */
class MacroTags {
  private readonly text: string;
  private readonly ahead: Ahead;
  private readonly beginnings = /\\[\s\S]|(?<!\{)\{([a-zA-Z][\w-]{0,60})(?:\}|:)/g;

  constructor(text: string, ahead: Ahead) {
    this.text = text;
    this.ahead = ahead;
  }

  next(from: number): PlacedTag | undefined {
    this.beginnings.lastIndex = from;
    for (let match = this.beginnings.exec(this.text); match; match = this.beginnings.exec(this.text)) {
      const [whole, name] = match;
      const behind = match.index + whole.length;
      if (name === undefined) continue;
      if (whole.endsWith('}')) return { name, from: match.index, end: behind };
      const close = this.ahead.next('}', behind);
      if (close < this.ahead.next('\n', behind)) return { name, from: match.index, end: close + 1 };
    }
    return undefined;
  }
}

class MacroEnds {
  private readonly text: string;
  private readonly ahead: Ahead;
  private readonly lastEnds = new Map<string, number>();
  private readonly tags = new Map<string, MacroTags>();

  constructor(text: string, ahead: Ahead) {
    this.text = text;
    this.ahead = ahead;
  }

  /** End of a macro that opened before a place. Inside of code only the end of that code closes a macro. */
  closeOf(name: string, from: number): number | undefined {
    if (isCode(name) || !isKnown(name)) return this.end(name, from);
    const tags = this.tags.get(name) ?? new MacroTags(this.text, this.ahead);
    this.tags.set(name, tags);
    for (let tag = tags.next(from); tag; tag = tags.next(tag.end)) {
      if (tag.name === name && this.text[tag.end - 1 - name.length - 1] === '{') return tag.from;
      const end = isCode(tag.name) ? this.end(tag.name, tag.end) : undefined;
      if (end !== undefined) tag = { ...tag, end: end + tag.name.length + 2 };
    }
    return undefined;
  }

  /** Next closing tag; remembers where there is none, so that the text is not searched again. */
  private end(name: string, from: number): number | undefined {
    const tag = `{${name}}`;
    const last = this.lastEnds.get(name) ?? this.text.lastIndexOf(tag);
    this.lastEnds.set(name, last);
    return from <= last ? this.text.indexOf(tag, from) : undefined;
  }
}

export function isCode(name: string): boolean {
  return name.toLowerCase() === 'code' || name.toLowerCase() === 'noformat';
}
