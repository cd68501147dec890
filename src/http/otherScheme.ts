import { BaseUrl } from './baseUrl.ts';
import { RedirectedError, RequestError, TlsError, UnreachableError, UnreachableReason } from './errors.ts';
import { type HttpClient, Method } from './httpClient.ts';

/**
 * Finds out on the wire whether a server that failed speaks the other scheme on the same port: http where https was
 * asked for, or https where http was.
 * @param clientAt makes a client, which sends a request without credentials; it is closed here
 * @returns the address with the other scheme; undefined where it is not spoken either
 */
export async function findOtherScheme(
  base: BaseUrl,
  error: unknown,
  clientAt: (base: BaseUrl) => HttpClient,
  signal: AbortSignal,
): Promise<BaseUrl | undefined> {
  if (!mayBeOtherScheme(error)) return undefined;
  const { protocol, hostname, port } = new URL(base.origin);
  const isTls = protocol === 'https:';
  const samePort = port || (isTls ? '443' : '80');
  const other = BaseUrl.parse(`${isTls ? 'http' : 'https'}://${hostname}:${samePort}${base.contextPath}`);
  const http = clientAt(other);
  try {
    return (await isSpoken(http, signal)) ? other : undefined;
  } finally {
    await http.close();
  }
}

/** Servers say it by an alert, by text in place of TLS, by hanging up, or with status 400. */
function mayBeOtherScheme(error: unknown): boolean {
  if (error instanceof TlsError) return error.certificate === undefined;
  if (error instanceof UnreachableError) return error.why === UnreachableReason.broken;
  return error instanceof RequestError && error.status === 400;
}

async function isSpoken(http: HttpClient, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await http.send({ method: Method.get, path: '/', signal, repeatable: false });
    response.discard();
    return response.status !== 400;
  } catch (error) {
    // A certificate that is not trusted is one of TLS all the same.
    return error instanceof RedirectedError || (error instanceof TlsError && error.certificate !== undefined);
  }
}
