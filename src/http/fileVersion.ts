import { asNumber, asObject, asString } from '../base/json.ts';
import type { HttpResponse } from './response.ts';

/** Version of a file on a server, as far as an answer identifies it. */
export interface FileVersion {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** Value for `If-Range`; absent where nothing proves that two answers have the same bytes. */
  readonly validator?: string | undefined;
  /** Size of the whole file. */
  readonly total?: number | undefined;
}

export interface ContentRange {
  readonly start: number;
  /** Absent for `*`. */
  readonly total: number | undefined;
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-last-modified-2 has a second; clocks that differ need more. */
const strongAfterMs = 60_000;

export function versionOf(response: HttpResponse): FileVersion {
  const etag = response.header('etag');
  const lastModified = response.header('last-modified');
  // Ranges of an encoded answer count encoded bytes, so that nothing could be resumed.
  const validator = isEncoded(response) ? undefined : validatorOf(response, etag, lastModified);
  return { etag, lastModified, validator, total: totalOf(response) };
}

export function parseVersion(json: unknown): FileVersion {
  const stored = asObject(json);
  return {
    etag: asString(stored['etag']),
    lastModified: asString(stored['lastModified']),
    validator: asString(stored['validator']),
    total: asNumber(stored['total']),
  };
}

/** Whether a 206 has the bytes from `from` on, of this version. */
export function continues(response: HttpResponse, from: number, version: FileVersion): boolean {
  const range = contentRange(response);
  if (range?.start !== from || isEncoded(response)) return false;
  // The range may end before the file does.
  if (range.total === undefined && version.total === undefined) return false;
  const now = versionOf(response);
  return (['etag', 'lastModified', 'total'] as const).every(
    name => now[name] === undefined || version[name] === undefined || now[name] === version[name],
  );
}

export function contentRange(response: HttpResponse): ContentRange | undefined {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/i.exec(response.headerText('content-range').trim()) ?? [];
  if (start === undefined) return undefined;
  return { start: Number(start), total: total === '*' ? undefined : Number(total) };
}

/** A weak ETag does not identify the bytes, nor does a date that a later change within the same second shares. */
function validatorOf(
  response: HttpResponse,
  tag: string | undefined,
  lastModified: string | undefined,
): string | undefined {
  if (tag && !tag.startsWith('W/')) return tag;
  const age = Date.parse(response.headerText('date')) - Date.parse(response.headerText('last-modified'));
  return age >= strongAfterMs ? lastModified : undefined;
}

function totalOf(response: HttpResponse): number | undefined {
  if (isEncoded(response)) return undefined;
  if (response.status === 206) return contentRange(response)?.total;
  const length = response.header('content-length');
  return length === undefined ? undefined : Number(length);
}

function isEncoded(response: HttpResponse): boolean {
  return !['', 'identity'].includes(response.headerText('content-encoding').toLowerCase());
}
