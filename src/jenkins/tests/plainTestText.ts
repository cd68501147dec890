/** Sequences that control a terminal; runners of tests write the escape character of some as `#x1B`, as XML has none. */
const escapes = /(?:\x1b|#x1B)\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?/g;
const mayEscape = /\x1b|#x1B\[/;
/** Colors whose escape character was dropped on the way. */
const bareColors = /\[(?:\d{1,3}(?:;\d{1,3}){0,9})?m(?!\])/g;
/** Text with colors ends them; `[5m` alone is a span of time. */
const bareReset = /\[(?:0|39;49;00)?m(?!\])/;

/** Text of a test as a person reads it, without the colors that its runner wrote. */
export function plainTestText(text: string): string {
  const plain = mayEscape.test(text) ? text.replace(escapes, '') : text;
  return bareReset.test(plain) ? plain.replace(bareColors, '') : plain;
}
