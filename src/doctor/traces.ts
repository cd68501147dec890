import type { BaseUrl } from '../http/baseUrl.ts';
import type { RequestTrace } from '../http/errors.ts';
import type { HttpClient } from '../http/httpClient.ts';
import type { Facts } from './examination.ts';

// Facts that a step cannot run without.

export function baseOf({ base }: Facts): BaseUrl {
  if (!base) throw new Error('the address was not read');
  return base;
}

export function clientOf({ http }: Facts): HttpClient {
  if (!http) throw new Error('the server was not reached');
  return http;
}

/** Trace of a connection that was opened for no request yet. */
export function traceOf(base: BaseUrl): RequestTrace {
  return { method: 'GET', origin: base.origin, path: `${base.contextPath}/` };
}
