import { decodedUri } from '../../base/decodedUri.ts';
import { InterceptedError } from '../../http/errors.ts';
import { Method } from '../../http/httpClient.ts';
import { isLoginPath } from '../../http/loginPage.ts';
import { isPage, reasonIn } from '../../http/reason.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { ReadOnlyError } from '../errors.ts';
import { isSignedByJenkins } from './answers.ts';
import type { JenkinsSession } from './session.ts';

/** Request that a person gives, instead of a feature. */
export interface GivenRequest {
  readonly method: string;
  /** Encoded, below the base URL, with its query. */
  readonly path: string;
  readonly accept?: string | undefined;
  readonly contentType?: string | undefined;
  readonly body?: string | undefined;
}

export interface GivenAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly location: string;
  readonly text: string;
}

/**
 * Sends a given request, once: GET as a read, POST as a write, of whose trace nothing is known.
 * @throws ReadOnlyError where a GET starts a build, too; RequestError of the kind that a refusal means; UnconfirmedWriteError when the answer of a POST was lost
 */
export async function sendGiven(
  session: JenkinsSession,
  { method, path, accept = '*/*', contentType, body }: GivenRequest,
  control: WriteControl = {},
): Promise<Written<GivenAnswer>> {
  if (method === Method.get) {
    if (session.readOnly && mayStart(path)) throw new ReadOnlyError(session.traceOf(method, path));
    const answer = await answerOf(await session.get(path, { accept, signal: control.signal, once: true }));
    return { ...answer, traced: false, times: 1 };
  }
  const sent = { ...(body !== undefined && { body }), ...(contentType !== undefined && { contentType }) };
  return session.write<GivenAnswer, unknown>(
    {
      name: 'sendGiven',
      send: async wire => {
        const response = await wire.post(path, isAnswered, sent);
        const answer = await answerOf(response);
        if (isOfAnother(response, answer)) {
          const { request, status } = response;
          throw new InterceptedError(reasonIn(answer.mediaType, answer.text) ?? request.origin, request, { status });
        }
        return answer;
      },
    },
    control,
  );
}

/** Whether a GET may start a build, as those with the trigger token of a job do. A job may be called `build`. */
export function mayStart(path: string): boolean {
  const [, place = '', query = ''] = /^([^?]*)(.*)$/s.exec(path) ?? [];
  const isBuild = /\/build[^/]*(?:\/|$)/i.test(decodedUri(place).replace(/\/(?:job|view)\/+[^/]+/g, ''));
  return isBuild || /[?&]token=/i.test(decodedUri(query));
}

/** Jenkins answers many a change by a redirect, which is not followed; one that leads to a login is a refusal. */
function isAnswered(response: HttpResponse): boolean {
  const { status, request } = response;
  if (status < 300) return status >= 200;
  const from = new URL(request.path, request.origin);
  const to = URL.parse(response.headerText('location'), from.href);
  return (status === 302 || status === 303) && to?.origin === from.origin && !isLoginPath(to.pathname);
}

/** Whether a page came from another party: Jenkins signs its pages, and sends pieces of HTML without a signature. */
function isOfAnother(response: HttpResponse, { mediaType, text }: GivenAnswer): boolean {
  return isPage(mediaType) && !isSignedByJenkins(response) && /^\s*<(?:!doctype|html|\?xml)/i.test(text);
}

async function answerOf(response: HttpResponse): Promise<GivenAnswer> {
  const { status, mediaType } = response;
  return { status, mediaType: mediaType ?? '', location: response.headerText('location'), text: await response.text() };
}
