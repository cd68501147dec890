import { Budget } from '../../base/budget.ts';
import { buildPath } from '../builds/builds.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { askLog } from './logAnswer.ts';
import type { LogSink } from './logReader.ts';

/** Surplus of an answer: invalid UTF-8 becomes longer on its way. */
const slackBytes = 1024 * 1024;

/** End of a log. */
export interface LogTail {
  /** Text without console notes, beginning with a whole line. */
  readonly bytes: Uint8Array;
  /** Whether it is the whole log. */
  readonly whole: boolean;
  /** Length of the controller's file: a little more than that of the text, by its notes. */
  readonly fileBytes: number;
}

/**
 * Reads the last part of a log without the rest, where the controller can: current ones answer in a few milliseconds,
 * however long the log is. `GET …/logText/progressiveText?start=-N`
 * @returns undefined on controllers that cannot
 * @throws RequestError
 */
export async function readLogTail(
  session: JenkinsSession,
  job: string,
  number: number,
  bytes: number,
  options: ReadOptions = {},
): Promise<LogTail | undefined> {
  const answer = await askLog(session, `${buildPath(job, number)}/logText/progressiveText`, -bytes, options);
  if (answer.kind === 'plain') {
    answer.response.discard();
    return undefined;
  }
  const pieces: Uint8Array[] = [];
  // A controller that sends much more than was asked for does not know ends of logs.
  const budget = new Budget({ bytes: 2 * bytes + slackBytes });
  for await (const part of answer.parts) {
    if ('text' in part) {
      if (!budget.hold(part.text.length)) return undefined;
      pieces.push(part.text);
    } else return { bytes: Buffer.concat(pieces), whole: part.meta.start === 0, fileBytes: part.meta.end };
  }
  return undefined;
}

/** Bytes compared of a stored log. */
const comparedBytes = 8 * 1024;
const newline = 0x0a;

/**
 * Whether a text can be the log of a build that has ended: it is not longer than the controller's file, and ends like
 * it.
 * @returns undefined where the controller would have to send all of it
 * @throws RequestError
 */
export async function endsLikeLog(
  session: JenkinsSession,
  job: string,
  number: number,
  text: Pick<LogSink, 'size' | 'read'>,
  options: ReadOptions = {},
): Promise<boolean | undefined> {
  const tail = await readLogTail(session, job, number, comparedBytes, options);
  if (!tail) return undefined;
  if (text.size > tail.fileBytes) return false;
  // The answer leaves out a last line without an end.
  const most = tail.whole ? text.size : 2 * comparedBytes;
  const end = Buffer.from(await text.read(Math.max(0, text.size - most), most));
  const at = end.lastIndexOf(tail.bytes);
  const isWhole = !tail.whole || at === 0;
  return at >= 0 && isWhole && !end.subarray(at + tail.bytes.length).includes(newline);
}
