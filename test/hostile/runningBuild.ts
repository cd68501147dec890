import { json, logParts, plain } from './answers.ts';
import { answering, type SceneServer } from './scene.ts';

/** State of a build while it runs: its log so far, and when it began. */
export interface BuildState {
  readonly log: string;
  readonly running: boolean;
  /** Identifies the build where a number is used again. */
  readonly startedAt: number;
}

/**
 * Serves build 1 of a job, as current controllers do: a log in parts, whose text lacks the last line while that is not
 * ended. The build begins with the first request.
 * @param stateAt by the milliseconds since then, and the requests for its log; the log must be ASCII
 */
export function runningBuild(stateAt: (ms: number, asked: number) => BuildState): () => Promise<SceneServer> {
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
    const end = running ? Math.max(start, log.lastIndexOf('\n') + 1) : log.length;
    return logParts(res, log.slice(start, end), { start, end: log.length, completed: !running });
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
