// curl, as the limit: what one request costs that asks for the same.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Login } from '../race.ts';

/**
 * @param more further arguments, such as `--compressed`
 * @returns how long its transfer took by its own clock, in milliseconds
 */
export async function curl(
  url: string,
  { user, secret }: Login,
  file = '/dev/null',
  ...more: string[]
): Promise<number> {
  const wanted = ['-w', '%{time_total}', '-o', file, '-g', ...more, url];
  return Number(await run(`user = "${user}:${secret}"`, wanted)) * 1000;
}

/** One after the other over one connection. @returns how long all took with curl's own start, in milliseconds */
export async function curlAll(urls: readonly string[], bearer: string): Promise<number> {
  const began = performance.now();
  const transfers = urls.flatMap(url => ['-o', '/dev/null', url]);
  await run(`header = "Authorization: Bearer ${bearer}"`, ['-f', '--compressed', '-g', ...transfers]);
  return performance.now() - began;
}

/** The secret comes by the standard input: everybody on the machine can read arguments. */
async function run(config: string, args: readonly string[]): Promise<string> {
  const running = promisify(execFile)('curl', ['-sS', '-K', '-', ...args]);
  running.child.stdin?.end(`${config}\n`);
  return (await running).stdout;
}
