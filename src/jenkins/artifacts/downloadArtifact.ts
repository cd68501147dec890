import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { Backoff } from '../../base/backoff.ts';
import { asString, isObject } from '../../base/json.ts';
import { sleep } from '../../base/sleep.ts';
import { RequestError, TimedOutError, UnexpectedAnswerError, UnreachableError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { Transport } from '../../http/transport.ts';
import type { JenkinsSession } from '../session/session.ts';
import { openArtifact } from './artifacts.ts';

/** Identity of an artifact. */
export interface ArtifactPlace {
  readonly job: string;
  readonly number: number;
  /** As Jenkins names it. */
  readonly path: string;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Transport for foreign storage, see {@link openArtifact}. */
  readonly externalTransport: Transport;
  /** Called with the bytes so far, and the total where the server sends it. */
  readonly onProgress?: (bytes: number, total: number | undefined) => void;
}

/** Interruptions in a row without a byte in between before it gives up. */
const maxBreaks = 4;

interface Partial {
  readonly bytes: number;
  /** Identifies the version of the server's file. */
  readonly validator: string | undefined;
}

/**
 * Saves an artifact as a file. Bytes that arrived are kept beside it as `….part`: an interrupted download goes on from
 * there, also when it is begun again later, unless the file has changed on the server meanwhile.
 * @param target path of the file; its folder is created
 * @throws RequestError when it cannot be read, the errors of the file system, the signal's reason
 */
export async function downloadArtifact(
  session: JenkinsSession,
  place: ArtifactPlace,
  target: string,
  options: DownloadOptions,
): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const backoff = new Backoff({ first: 500, most: 5000 });
  let breaks = 0;
  for (;;) {
    const before = await partialOf(target);
    try {
      await continueFrom(before, session, place, target, options);
      break;
    } catch (error) {
      if (options.signal?.aborted || !isBreak(error)) throw error;
      breaks = (await partialOf(target)).bytes > before.bytes ? 0 : breaks + 1;
      if (breaks >= maxBreaks) throw error;
      await sleep(backoff.next(), options.signal);
    }
  }
  await rename(`${target}.part`, target);
  await rm(`${target}.part-of`, { force: true });
}

async function continueFrom(
  before: Partial,
  session: JenkinsSession,
  place: ArtifactPlace,
  target: string,
  options: DownloadOptions,
): Promise<void> {
  const { signal, externalTransport, onProgress } = options;
  // Without a validator it is unknown whether the rest belongs to the beginning.
  const from = before.validator === undefined ? 0 : before.bytes;
  const resume = { from, ifSame: before.validator, signal };
  const response = await openArtifact(session, place.job, place.number, place.path, externalTransport, resume).catch(
    error => {
      if (from > 0 && error instanceof RequestError && error.status === 416) return undefined;
      throw error;
    },
  );
  // The server has nothing beyond the partial file, which is therefore of no use.
  if (!response) return continueFrom({ bytes: 0, validator: undefined }, session, place, target, options);
  const start = startOf(response);
  if (start !== from && start !== 0) {
    throw new UnexpectedAnswerError(`bytes from ${start} instead of ${from}`, response.request);
  }
  await writeFile(`${target}.part-of`, JSON.stringify({ validator: validatorOf(response) }));
  await append(response, `${target}.part`, start, total => onProgress?.(total, sizeOf(response, start)));
}

async function append(
  response: HttpResponse,
  file: string,
  start: number,
  onBytes: (total: number) => void,
): Promise<void> {
  const out = createWriteStream(file, { flags: start === 0 ? 'w' : 'a' });
  let total = start;
  try {
    for await (const piece of response.bytes()) {
      total += piece.length;
      if (!out.write(piece)) await once(out, 'drain');
      onBytes(total);
    }
  } finally {
    // The part is kept, however the download ended.
    out.end();
    await finished(out);
  }
}

function startOf(response: HttpResponse): number {
  if (response.status !== 206) return 0;
  return Number(/^bytes (\d+)-/.exec(response.header('content-range') ?? '')?.[1] ?? 0);
}

function sizeOf(response: HttpResponse, start: number): number | undefined {
  const length = Number(response.header('content-length'));
  return response.header('content-length') !== undefined && Number.isSafeInteger(length) ? start + length : undefined;
}

/** A weak ETag does not identify the bytes. */
function validatorOf(response: HttpResponse): string | undefined {
  const tag = response.header('etag');
  return tag && !tag.startsWith('W/') ? tag : response.header('last-modified');
}

function isBreak(error: unknown): boolean {
  return error instanceof UnreachableError || error instanceof TimedOutError;
}

async function partialOf(target: string): Promise<Partial> {
  try {
    const { size } = await stat(`${target}.part`);
    const of: unknown = JSON.parse(await readFile(`${target}.part-of`, 'utf8'));
    return { bytes: size, validator: isObject(of) ? asString(of['validator']) : undefined };
  } catch {
    return { bytes: 0, validator: undefined };
  }
}
