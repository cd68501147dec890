// curl, as the limit: what one request costs that asks for the same.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @returns how long its transfer took by its own clock, in milliseconds */
export async function curl(url: string, user: string, secret: string, ...more: string[]): Promise<number> {
  const args = [
    '-sS',
    '--compressed',
    '-u',
    `${user}:${secret}`,
    '-o',
    '/dev/null',
    '-w',
    '%{time_total}',
    '-g',
    ...more,
    url,
  ];
  const { stdout } = await run('curl', args);
  return Number(stdout) * 1000;
}
