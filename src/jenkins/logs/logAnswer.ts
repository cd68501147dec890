import { UnexpectedAnswerError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import { failureOf } from '../session/answers.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type LogMeta, type LogPart, readMultipartLog } from './logStream.ts';

/** Controller's answer to a request for a part of a log. */
export type LogAnswer =
  /** Text without notes and with the log's own line ends, then its metadata. Current controllers. */
  | { readonly kind: 'multipart'; readonly parts: AsyncIterable<LogPart>; readonly response: HttpResponse }
  /** Raw text with notes and CRLF; `size` is the next offset as the controller claims, true or not. */
  | {
      readonly kind: 'plain';
      readonly pieces: AsyncIterable<Uint8Array>;
      readonly size: number;
      readonly completed: boolean;
      readonly response: HttpResponse;
    };

/**
 * Requests a log from an offset on. `GET …/logText/progressiveText?start=N`; negative: that many bytes from the end,
 * where the answer comes in parts.
 * @throws RequestError
 */
export async function askLog(
  session: JenkinsSession,
  path: string,
  start: number,
  options: ReadOptions,
): Promise<LogAnswer> {
  const response = await session.get(`${path}?start=${start}`, {
    ...options,
    accept: 'multipart/form-data',
    background: true,
    bulk: true,
  });
  const boundary = /multipart\/form-data;.*?boundary="?([^";]+)/i.exec(response.headerText('content-type'))?.[1];
  if (boundary) return { kind: 'multipart', parts: readMultipartLog(response.bytes(), boundary), response };
  await expectPlain(response);
  const size = Number(response.header('x-text-size'));
  return {
    kind: 'plain',
    pieces: response.bytes(),
    size: Number.isSafeInteger(size) && size >= 0 ? size : 0,
    completed: response.header('x-more-data') !== 'true',
    response,
  };
}

/**
 * Opens the whole log as it stands: authoritative once the build has ended. `GET …/consoleText`
 * @throws RequestError
 */
export async function openConsoleText(
  session: JenkinsSession,
  path: string,
  options: ReadOptions,
): Promise<HttpResponse> {
  const response = await session.get(`${path}/consoleText`, {
    ...options,
    accept: 'text/plain',
    background: true,
    bulk: true,
  });
  await expectPlain(response);
  return response;
}

/** A page instead of a log comes from another party: a login, a proxy. */
async function expectPlain(response: HttpResponse): Promise<void> {
  if (response.mediaType === 'text/html') throw await failureOf(response);
}

/** @throws UnexpectedAnswerError when the answer broke off before its last part */
export function expectMeta(meta: LogMeta | undefined, response: HttpResponse): LogMeta {
  if (meta) return meta;
  throw new UnexpectedAnswerError('a log answer without its meta part', response.request);
}
