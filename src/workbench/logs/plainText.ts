/** A log's text without what steers a terminal: colors, cursor movement, titles, links. Their readable text stays. */
export function withoutEscapes(text: string): string {
  if (!text.includes('\x1b')) return text;
  return text
    .replace(/\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)/g, '') // titles and links
    .replace(/\x1b\[[0-?]*[ -/]*[@-~]/g, '') // colors and movement
    .replace(/\x1b[ -/]*[0-~]/g, '');
}
