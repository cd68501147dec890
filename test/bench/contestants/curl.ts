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

/** One after the other over one connection. @returns how long all took with curl's own start, in milliseconds */
export async function curlAll(urls: readonly string[], bearer: string): Promise<number> {
  const began = performance.now();
  const transfers = urls.flatMap(url => ['-o', '/dev/null', url]);
  await run('curl', ['-sS', '-f', '--compressed', '-g', '-H', `Authorization: Bearer ${bearer}`, ...transfers]);
  return performance.now() - began;
}
