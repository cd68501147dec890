import { RequestError } from '../http/errors.ts';
import { type HttpClient, Method } from '../http/httpClient.ts';
import type { HttpResponse } from '../http/response.ts';
import type { Facts, FirstAnswer } from './examination.ts';
import { firstPages, type ServerKind } from './serverKind.ts';

/**
 * Asks without credentials for a page, to see by its head who answers.
 * @returns the failure in place of an answer
 */
export async function readFirstAnswer(
  http: HttpClient,
  kind: ServerKind,
  signal: AbortSignal,
): Promise<{ readonly answer: FirstAnswer; readonly way: string } | { readonly failure: RequestError }> {
  const path = firstPages[kind];
  const began = Date.now();
  try {
    const response = await http.send({ method: Method.get, path, headers: { accept: '*/*' }, signal });
    const at = (began + Date.now()) / 2;
    const asked = http.base.resolve(path).pathname;
    const { request, status } = response;
    const way = `GET ${asked}${request.path === asked ? '' : ` → ${request.path}`}: ${status}`;
    const title = (await response.reason()) ?? '';
    return { answer: { status, at, title, header: name => response.header(name), cookies: cookiesOf(response) }, way };
  } catch (error) {
    if (error instanceof RequestError) return { failure: error };
    throw error;
  }
}

/** Whether a party in front wants a login of its own: neither Jenkins nor Jira challenges a request for its open pages. */
export function isChallenged({ answer, server }: Facts): boolean {
  return server?.isGuarded === true && answer?.status === 401 && answer.header('www-authenticate') !== undefined;
}

function cookiesOf(response: HttpResponse): string[] {
  return response.headers('set-cookie').map(line => line.split('=', 1)[0]?.trim() ?? '');
}
