// Follows a log onto the disk in a process of its own, and tells what that took.

import { join } from 'node:path';
import { BaseUrl, HttpClient, UndiciTransport } from '../../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin, LogFollower, readBuild } from '../../../src/jenkins/index.ts';
import { Spool } from '../../../src/logs/index.ts';
import { hashOf } from './hashOf.ts';

/** What is asked, as JSON in the first argument; the token is in the environment. */
export interface FollowOrder {
  readonly url: string;
  readonly user: string;
  readonly job: string;
  readonly number: number;
  readonly folder: string;
}

export interface FollowResult {
  readonly milliseconds: number;
  /** What the processor was busy with it, in milliseconds. */
  readonly cpu: number;
  readonly bytes: number;
  readonly lines: number;
  readonly file: string;
  readonly hash: string;
  /** Above what the process took before it began, in MiB. */
  readonly peakHeap: number;
  readonly peakResident: number;
  /** Bytes that were there when the build ended, as its end was seen here. */
  readonly whileRunning: number;
}

const { url, user, job, number, folder } = JSON.parse(process.argv[2] ?? '{}') as FollowOrder;
const secret = process.env['BENCH_TOKEN'] ?? '';
const mebibyte = 1024 * 1024;

const http = new HttpClient({ base: BaseUrl.parse(url), transport: new UndiciTransport(), userAgent: 'bench' });
const session = new JenkinsSession(http, async () => jenkinsLogin({ user, secret, kind: JenkinsSecretKind.apiToken }));
const build = await readBuild(session, job, number);
const spool = await Spool.create(join(folder, `${process.pid}.log`));
const used = () => {
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
};
globalThis.gc?.();
const idle = used();
const peak = { heap: 0, resident: 0 };
const watching = setInterval(() => {
  const now = used();
  peak.heap = Math.max(peak.heap, now.heap - idle.heap);
  peak.resident = Math.max(peak.resident, now.resident - idle.resident);
}, 25);
let whileRunning = 0;
let running = build?.running ?? false;
const asking = setInterval(async () => {
  if (!running) return;
  const size = spool.size;
  running = (await readBuild(session, job, number))?.running ?? false;
  if (running) whileRunning = size;
}, 100);
const cpu = process.cpuUsage();
const began = performance.now();
await new LogFollower(session, job, number, spool, { finished: !running }).run();
await spool.flush();
const milliseconds = performance.now() - began;
const { user: userCpu, system } = process.cpuUsage(cpu);
clearInterval(watching);
clearInterval(asking);
const result: FollowResult = {
  milliseconds,
  cpu: (userCpu + system) / 1000,
  bytes: spool.size,
  lines: spool.index.lines,
  file: spool.file,
  hash: await hashOf(spool.file),
  peakHeap: peak.heap / mebibyte,
  peakResident: peak.resident / mebibyte,
  whileRunning,
};
await spool.close();
await http.close();
process.stdout.write(JSON.stringify(result));
