import { type Line, linesOf } from './lines.ts';
import { type Piece, pieceOf } from './regexPiece.ts';
import { httpMethods, type Rule, ruleAt } from './rule.ts';

/** A line of the text, and the rules found on it. */
export interface RuleLine extends Line {
  /** From 1. */
  readonly number: number;
  /** Nothing but blanks. */
  readonly isBlank: boolean;
  /** The line as one rule, read to the letter: what the server goes by. */
  readonly asRead: Rule;
  /** The number that was copied along with the rule. */
  readonly pastedNumber: Piece | undefined;
  /** The rules that were meant: without a pasted number and outer blanks, and one by one where several share the line. */
  readonly rules: readonly Rule[];
}

/** A text of token restrictions. */
export interface Restrictions {
  readonly text: string;
  readonly lines: readonly RuleLine[];
}

const methods = httpMethods.join('|');
const pastedNumber = /^\s*(\d{1,4}[.:)]?[ \t]+)(?=[[./^(]|https?:)/i;
/** What can only be the beginning of another rule: a blank (and a pasted number), then a method or a URL's beginning. */
const nextRule = new RegExp(
  `[ \\t]+(?:\\d{1,4}[.:)]?[ \\t]+)?(?=\\[(?:${methods})\\]|(?:\\.\\*|\\^)/?(?:rest|jira|https?:)|https?://|/rest/)`,
  'gi',
);

/**
 * Reads a text of token restrictions: each line with its rules, whatever is wrong with it.
 * @param text the whole text, as it stands in an editor or in Jira's settings
 */
export function parseRestrictions(text: string): Restrictions {
  return { text, lines: linesOf(text).map((line, i) => ruleLine(text, line, i + 1)) };
}

function ruleLine(text: string, line: Line, number: number): RuleLine {
  const isBlank = line.text.trim() === '';
  const asRead = ruleAt(text, line.start, line.end);
  if (isBlank) return { ...line, number, isBlank, asRead, pastedNumber: undefined, rules: [] };
  const pasted = pastedNumber.exec(line.text);
  const pastedEnd = line.start + (pasted?.[0].length ?? 0);
  const rules = meantRules(text, pastedEnd, line.end);
  const [only] = rules;
  const clean = rules.length === 1 && only?.start === asRead.start && only.end === asRead.end;
  return {
    ...line,
    number,
    isBlank,
    asRead,
    pastedNumber: pasted === null ? undefined : pieceOf(text, pastedEnd - (pasted[1]?.length ?? 0), pastedEnd),
    rules: clean ? [asRead] : rules,
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
