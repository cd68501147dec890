import { parseRestrictions, type RuleLine } from '../rules/restrictions.ts';
import type { Diagnostic, Edit } from './diagnostic.ts';

/**
 * Leaves out a fix that would do more than it says: leave an empty line, since an empty text restricts nothing, or join
 * or divide the rules of a line with blanks.
 */
export function safely(line: RuleLine, found: Diagnostic): Diagnostic {
  const { fix, ...others } = found;
  return fix === undefined || isSafe(line, fix.edits) ? found : others;
}

/** Limit of a line with blanks that has fixes. */
const longest = 1000;

function isSafe({ text, rules }: RuleLine, edits: readonly Edit[]): boolean {
  const isOutside = edits.some(({ end }) => end > text.length);
  const breaksLine = edits.some(({ newText }) => newText.includes('\n'));
  if (isOutside || breaksLine) return true;
  const after = applied(text, edits);
  if (!/\S\s+\S/.test(text)) return after.trim() !== '';
  // Each fix of a long line would read the line again.
  if (text.length > longest) return false;
  return parseRestrictions(after).lines.flatMap(line => line.rules).length === rules.length;
}

function applied(text: string, edits: readonly Edit[]): string {
  let done = '';
  let from = 0;
  for (const { start, end, newText } of edits.toSorted((a, b) => a.start - b.start)) {
    done += text.slice(from, start) + newText;
    from = end;
  }
  return done + text.slice(from);
}
