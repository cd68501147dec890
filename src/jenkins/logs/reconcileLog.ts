import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { openConsoleText } from './logAnswer.ts';
import type { LogSink } from './logReader.ts';

/**
 * Makes the sink equal to the console's text, byte for byte: compares the two, and replaces the sink from the first
 * difference on. Holds a single piece of the answer at a time. `GET …/consoleText`
 * @param path of the build
 * @param enough stops comparing after this many equal bytes; absent: all of it
 * @throws RequestError; the compared text stays, and it can be called again
 */
export async function reconcileLog(
  session: JenkinsSession,
  path: string,
  sink: LogSink,
  { enough = Number.POSITIVE_INFINITY, ...options }: ReadOptions & { readonly enough?: number } = {},
): Promise<void> {
  const response = await openConsoleText(session, path, options);
  let compared = 0;
  for await (const piece of response.bytes()) {
    let rest: Uint8Array = piece;
    if (compared < sink.size) {
      const same = await sameBytes(sink, compared, piece);
      compared += same;
      rest = piece.subarray(same);
      if (rest.length > 0 && compared < sink.size) await sink.truncate(compared);
    }
    if (rest.length > 0) {
      await sink.append(rest);
      compared = sink.size;
    }
    if (compared >= enough) return;
  }
  if (compared < sink.size) await sink.truncate(compared);
}

/** Number of bytes of the piece, from its beginning, that the sink has at that offset. */
async function sameBytes(sink: LogSink, offset: number, piece: Uint8Array): Promise<number> {
  const told = Buffer.from(await sink.read(offset, piece.length));
  if (told.equals(piece)) return told.length;
  let same = 0;
  while (same < told.length && told[same] === piece[same]) same++;
  return same;
}
