import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { Order } from '../../demo/control.ts';
import { demoUsers } from '../../servers/jenkins/index.ts';
import type { FollowOrder, FollowResult } from './follower.ts';

const run = promisify(execFile);
const inFolder = (file: string) => `${import.meta.dirname}/${file}`;

/** A demo Jenkins in another process. */
export interface LogPlace {
  readonly url: string;
  order<T>(what: Order): Promise<T>;
  close(): Promise<void>;
}

export async function startPlace(): Promise<LogPlace> {
  const child = spawn(process.execPath, [inFolder('server.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url, control } = JSON.parse(line.toString()) as { url: string; control: string };
  return {
    url,
    async order<T>(what: Order) {
      const response = await fetch(control, { method: 'POST', body: JSON.stringify(what) });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as T;
    },
    async close() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

export const benchUser = demoUsers.dev;

export async function follow(order: Omit<FollowOrder, 'user'>): Promise<FollowResult> {
  const { stdout } = await run(
    process.execPath,
    ['--expose-gc', inFolder('follower.ts'), JSON.stringify({ ...order, user: benchUser.id })],
    { env: { ...process.env, BENCH_TOKEN: benchUser.token }, maxBuffer: 1024 * 1024 },
  );
  return JSON.parse(stdout) as FollowResult;
}

/** Has curl read the same text onto the disk. @returns milliseconds of its own work */
export async function curl(url: string, file: string): Promise<number> {
  const child = spawn('curl', ['-sS', '-K', '-', '-o', file, '-w', '%{time_total}', url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // The token is no argument: everybody on the machine can read those.
  child.stdin.end(`user = "${benchUser.id}:${benchUser.token}"\n`);
  const [seconds] = (await once(child.stdout, 'data')) as [Buffer];
  return Number(seconds.toString()) * 1000;
}
