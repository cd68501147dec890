import { Method } from '../../http/httpClient.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
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
 * @throws RequestError of the kind that a refusal means; UnconfirmedWriteError when the answer of a POST was lost
 */
export async function sendGiven(
  session: JenkinsSession,
  { method, path, accept = '*/*', contentType, body }: GivenRequest,
  control: WriteControl = {},
): Promise<Written<GivenAnswer>> {
  if (method === Method.get) {
    const answer = await answerOf(await session.get(path, { accept, signal: control.signal }));
    return { ...answer, traced: false, times: 1 };
  }
  const sent = { ...(body !== undefined && { body }), ...(contentType !== undefined && { contentType }) };
  return session.write<GivenAnswer, unknown>(
    { name: 'sendGiven', send: async wire => answerOf(await wire.post(path, isAnswered, sent)) },
    control,
  );
}

/** Jenkins answers many a change by a redirect, which is not followed. */
function isAnswered({ status }: HttpResponse): boolean {
  return status >= 200 && status < 400;
}

async function answerOf(response: HttpResponse): Promise<GivenAnswer> {
  const { status, mediaType } = response;
  return { status, mediaType: mediaType ?? '', location: response.headerText('location'), text: await response.text() };
}
