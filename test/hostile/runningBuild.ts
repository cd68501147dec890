import type { ServerResponse } from 'node:http';
import { json, logParts, plain } from './answers.ts';
import { answering, type SceneServer } from './scene.ts';

/** State of a build while it runs: its log so far, and when it began. */
export interface BuildState {
  readonly log: string;
  readonly running: boolean;
  /** Identifies the build where a number is used again. */
  readonly startedAt: number;
}

/** Answers with a log from an offset on. @param end of the text that is sent */
type AnswerLog = (res: ServerResponse, state: BuildState, start: number, end: number) => void;

/** As current controllers do. */
const inParts: AnswerLog = (res, { log, running }, start, end) =>
  logParts(res, log.slice(start, end), { start, end: log.length, completed: !running });

/** As behind a proxy that does not let pass that parts are accepted. */
export const plainly: AnswerLog = (res, { log, running }, start, end) => {
  const text = log.slice(start, end).replace(/\r?\n/g, '\r\n');
  plain(res, text, { 'x-text-size': String(log.length), ...(running && { 'x-more-data': 'true' }) });
};

/** Limit of the line ends in a plain answer of a running build. */
const lineCap = 10_000;

/** Offset behind the last of the lines that an answer holds. */
function endOfLines(log: string, start: number): number {
  const ends = /[\r\n]/g;
  ends.lastIndex = start;
  let end = start;
  for (let lines = 0; lines < lineCap && ends.test(log); lines++) end = ends.lastIndex;
  return end;
}

/**
 * Serves build 1 of a job, whose log lacks the last line while that is not ended. The build begins with the first
 * request.
 * @param stateAt by the milliseconds since then, and the requests for its log; the log must be ASCII
 */
export function runningBuild(
  stateAt: (ms: number, asked: number) => BuildState,
  answerLog = inParts,
): () => Promise<SceneServer> {
  let began: number | undefined;
  let logRequests = 0;
  const begin = answering((req, res) => {
    began ??= performance.now();
    const url = new URL(req.url ?? '', 'http://x');
    if (url.pathname.includes('/logText/')) logRequests++;
    const { log, running, startedAt } = stateAt(performance.now() - began, logRequests);
    if (url.pathname.includes('/consoleText')) return plain(res, log);
    if (!url.pathname.includes('/logText/')) {
      return json(res, { number: 1, building: running, result: running ? null : 'SUCCESS', timestamp: startedAt });
    }
    const start = startOf(log, Number(url.searchParams.get('start')));
    const last = answerLog === plainly ? endOfLines(log, start) : Math.max(start, log.lastIndexOf('\n') + 1);
    return answerLog(res, { log, running, startedAt }, start, running ? last : log.length);
  });
  return () => {
    began = undefined;
    logRequests = 0;
    return begin();
  };
}

/** @param asked from the end where it is negative */
function startOf(log: string, asked: number): number {
  if (asked < 0) return Math.max(0, log.length + asked);
  return asked > log.length ? 0 : asked;
}
