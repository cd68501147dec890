import { WeighedLru } from '../../base/weighedLru.ts';
import { type Line, linesOf } from './lines.ts';
import { type PatternCache, type Piece, pieceOf } from './regexPiece.ts';
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
  /** Numbers that were copied along with the rule. */
  readonly pastedNumber: Piece | undefined;
  /** Intended rules: without pasted numbers and outer blanks, and separately where several share the line. */
  readonly rules: readonly Rule[];
  readonly content: LineContent;
  /** The same line with offsets from its own start. */
  readonly unplaced: RuleLine;
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
const pastedNumber = new RegExp(`^\\s*((?:\\d{1,4}[.:)]?[ \\t]+)+)(?=[[./^(]|https?:|(?:${methods})(?:[ \\t]|$))`, 'i');
/** Beginning of another rule on the line: a blank (and pasted numbers), then a method or a URL's beginning. */
const nextRule = new RegExp(
  `(?<![ \\t])[ \\t]+(?:\\d{1,4}[.:)]?[ \\t]+)*(?=\\[(?:${methods})\\]|(?:${methods})[ \\t]+(?:\\.\\*|/|https?:|\\[\\^)|(?:\\.\\*|\\^)(?:/|rest|jira|https?:)|\\[\\^[^\\]\\s]*\\][*+]/|https?://|/rest/)`,
  'gi',
);
/** Method that a blank parts from its pattern. */
const onlyMethod = new RegExp(`^[ \\t]*(?:\\[(?:${methods})\\]|${methods})$`, 'i');

/** Limit of a line: longer than any URL that a server takes. */
const longestLine = 8192;

/** Lines to keep of earlier texts, and as much again of their patterns, in bytes. */
const maxKept = 24 * 1024 * 1024;

/** Bytes of a parsed text with all that is learned of it, about. */
function bytesOf(text: string): number {
  return 2000 + 250 * text.length;
}

/** Parses texts that have lines in common, such as the versions of a document: a known line is not parsed again. */
export class RestrictionParser {
  readonly #contents = new WeighedLru<string, LineContent>(maxKept, bytesOf);
  readonly #patterns: PatternCache = new WeighedLru(maxKept, bytesOf);

  /**
   * Parses a text of token restrictions: each line with its rules, including invalid ones.
   * @param text the whole text, as in an editor or in Jira's settings
   */
  parse(text: string): Restrictions {
    return { text, lines: linesOf(text).map((line, i) => new LazyLine(line, i + 1, () => this.#contentOf(line.text))) };
  }

  #contentOf(text: string): LineContent {
    return this.#contents.getOrMake(text, () => contentOf(text, this.#patterns));
  }
}

/**
 * Parses a single text of token restrictions.
 * @param text the whole text, as in an editor or in Jira's settings
 */
export function parseRestrictions(text: string): Restrictions {
  return new RestrictionParser().parse(text);
}

/** Writes the lines of a text that are not blank with another separator. */
export function rulesText({ lines }: Restrictions, separator: string): string {
  return lines
    .filter(line => !line.isBlank)
    .map(({ text }) => text)
    .join(separator);
}

/** Line whose content is parsed at its first use. */
class LazyLine implements RuleLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly separator: Line['separator'];
  readonly separatorSpan: Line['separatorSpan'];
  readonly number: number;
  readonly isBlank: boolean;
  readonly isLong: boolean;
  readonly #parse: () => LineContent;
  #content: LineContent | undefined;
  #placed: LineContent | undefined;

  constructor({ start, end, text, separator, separatorSpan }: Line, number: number, parse: () => LineContent) {
    this.start = start;
    this.end = end;
    this.text = text;
    this.separator = separator;
    this.separatorSpan = separatorSpan;
    this.number = number;
    this.isLong = isLong(text);
    this.isBlank = isBlank(text);
    this.#parse = parse;
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
    this.#content ??= this.#parse();
    return this.#content;
  }

  get unplaced(): RuleLine {
    const { text, separator, separatorSpan, start } = this;
    const line = { start: 0, end: text.length, text, separator, separatorSpan: shiftedSpan(separatorSpan, -start) };
    return new LazyLine(line, this.number, () => this.content);
  }

  /** Content with offsets in the whole text. At each keystroke only few lines need it. */
  #read(): LineContent {
    this.#placed ??= shiftedContent(this.content, this.start);
    return this.#placed;
  }
}

function isBlank(text: string): boolean {
  return !/\S/.test(text);
}

function isLong(text: string): boolean {
  return text.length > longestLine;
}

function contentOf(text: string, patterns: PatternCache): LineContent {
  const asRead = ruleAt(text, { start: 0, end: text.length }, patterns);
  if (isBlank(text)) return { asRead, pastedNumber: undefined, rules: [] };
  if (isLong(text)) return { asRead, pastedNumber: undefined, rules: [asRead] };
  const pasted = pastedNumber.exec(text);
  const pastedEnd = pasted?.[0].length ?? 0;
  const rules = meantRules(text, pastedEnd, patterns);
  const [only] = rules;
  const clean = only?.start === asRead.start && only.end === asRead.end && only.url.start === asRead.url.start;
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

/** Rules on a line after a pasted number. */
function meantRules(text: string, start: number, patterns: PatternCache): Rule[] {
  const rules: Rule[] = [];
  let from = start;
  const add = (to: number) => {
    const piece = text.slice(from, to);
    const trimmed = piece.trim();
    if (trimmed === '') return;
    const at = from + piece.indexOf(trimmed);
    rules.push(ruleAt(text, { start: at, end: at + trimmed.length }, patterns, 'meant'));
  };
  for (const match of text.slice(start).matchAll(nextRule)) {
    if (match.index === 0 || onlyMethod.test(text.slice(from, start + match.index))) continue;
    add(start + match.index);
    from = start + match.index + match[0].length;
  }
  add(text.length);
  return rules;
}
