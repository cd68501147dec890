import type { FileHandle } from 'node:fs/promises';
import { Backoff } from '../base/backoff.ts';
import { PartFile } from '../base/partFile.ts';
import { sleep } from '../base/sleep.ts';
import { RequestError, TimedOutError, UnexpectedAnswerError, UnreachableError, UnreachableReason } from './errors.ts';
import { contentRange, continues, type FileVersion, parseVersion, versionOf } from './fileVersion.ts';
import type { HttpResponse } from './response.ts';

/** Start of an interrupted download. */
export interface ResumePoint {
  /** First byte to read. */
  readonly from?: number | undefined;
  /** `ETag` or `Last-Modified` of the partial file: another file is then sent whole. */
  readonly ifSame?: string | undefined;
}

export interface DownloadSource {
  /** Identifies the file among all servers' files. */
  readonly id: string;
  /** Bytes of the file, where a listing told them. */
  readonly size?: number | undefined;
  /** @returns an answer of success, which is no login page */
  open(resume: ResumePoint): Promise<HttpResponse>;
}

export interface DownloadControl {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes so far, and the total where the server sends it. */
  readonly onProgress?: ((bytes: number, total: number | undefined) => void) | undefined;
}

/** Interruptions in a row without a byte more than before, after which it gives up. */
const maxBreaks = 4;

interface Stored {
  readonly bytes: number;
  readonly version: FileVersion;
}

/**
 * Saves a file whose folder exists. Bytes that arrived are kept in a {@link PartFile}: an interrupted download resumes,
 * also when it is begun again later, unless the file has changed on the server meanwhile.
 * @throws RequestError when it cannot be read, PartFileChangedError, the errors of the file system, the signal's reason
 */
export async function download(source: DownloadSource, target: string, control: DownloadControl): Promise<void> {
  const part = new PartFile(target, source.id);
  const backoff = new Backoff({ first: 500, most: 5000 });
  let breaks = 0;
  let most = await part.size();
  for (;;) {
    try {
      await part.finish(await attempt(source, part, control));
      return;
    } catch (error) {
      if (control.signal?.aborted || !isBreak(error)) throw error;
      const bytes = await part.size();
      breaks = bytes > most ? 0 : breaks + 1;
      most = Math.max(most, bytes);
      if (breaks >= maxBreaks) throw error;
      await sleep(backoff.next(), control.signal);
    }
  }
}

/** @returns bytes of the whole file */
async function attempt(source: DownloadSource, part: PartFile, control: DownloadControl): Promise<number> {
  const stored = { bytes: await part.size(), version: parseVersion(await part.metadata()) };
  const resumed = await openRest(source, stored);
  if (resumed?.status === 206) {
    const total = stored.version.total ?? versionOf(resumed).total ?? source.size;
    return write(resumed, await part.resume(), stored.bytes, total, control);
  }
  const response = resumed ?? (await source.open({}));
  const version = versionOf(response);
  try {
    checkWhole(response, version, source);
  } catch (error) {
    response.discard();
    throw error;
  }
  const file = await part.begin(version).catch(error => {
    response.discard();
    throw error;
  });
  return write(response, file, 0, version.total ?? source.size, control);
}

/** @returns a 206 that continues the stored bytes, or the whole file; undefined when it must be begun anew */
async function openRest(source: DownloadSource, { bytes, version }: Stored): Promise<HttpResponse | undefined> {
  // Without a validator it is unknown whether the rest belongs to the beginning.
  if (bytes === 0 || version.validator === undefined) return undefined;
  try {
    const response = await source.open({ from: bytes, ifSame: version.validator });
    if (response.status !== 206 || continues(response, bytes, version)) return response;
    response.discard();
  } catch (error) {
    // 416: the server has nothing beyond the stored bytes, which are therefore of no use.
    if (!(error instanceof RequestError && error.status === 416)) throw error;
  }
  return undefined;
}

function checkWhole(response: HttpResponse, version: FileVersion, { size }: DownloadSource): void {
  const { status, request } = response;
  const range = status === 206 ? contentRange(response) : undefined;
  const isFromStart = status === 200 || (range?.start === 0 && range.total !== undefined);
  if (!isFromStart) throw new UnexpectedAnswerError('not the file from its first byte', request, { status });
  if (size !== undefined && version.total !== undefined && version.total !== size) {
    throw new UnexpectedAnswerError(`${version.total} bytes instead of ${size}`, request, { status });
  }
}

/** @throws UnreachableError when bytes are missing at the end */
async function write(
  response: HttpResponse,
  file: FileHandle,
  start: number,
  total: number | undefined,
  { onProgress }: DownloadControl,
): Promise<number> {
  const { status, request } = response;
  let bytes = start;
  try {
    for await (const piece of response.bytes()) {
      if (total !== undefined && bytes + piece.length > total) {
        throw new UnexpectedAnswerError(`more than ${total} bytes`, request, { status });
      }
      await writeAll(file, piece, bytes);
      bytes += piece.length;
      onProgress?.(bytes, total);
    }
  } finally {
    // The part file is kept, however the download ended.
    await file.close();
  }
  if (total !== undefined && bytes < total) throw new UnreachableError(UnreachableReason.broken, request, { status });
  return bytes;
}

/** At a position, not appended: two downloads of the same file at once write the same bytes to the same places. */
async function writeAll(file: FileHandle, piece: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < piece.length; ) {
    done += (await file.write(piece, done, piece.length - done, position + done)).bytesWritten;
  }
}

function isBreak(error: unknown): boolean {
  return error instanceof UnreachableError || error instanceof TimedOutError;
}
