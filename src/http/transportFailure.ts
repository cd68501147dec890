import {
  CancelledError,
  type RequestError,
  type RequestTrace,
  TimedOutError,
  TlsError,
  UnreachableError,
  UnreachableReason,
} from './errors.ts';

const unreachable: Readonly<Record<string, UnreachableReason>> = {
  ENOTFOUND: UnreachableReason.name,
  EAI_AGAIN: UnreachableReason.name,
  EAI_FAIL: UnreachableReason.name,
  EAI_NODATA: UnreachableReason.name,
  ECONNREFUSED: UnreachableReason.refused,
  EHOSTUNREACH: UnreachableReason.route,
  ENETUNREACH: UnreachableReason.route,
  EHOSTDOWN: UnreachableReason.route,
  ENETDOWN: UnreachableReason.route,
  EADDRNOTAVAIL: UnreachableReason.route,
};

const connectTimeouts = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);
const idleTimeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const tlsCodes = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;

/** Makes a typed error of what a transport threw, by its code; an unknown one is a broken connection with that cause. */
export function transportFailure(cause: unknown, request: RequestTrace, signal?: AbortSignal): RequestError {
  if (signal?.aborted) return new CancelledError(request, { cause });
  const code = codeOf(cause);
  const why = unreachable[code];
  if (why) return new UnreachableError(why, request, { cause });
  if (connectTimeouts.has(code)) return new TimedOutError(true, request, { cause });
  if (idleTimeouts.has(code)) return new TimedOutError(false, request, { cause });
  if (tlsCodes.test(code)) return new TlsError(code, request, { cause });
  return new UnreachableError(UnreachableReason.broken, request, { cause });
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Several addresses tried: the first one's reason stands for all.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return 'cause' in error ? codeOf(error.cause) : '';
}
