// A demo Jenkins with builds that print what a test tells them, and a follower that tells into memory.
import { createHash } from 'node:crypto';
import { BaseUrl, HttpClient, UndiciTransport } from '../../../../src/http/index.ts';
import {
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  type LogEnd,
  LogFollower,
  type LogFollowerOptions,
  type LogNews,
} from '../../../../src/jenkins/index.ts';
import { withoutNotes } from '../../../servers/jenkins/builds/logStreams.ts';
import { type DemoJenkins, demoUsers, type LogGeneration, startDemoJenkins } from '../../../servers/jenkins/index.ts';
import type { Build } from '../../../servers/jenkins/state/model.ts';
import { MemorySink } from '../../../servers/memorySink.ts';

export const generations = ['multipart', 'capped', 'truthful'] as const;

export const quick = { firstPauseMs: 5, maxPauseMs: 40, firstRetryMs: 20, maxRetryMs: 100, patienceMs: 5000 };

export interface LogRig {
  readonly jenkins: DemoJenkins;
  readonly session: JenkinsSession;
}

export async function withLogRig(
  { generation = 'multipart', pace = 8 }: { generation?: LogGeneration; pace?: number },
  work: (rig: LogRig) => Promise<void>,
): Promise<void> {
  const jenkins = await startDemoJenkins({ pace, logGeneration: generation });
  const http = new HttpClient({
    base: BaseUrl.parse(jenkins.url),
    transport: new UndiciTransport(),
    userAgent: 'test',
  });
  const { id: user, token: secret } = demoUsers.dev;
  const kind = JenkinsSecretKind.apiToken;
  try {
    await work({ jenkins, session: new JenkinsSession(http, async () => jenkinsLogin({ user, secret, kind })) });
  } finally {
    await http.close();
    await jenkins.close();
  }
}

export interface Followed {
  readonly sink: MemorySink;
  readonly news: LogNews[];
  readonly follower: LogFollower;
  readonly end: Promise<LogEnd>;
}

export function follow(
  session: JenkinsSession,
  job: string,
  number: number,
  {
    sink = new MemorySink(),
    signal,
    ...options
  }: LogFollowerOptions & { sink?: MemorySink; signal?: AbortSignal } = {},
): Followed {
  const news: LogNews[] = [];
  const follower = new LogFollower(session, job, number, sink, {
    timing: quick,
    notify: each => news.push(each),
    ...options,
  });
  return { sink, news, follower, end: follower.run(signal) };
}

/** What the console's text of a build is, as far as it has come. */
export function consoleOf(build: Build): Buffer {
  return Buffer.concat([...withoutNotes(build.log.read())]);
}

/** Text that a follower can know while the build runs: in plain answers, all line ends look alike. */
export function seen(generation: LogGeneration, text: Buffer): Buffer {
  return generation === 'multipart' ? text : Buffer.from(text.toString().replaceAll('\r\n', '\n'));
}

export function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The requests for a build's log, and what went out for them. */
export function logTraffic({ jenkins }: LogRig): { requests: number; bytes: number; settled: number } {
  const asked = jenkins.requests.filter(({ path }) => /progressiveText|consoleText/.test(path));
  return {
    requests: asked.length,
    bytes: asked.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
    settled: asked.filter(({ path }) => path.includes('consoleText')).length,
  };
}
