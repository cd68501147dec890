import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order } from '../../demo/control.ts';
import { generatedLineBytes } from '../../servers/jenkins/builds/generatedLines.ts';
import { demoUsers } from '../../servers/jenkins/index.ts';
import type { Traffic } from '../net/link.ts';
import type { LogOfBuild, LogPlace } from './place.ts';

const mebibyte = 1024 * 1024;

/** A demo Jenkins in another process. */
export interface DemoLogPlace extends LogPlace {
  order<T>(what: Order): Promise<T>;
}

export async function startDemoPlace(): Promise<DemoLogPlace> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url, control } = JSON.parse(line.toString()) as { url: string; control: string };
  const order = async <T>(what: Order): Promise<T> => {
    const response = await fetch(control, { method: 'POST', body: JSON.stringify(what) });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  };
  const build = async (job: string, write: (number: number) => Promise<unknown>): Promise<LogOfBuild> => {
    const number = await order<number>({ kind: 'start', job });
    const written = write(number).then(() => order({ kind: 'finish', job, number, result: 'SUCCESS' }));
    return { job, number, ended: () => written, hash: () => order({ kind: 'hash', job, number }) };
  };
  let before: Traffic = { requests: 0, bytes: 0 };
  return {
    ...{ url, order },
    login: { user: demoUsers.dev.id, secret: demoUsers.dev.token },
    begin: (job, { mebibytes: megabytes, seconds }) =>
      build(job, number => order({ kind: 'grow', job, number, megabytes, seconds })),
    async finished(job, mebibytes) {
      const count = Math.round((mebibytes * mebibyte) / generatedLineBytes);
      const log = await build(job, number => order({ kind: 'lines', job, number, count }));
      await log.ended();
      return log;
    },
    async traffic() {
      const now = {
        requests: await order<number>({ kind: 'logRequests' }),
        bytes: await order<number>({ kind: 'logBytes' }),
      };
      const since = { requests: now.requests - before.requests, bytes: now.bytes - before.bytes };
      before = now;
      return since;
    },
    async close() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
