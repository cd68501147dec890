const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Finds where a line of an earlier text is now.
 * @param diff unified, from the earlier text to the present one
 * @param line counted from 1
 * @returns the line; where it was changed or deleted, that of the change
 */
export function movedLine(diff: string, line: number): number {
  let shift = 0;
  let before = 0;
  let now = 0;
  let left = 0;
  for (const text of diff.split('\n')) {
    const head = hunkHead.exec(text);
    if (head) {
      const [, from, count = '1', to] = head;
      before = Number(from);
      now = Number(to);
      left = Number(count);
      // An empty range names the line before it.
      if (left === 0 && before >= line) break;
      if (left > 0 && before > line) break;
      continue;
    }
    if (now === 0) continue;
    if (text.startsWith('-')) {
      if (before === line) return now;
      before++;
      shift--;
    } else if (text.startsWith('+')) {
      now++;
      shift++;
    } else if (text.startsWith(' ')) {
      if (before === line) return now;
      before++;
      now++;
    }
  }
  return line + shift;
}
