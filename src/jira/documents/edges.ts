/** Splits a text into the blanks at its beginning, the words, and the blanks at its end. */
export function edgesOf(text: string): readonly [before: string, inside: string, after: string] {
  const inside = text.trim();
  const start = text.length - text.trimStart().length;
  return inside === '' ? [text, '', ''] : [text.slice(0, start), inside, text.slice(start + inside.length)];
}

/** Removes blanks and tabs at the ends of the lines. */
export function withoutTrailingBlanks(text: string): string {
  if (!/[ \t]$/m.test(text)) return text;
  return text
    .split('\n')
    .map(line => {
      let end = line.length;
      while (line[end - 1] === ' ' || line[end - 1] === '\t') end--;
      return line.slice(0, end);
    })
    .join('\n');
}

/** Length of the longest run of backticks. */
export function longestTicks(text: string): number {
  let longest = 0;
  for (const [{ length }] of text.matchAll(/`+/g)) longest = Math.max(longest, length);
  return longest;
}
