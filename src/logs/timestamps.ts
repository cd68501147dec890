/** Time stamp of the Timestamper plugin before each line of a Pipeline's log, in UTC. */
const stampSource = String.raw`^\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z)\] ?`;
const stampPattern = new RegExp(stampSource);
/** Search for lines with a stamp. */
export const stampSearch = { source: stampSource, flags: '' } as const;

/** The time stamp that a line begins with, with its brackets and the blank behind it; undefined when there is none. */
export function stampOf(text: string): { readonly time: string; readonly length: number } | undefined {
  if (text.charCodeAt(0) !== 0x5b) return undefined;
  const found = stampPattern.exec(text);
  return found?.[1] === undefined ? undefined : { time: found[1], length: found[0].length };
}
