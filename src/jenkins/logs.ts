import { Backoff } from '../base/backoff.ts';
import { sleep } from '../base/sleep.ts';
import { type HttpResponse, UnexpectedAnswerError } from '../http/index.ts';
import { buildPath } from './builds.ts';
import { PlainLogReader, readMultipartLog } from './logStream.ts';
import type { JenkinsSession, ReadOptions } from './session.ts';

/** What a follower tells, in order. */
export type LogEvent =
  /** Where the first byte stands in the log, 0 unless only the tail was asked for. */
  | { readonly kind: 'begin'; readonly skippedBytes: number }
  /** More of the log: bytes of UTF-8 text without console notes; a character may be split between two. */
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  /** The build has ended and all of its log was told. */
  | { readonly kind: 'end' };

export interface FollowLogOptions extends ReadOptions {
  /** Begin at most this many bytes before the end of what there is now. */
  readonly tailBytes: number;
}

interface Reached {
  readonly next: number;
  readonly complete: boolean;
  readonly gotText: boolean;
}

/**
 * Follows a build's log from near its end until the build has ended. Asks at once while text comes, then 0.5 s to 4 s
 * apart. Knows controllers of all generations (multipart answers, plain ones, and plain ones that claim more than they
 * hold).
 * @throws RequestError when asking fails; the signal's reason when it is aborted
 */
export async function* followLog(
  session: JenkinsSession,
  job: string,
  number: number,
  options: FollowLogOptions,
): AsyncGenerator<LogEvent> {
  const path = `${buildPath(job, number)}/logText/progressiveText`;
  const backoff = new Backoff({ first: 500, most: 4000 });
  let next = await firstOffset(session, path, options);
  yield { kind: 'begin', skippedBytes: next };
  for (;;) {
    const reached: Reached = yield* readOnce(session, path, next, options);
    next = reached.next;
    if (reached.complete) return yield { kind: 'end' };
    if (reached.gotText) backoff.reset();
    await sleep(backoff.next(), options.signal);
  }
}

/**
 * The whole log of a build, as it stands: the truth once the build has ended.
 * @throws TooLargeError beyond `limitBytes`
 */
export async function readWholeLog(
  session: JenkinsSession,
  job: string,
  number: number,
  limitBytes: number,
  options: ReadOptions = {},
): Promise<string> {
  const response = await session.get(`${buildPath(job, number)}/consoleText`, { ...options, accept: 'text/plain' });
  return response.text(limitBytes);
}

/** The log's size is in the header of an empty answer: a negative start gives one on every controller. */
async function firstOffset(session: JenkinsSession, path: string, options: FollowLogOptions): Promise<number> {
  const response = await session.get(`${path}?start=-1`, { signal: options.signal, accept: 'text/plain' });
  response.discard();
  return Math.max(0, textSize(response) - options.tailBytes);
}

async function* readOnce(
  session: JenkinsSession,
  path: string,
  start: number,
  options: ReadOptions,
): AsyncGenerator<LogEvent, Reached> {
  const response = await session.get(`${path}?start=${start}`, {
    signal: options.signal,
    accept: 'multipart/form-data',
  });
  const boundary = /^multipart\/form-data;.*?boundary="?([^";]+)/i.exec(response.header('content-type') ?? '')?.[1];
  return yield* boundary ? readMultipart(response, boundary, start) : readPlain(response, start);
}

async function* readMultipart(
  response: HttpResponse,
  boundary: string,
  start: number,
): AsyncGenerator<LogEvent, Reached> {
  let gotText = false;
  for await (const part of readMultipartLog(response.bytes(), boundary)) {
    if ('text' in part) {
      gotText = true;
      yield { kind: 'text', bytes: part.text };
    } else {
      return { next: Math.max(start, part.meta.end), complete: part.meta.completed, gotText };
    }
  }
  throw new UnexpectedAnswerError('a log answer without its meta part', response.request);
}

async function* readPlain(response: HttpResponse, start: number): AsyncGenerator<LogEvent, Reached> {
  const reader = new PlainLogReader();
  for await (const piece of response.bytes()) {
    const bytes = reader.read(piece);
    if (bytes.length > 0) yield { kind: 'text', bytes };
  }
  const rest = reader.end();
  if (rest.length > 0) yield { kind: 'text', bytes: rest };
  // X-Text-Size may claim more than was sent while the build runs: what was really received is where to go on.
  const complete = response.header('x-more-data') !== 'true';
  return { next: start + reader.rawBytes, complete, gotText: reader.rawBytes > 0 };
}

function textSize(response: HttpResponse): number {
  const size = Number(response.header('x-text-size'));
  return Number.isSafeInteger(size) && size >= 0 ? size : 0;
}
