import { StringDecoder } from 'node:string_decoder';
import { Budget } from '../../base/budget.ts';
import { buildPath } from '../builds/builds.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { openConsoleText } from './logAnswer.ts';
import { readLogTail } from './logTail.ts';

/** Last part of a finished build's log, as text. */
export interface LogEndText {
  /** Begins with a whole line. */
  readonly text: string;
  /** Whether it is the whole log. */
  readonly whole: boolean;
}

/** Longest log that is read through where the controller cannot send its end alone, in bytes. */
const maxWholeBytes = 64 * 1024 * 1024;

/**
 * Reads the last part of a finished build's log, in a single request. Old controllers, which send the whole instead, are
 * asked once more. `GET …/logText/progressiveText?start=-N`, `GET …/consoleText`
 * @param bytes to read at most, about
 * @returns undefined where the controller cannot, and the log is too long to be read through
 * @throws RequestError
 */
export async function readLogEnd(
  session: JenkinsSession,
  job: string,
  number: number,
  bytes: number,
  options: ReadOptions = {},
): Promise<LogEndText | undefined> {
  const tail = await readLogTail(session, job, number, bytes, options);
  if (tail) return { text: Buffer.from(tail.bytes).toString('utf8'), whole: tail.whole };
  const response = await openConsoleText(session, buildPath(job, number), options);
  const budget = new Budget({ bytes: maxWholeBytes });
  const decoder = new StringDecoder('utf8');
  let text = '';
  let whole = true;
  try {
    for await (const piece of response.bytes()) {
      if (!budget.hold(piece.length)) return undefined;
      text += decoder.write(Buffer.from(piece));
      if (text.length <= 2 * bytes) continue;
      text = fromLine(text, text.length - bytes);
      whole = false;
    }
  } finally {
    response.discard();
  }
  text += decoder.end();
  return text.length > bytes ? { text: fromLine(text, text.length - bytes), whole: false } : { text, whole };
}

/** Text from the first line on that begins behind a place. */
function fromLine(text: string, from: number): string {
  return text.slice(text.indexOf('\n', from) + 1);
}
