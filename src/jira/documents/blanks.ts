/** Blanks of Jira's renderer, which is Java: those of other scripts and typography are letters to it. */
const blanks = ' \t\v\f\r\n';

export function isBlank(char: string): boolean {
  return char !== '' && blanks.includes(char);
}

/** Removes the blanks at both ends of a text. */
export function trimmed(text: string): string {
  let start = 0;
  while (isBlank(text.charAt(start))) start++;
  return trimmedEnd(text.slice(start));
}

/** Removes the blanks at the end of a text. */
export function trimmedEnd(text: string): string {
  let end = text.length;
  while (isBlank(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
