import { InterceptedError, RequestError, TlsError } from './errors.ts';
import { TlsProblem, tlsProblemOf } from './tlsProblem.ts';

/** nginx answers 400, or 495 and 496 of its own; others 403. */
const refusals: ReadonlySet<number | undefined> = new Set([400, 403, 495, 496]);

/**
 * Whether a server asks for a client certificate, as far as its answer shows: by an alert of TLS, or by a page such as
 * nginx's "400 No required SSL certificate was sent". Some only hang up.
 */
export function wantsClientCertificate(error: unknown): boolean {
  if (error instanceof TlsError) return tlsProblemOf(error) === TlsProblem.client;
  if (!(error instanceof RequestError) || !refusals.has(error.status)) return false;
  const told = error instanceof InterceptedError ? error.by : error.reason;
  return /\b(?:SSL|TLS|client)[ -]certificate\b/i.test(told ?? '');
}
