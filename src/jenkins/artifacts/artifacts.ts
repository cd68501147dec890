import { randomBytes } from 'node:crypto';
import { encodedUri } from '../../base/encodedUri.ts';
import { asObjects, asString } from '../../base/json.ts';
import type { ResumePoint } from '../../http/download.ts';
import { RedirectedError, RequestError } from '../../http/errors.ts';
import { Method } from '../../http/httpClient.ts';
import type { HttpResponse, Transport } from '../../http/index.ts';
import { isLoginInsteadOf } from '../../http/loginPage.ts';
import { isPage } from '../../http/reason.ts';
import { buildPath } from '../builds/builds.ts';
import { failureOf, isSignedByJenkins } from '../session/answers.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

export interface OpenArtifactOptions extends ReadOptions, ResumePoint {}

/**
 * Lists the artifacts of a build, by their paths as Jenkins names them, in its order. The listing has no sizes, so that
 * a download knows the size from its own answer alone.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function listArtifacts(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<string[]> {
  const answer = await session.getObject(apiPath(buildPath(job, number), 'artifacts[relativePath]'), {
    ...options,
    lists: ['artifacts'],
  });
  return asObjects(answer['artifacts']).flatMap(json => asString(json['relativePath']) || []);
}

/** Path of an artifact that would leave the target folder, or is no valid file name anywhere. */
export class UnsafePathError extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`the path of an artifact is not safe: ${JSON.stringify(path)}`);
    this.name = 'UnsafePathError';
    this.path = path;
  }
}

/**
 * Splits an artifact's path into parts, to be joined below a folder of this machine.
 * @throws UnsafePathError for a path that leaves the folder, is absolute, or holds characters that no file name may
 *   hold
 */
export function safeParts(path: string): string[] {
  const parts = path.split('/');
  const isUnsafe = (part: string) =>
    part === '' || part === '.' || part === '..' || /[\\\0]/.test(part) || /^[a-z]:/i.test(part);
  if (parts.some(isUnsafe)) throw new UnsafePathError(path);
  return parts;
}

/**
 * Encoded path of an artifact, below the base URL.
 * @throws UnsafePathError for a path that no artifact can have
 */
export function artifactPath(job: string, number: number, path: string): string {
  return `${buildPath(job, number)}/artifact/${safeParts(path).map(encodedUri).join('/')}`;
}

/**
 * Opens an artifact of a build as a stream: read it with `bytes()`. Where the controller keeps artifacts elsewhere (S3,
 * Azure), its redirect is followed without credentials. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @param path relative to the build's artifacts, as Jenkins names it
 * @param externalTransport for foreign storage; made of `externalNetwork`, so that it sends no client certificate there
 * @throws UnsafePathError for a path that no artifact can have; RequestError, also for a login page in its place
 */
export async function openArtifact(
  session: JenkinsSession,
  job: string,
  number: number,
  path: string,
  externalTransport: Transport,
  { from = 0, ifSame, ...options }: OpenArtifactOptions = {},
): Promise<HttpResponse> {
  const address = artifactPath(job, number, path);
  const resume = from > 0 ? { range: `bytes=${from}-`, ...(ifSame ? { 'if-range': ifSame } : {}) } : undefined;
  const response = await session.get(address, {
    ...options,
    accept: '*/*',
    externalTransport,
    // Bytes of a compressed transfer could not be counted.
    headers: { 'accept-encoding': 'identity', ...resume },
  });
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  if (isLoginInsteadOf(session.traceOf(Method.get, address), response, fileName)) throw await failureOf(response);
  if (response.status === 200 && isPage(response.mediaType) && !isSentAsFile(response)) {
    await expectNoPortal(session, address, response, { signal: options.signal, externalTransport });
  }
  return response;
}

/**
 * Whether Jenkins sent the answer as a file, as far as its headers show: its own pages are signed and have no time, files
 * of web servers have an ETag.
 */
function isSentAsFile(response: HttpResponse): boolean {
  const has = (name: string) => response.header(name) !== undefined;
  const isFile = ['last-modified', 'expires', 'accept-ranges', 'x-content-type-options'].every(has);
  return isFile && !isSignedByJenkins(response) && !['etag', 'set-cookie'].some(has);
}

/**
 * Tells an artifact that is a page from a portal's page: for an artifact that cannot exist, Jenkins answers 404, and a
 * portal gives its page once more. It is asked for as the artifact was, into foreign storage, too, which may refuse it
 * with a 403.
 * @throws InterceptedError for the page of a portal, RequestError when nothing is known; the response is discarded then
 */
async function expectNoPortal(
  session: JenkinsSession,
  address: string,
  response: HttpResponse,
  options: Pick<ReadOptions, 'signal' | 'externalTransport'>,
): Promise<void> {
  const token = randomBytes(8).toString('hex');
  const absent = address.replace(/(?=\.\w+$)/, `-${token}`);
  const { origin } = session.traceOf(Method.get, absent);
  let portal: HttpResponse;
  try {
    portal = await session.get(absent, { ...options, accept: '*/*' });
  } catch (error) {
    if (isRefusalOf(token, origin, error)) return;
    response.discard();
    throw error;
  }
  if (!isPage(portal.mediaType)) return portal.discard();
  response.discard();
  throw await failureOf(portal);
}

/** Whether a server has answered for a file of its own that is absent. A portal knows no single file. */
function isRefusalOf(token: string, origin: string, error: unknown): boolean {
  if (error instanceof RedirectedError) return error.to.includes(token);
  return error instanceof RequestError && isAboutFile(error, origin);
}

function isAboutFile({ status, request }: RequestError, origin: string): boolean {
  const isRefused = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
  // A refused login is no answer about a file, unless it is the storage's, which knows no login.
  return isRefused && (status !== 401 || request.origin !== origin);
}
