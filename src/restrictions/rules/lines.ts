import type { Span } from '../../javaRegex/regex/ast.ts';

/**
 * End of a line: a newline, the two characters `
 * `, or an HTML line break. Jira's settings take all three.
 */
type Separator = 'newline' | 'escape' | 'br' | 'none';

export interface Line extends Span {
  readonly text: string;
  readonly separator: Separator;
  /** Place of the separator. */
  readonly separatorSpan: Span;
}

const separators = /\r?\n|\r|<br\s*\/?>|\\n/gi;

/** Whether an odd number of backslashes precedes a place, so that the character there is escaped. */
export function isEscapedAt(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function kindOf(separator: string): Separator {
  if (separator === '\\n') return 'escape';
  return separator.startsWith('<') ? 'br' : 'newline';
}

/**
 * Cuts a text into lines at each of the three separators. A backslash that is itself escaped does not begin a `\n`;
 * that the reader of the settings sees it so is an assumption.
 */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  const add = (end: number, separator: Separator, next: number) => {
    lines.push({ start, end, text: text.slice(start, end), separator, separatorSpan: { start: end, end: next } });
    start = next;
  };
  for (const match of text.matchAll(separators)) {
    const separator = kindOf(match[0]);
    if (separator === 'escape' && isEscapedAt(text, match.index)) continue;
    add(match.index, separator, match.index + match[0].length);
  }
  add(text.length, 'none', text.length);
  return lines;
}
