import type { RawLine } from './rows.ts';
import { noStyle } from './style.ts';

const newline = 0x0a;

/**
 * Cuts the last lines from a text that is in no spool, and whose line numbers are not known.
 * @param bytes text that begins with a whole line
 */
export function lastLines(bytes: Uint8Array, count: number): RawLine[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines: RawLine[] = [];
  let end = text.at(-1) === newline ? text.length - 1 : text.length;
  if (text.length === 0) return lines;
  while (end >= 0 && lines.length < count) {
    const start = end === 0 ? 0 : text.lastIndexOf(newline, end - 1) + 1;
    lines.push({ line: -1, offset: start, bytes: text.subarray(start, end), length: end - start, style: noStyle });
    end = start - 1;
  }
  return lines.reverse();
}
