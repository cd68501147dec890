// Where logs are written that are then followed: a demo Jenkins in a process of its own, or a real controller.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Traffic } from '../net/link.ts';
import type { Login } from '../race.ts';
import type { FollowOrder, FollowResult } from './follower.ts';

/** How much a build writes, and for how long. */
export interface Growth {
  readonly mebibytes: number;
  readonly seconds: number;
}

export interface LogPlace {
  /** Without a slash at its end. */
  readonly url: string;
  readonly login: Login;
  /** Starts a build that writes that much, evenly. @returns its job and number, while it runs */
  begin(name: string, growth: Growth): Promise<LogOfBuild>;
  /** A build that wrote that much before it ended. */
  finished(name: string, mebibytes: number): Promise<LogOfBuild>;
  /** What logs cost on the wire since the last call. */
  traffic(): Promise<Traffic>;
  close(): Promise<void>;
}

export interface LogOfBuild {
  readonly job: string;
  readonly number: number;
  /** Resolves when the build has ended. */
  ended(): Promise<unknown>;
  /** The SHA-256 of the console's text. */
  hash(): Promise<string>;
}

/** Follows a log onto the disk in a process of its own. */
export async function follow(
  { url, login }: LogPlace,
  { job, number }: LogOfBuild,
  folder: string,
): Promise<FollowResult> {
  const order: FollowOrder = { ...{ url, job, number, folder }, user: login.user };
  const program = join(import.meta.dirname, 'follower.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, JSON.stringify(order)], {
    env: { ...process.env, BENCH_TOKEN: login.secret },
    maxBuffer: 1024 * 1024,
  });
  return JSON.parse(stdout) as FollowResult;
}
