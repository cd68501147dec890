import { readShownText, type ShownText } from '../../../logs/rows.ts';
import type { Spool } from '../../../logs/spool.ts';
import { stampOf } from '../../../logs/timestamps.ts';
import type { Place } from './page/protocol.ts';

/** Limit of a text for the clipboard, in characters. */
const maxCharacters = 64 * 1024 * 1024;

export interface CopiedLine extends ShownText {
  readonly line: number;
}

/**
 * Copies the text between two places as shown: without escapes and overwritten text.
 * @param lines text of the shown lines, from the first to the last
 * @param stamps whether time stamps are shown
 * @returns undefined when it is too long
 */
export async function copyText(
  lines: AsyncIterable<CopiedLine>,
  from: Place,
  to: Place,
  stamps: boolean,
): Promise<string | undefined> {
  const copied: string[] = [];
  let size = 0;
  for await (const { line, text, shift } of lines) {
    const hidden = Math.max(text.lastIndexOf('\r') + 1, stamps ? 0 : (stampOf(text)?.length ?? 0));
    const start = line === from.line ? Math.max(hidden, from.column - shift) : hidden;
    const end = line === to.line ? to.column - shift : text.length;
    const part = text.slice(start, Math.max(start, end));
    copied.push(part);
    size += part.length + 1;
    if (size > maxCharacters) return undefined;
  }
  return copied.join('\n');
}

/** Lines of a log in runs, the first and the last of each. */
export async function* textOf(spool: Spool, runs: readonly (readonly [number, number])[]): AsyncGenerator<CopiedLine> {
  for (const [first, last] of runs) {
    let line = first;
    for await (const shown of readShownText(spool, first, last)) yield { line: line++, ...shown };
  }
}
