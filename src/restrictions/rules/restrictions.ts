import { type Line, linesOf } from './lines.ts';
import { type Piece, pieceOf } from './regexPiece.ts';
import { httpMethods, type Rule, ruleAt, shiftedRule, shiftedSpan } from './rule.ts';

/** Line of the text, with its rules. */
export interface RuleLine extends Line {
  /** From 1. */
  readonly number: number;
  /** Whether it has only blanks. */
  readonly isBlank: boolean;
  /** Longer than any line that a person writes: it is read as a single rule, and only when a request is simulated. */
  readonly isLong: boolean;
  /** The line as a single rule, read to the letter: the server's reading. */
  readonly asRead: Rule;
  /** Number that was copied along with the rule. */
  readonly pastedNumber: Piece | undefined;
  /** Intended rules: without a pasted number and outer blanks, and separately where several share the line. */
  readonly rules: readonly Rule[];
  readonly content: LineContent;
}

/** Content of a line, with offsets from the line's own start. Lines of the same text share it. */
export interface LineContent {
  readonly asRead: Rule;
  readonly pastedNumber: Piece | undefined;
  readonly rules: readonly Rule[];
}

/** A text of token restrictions. */
export interface Restrictions {
  readonly text: string;
  readonly lines: readonly RuleLine[];
}

const methods = httpMethods.join('|');
const pastedNumber = /^\s*(\d{1,4}[.:)]?[ \t]+)(?=[[./^(]|https?:)/i;
/** Beginning of another rule on the line: a blank (and a pasted number), then a method or a URL's beginning. */
const nextRule = new RegExp(
  `(?<![ \\t])[ \\t]+(?:\\d{1,4}[.:)]?[ \\t]+)?(?=\\[(?:${methods})\\]|(?:\\.\\*|\\^)/?(?:rest|jira|https?:)|https?://|/rest/)`,
  'gi',
);

/**
 * Parses a text of token restrictions: each line with its rules, including invalid ones.
 * @param text the whole text, as in an editor or in Jira's settings
 */
export function parseRestrictions(text: string): Restrictions {
  return { text, lines: linesOf(text).map((line, i) => new LazyLine(line, i + 1)) };
}

/** Limit of a line: longer than any URL that a server takes. */
const longestLine = 8192;

class LazyLine implements RuleLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly separator: Line['separator'];
  readonly separatorSpan: Line['separatorSpan'];
  readonly number: number;
  readonly isBlank: boolean;
  readonly isLong: boolean;
  #content: LineContent | undefined;
  #placed: LineContent | undefined;

  constructor({ start, end, text, separator, separatorSpan }: Line, number: number) {
    this.start = start;
    this.end = end;
    this.text = text;
    this.separator = separator;
    this.separatorSpan = separatorSpan;
    this.number = number;
    this.isLong = text.length > longestLine;
    this.isBlank = !/\S/.test(text);
  }

  get asRead(): Rule {
    return this.#read().asRead;
  }

  get pastedNumber(): Piece | undefined {
    return this.#read().pastedNumber;
  }

  get rules(): readonly Rule[] {
    return this.#read().rules;
  }

  get content(): LineContent {
    this.#content ??= contentOf(this.text, this.isBlank, this.isLong);
    return this.#content;
  }

  /** Content with offsets in the whole text. At each keystroke only few lines need it. */
  #read(): LineContent {
    this.#placed ??= shiftedContent(this.content, this.start);
    return this.#placed;
  }
}

// Content of recent lines, with offsets from their own start.
const recent = new Map<string, LineContent>();
const maxRecent = 4000;

function contentOf(text: string, isBlank: boolean, isLong: boolean): LineContent {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const fresh = freshContent(text, isBlank, isLong);
  if (recent.size >= maxRecent) recent.delete(recent.keys().next().value ?? '');
  recent.set(text, fresh);
  return fresh;
}

function freshContent(text: string, isBlank: boolean, isLong: boolean): LineContent {
  const asRead = ruleAt(text, 0, text.length);
  if (isBlank) return { asRead, pastedNumber: undefined, rules: [] };
  if (isLong) return { asRead, pastedNumber: undefined, rules: [asRead] };
  const pasted = pastedNumber.exec(text);
  const pastedEnd = pasted?.[0].length ?? 0;
  const rules = meantRules(text, pastedEnd, text.length);
  const [only] = rules;
  const clean = rules.length === 1 && only?.start === asRead.start && only.end === asRead.end;
  return {
    asRead,
    pastedNumber: pasted === null ? undefined : pieceOf(text, pastedEnd - (pasted[1]?.length ?? 0), pastedEnd),
    rules: clean ? [asRead] : rules,
  };
}

function shiftedContent({ asRead, pastedNumber: pasted, rules }: LineContent, by: number): LineContent {
  const whole = shiftedRule(asRead, by);
  return {
    asRead: whole,
    pastedNumber: pasted === undefined ? undefined : shiftedSpan(pasted, by),
    rules: rules.map(rule => (rule === asRead ? whole : shiftedRule(rule, by))),
  };
}

function meantRules(text: string, start: number, end: number): Rule[] {
  const rules: Rule[] = [];
  let from = start;
  const add = (to: number) => {
    const piece = text.slice(from, to);
    const trimmed = piece.trim();
    if (trimmed === '') return;
    const at = from + piece.indexOf(trimmed);
    rules.push(ruleAt(text, at, at + trimmed.length));
  };
  for (const match of text.slice(start, end).matchAll(nextRule)) {
    if (match.index === 0) continue;
    add(start + match.index);
    from = start + match.index + match[0].length;
  }
  add(end);
  return rules;
}
