import { parseJson } from '../../../base/json.ts';
import type { WriteControl, Written } from '../../../http/index.ts';
import { sendGiven as sendToJenkins } from '../../../jenkins/session/givenRequest.ts';
import { givenMethods, sendGiven as sendToJira } from '../../../jira/session/givenRequest.ts';
import { CurlError, CurlReason } from '../../../snippets/curl/curlError.ts';
import type { CurlRequest } from '../../../snippets/curl/parseCurl.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type Connection, type JiraConnection, Product } from '../../connections/settings/connection.ts';

/** Answer as it is shown. */
export interface Answered {
  readonly status: string;
  readonly location: string;
  readonly text: string;
  readonly language: string;
}

type Sent = CurlRequest & { readonly path: string };

const headerOf = ({ headers }: CurlRequest, name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1];

/** Names of headers that the session sends by itself, or not at all. */
export function leftOut({ headers }: CurlRequest, { product }: Connection): string[] {
  const sent =
    product === Product.jenkins ? ['accept', 'content-type'] : ['accept', 'content-type', 'x-atlassian-token'];
  return headers.map(([name]) => name).filter(name => !sent.includes(name.toLowerCase()));
}

/** @throws CurlError for a method or a body that the connection's session does not send */
export function checkSendable({ method, body }: CurlRequest, { product }: Connection): void {
  const methods = product === Product.jenkins ? ['GET', 'POST'] : givenMethods;
  if (!methods.includes(method)) throw new CurlError(CurlReason.method, method);
  const sendsBody = method === 'POST' || method === 'PUT';
  if (body !== undefined && !sendsBody) throw new CurlError(CurlReason.noBody, method);
  if (product === Product.jira && !isJson(body)) throw new CurlError(CurlReason.notJson);
  if (product === Product.jira && body && hasLongNumber(body)) throw new CurlError(CurlReason.longNumber);
}

/**
 * Sends a request in the connection's session: a read as a read, a change by the door for writes.
 * @throws RequestError
 */
export async function sendCurl(
  sessions: Sessions,
  connection: Connection,
  request: Sent,
  control: WriteControl,
): Promise<Written<Answered>> {
  if (connection.product === Product.jira) return sendJira(sessions, connection, request, control);
  const { method, path, body } = request;
  const { status, location, mediaType, text, ...rest } = await sendToJenkins(
    sessions.jenkins(connection),
    { method, path, body, accept: headerOf(request, 'accept'), contentType: headerOf(request, 'content-type') },
    control,
  );
  return { ...rest, status: String(status), location, text, language: languageOf(mediaType) };
}

async function sendJira(
  sessions: Sessions,
  connection: JiraConnection,
  request: Sent,
  control: WriteControl,
): Promise<Written<Answered>> {
  const { method, path, body } = request;
  const session = sessions.jira(connection);
  const { json, ...rest } = await sendToJira(session, { method, path, json: jsonOf(body) }, control);
  const text = json === undefined ? '' : `${JSON.stringify(json, null, 2)}\n`;
  return { ...rest, status: '', location: '', text, language: 'json' };
}

function jsonOf(body: string | undefined): unknown {
  return body === undefined || body === '' ? undefined : parseJson(body);
}

function isJson(body: string | undefined): boolean {
  return !body || parseJson(body) !== undefined;
}

function languageOf(mediaType: string): string {
  if (/\bjson$/.test(mediaType)) return 'json';
  if (/\bxml$/.test(mediaType)) return 'xml';
  return mediaType === 'text/html' ? 'html' : 'plaintext';
}

/** Whether a number has more digits than JavaScript keeps: it would be sent as another. */
function hasLongNumber(json: string): boolean {
  const numbers = json.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?\d[\d.]*/g) ?? [];
  return numbers.some(number => number.replace(/\D/g, '').length > 15);
}
