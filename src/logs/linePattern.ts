// Pieces of patterns that never leave their line. `^` matches behind each of these line ends, so a piece that goes over
// them would be tried again from each, up to the end of the text.
const lineEnds = String.raw`\n\r\u2028\u2029`;

/** Class of the characters of a line without some others. */
export function notInLine(others: string): string {
  return `[^${others.replace(/[\]\\^-]/g, '\\$&')}${lineEnds}]`;
}
