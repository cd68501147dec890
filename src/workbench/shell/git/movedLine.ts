/** Change of some lines of a text that follow each other. */
interface Hunk {
  /** First line of the earlier text, and of the present one. */
  readonly before: number;
  readonly now: number;
  /** With their signs. */
  readonly lines: readonly string[];
}

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Finds where a line of an earlier text is now.
 * @param diff unified, from the earlier text to the present one
 * @param line counted from 1
 * @returns the line; where it was changed or deleted, that of the change
 */
export function movedLine(diff: string, line: number): number {
  let shift = 0;
  for (const hunk of hunksIn(diff)) {
    if (hunk.before > line) break;
    const found = lineIn(hunk, line);
    if (found !== undefined) return found;
    shift += countOf(hunk, '+') - countOf(hunk, '-');
  }
  return line + shift;
}

function hunksIn(diff: string): Hunk[] {
  const hunks: (Hunk & { lines: string[] })[] = [];
  for (const text of diff.split('\n')) {
    const [head, from, count = '1', to, nowCount = '1'] = hunkHead.exec(text) ?? [];
    // An empty range names the line before it.
    const first = (number: string | undefined, size: string) => Number(number) + (size === '0' ? 1 : 0);
    if (head) hunks.push({ before: first(from, count), now: first(to, nowCount), lines: [] });
    else if (/^[ +-]/.test(text)) hunks.at(-1)?.lines.push(text);
  }
  return hunks;
}

/** Place of a line that a hunk names; undefined where it names it not. */
function lineIn({ before, now, lines }: Hunk, line: number): number | undefined {
  let [earlier, present] = [before, now];
  for (const text of lines) {
    if (!text.startsWith('+') && earlier === line) return present;
    if (!text.startsWith('+')) earlier++;
    if (!text.startsWith('-')) present++;
  }
  return undefined;
}

function countOf({ lines }: Hunk, sign: string): number {
  return lines.filter(text => text.startsWith(sign)).length;
}
