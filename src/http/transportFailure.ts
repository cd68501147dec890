import {
  CanceledError,
  ProxyError,
  type RequestError,
  type RequestTrace,
  TimedOutError,
  TlsError,
  UnreachableError,
  UnreachableReason,
} from './errors.ts';
import { ConnectFailure, IdleFailure, ProxyFailure, TlsFailure } from './wireFailures.ts';

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

/** Codes that mean, from any source, that no connection was established. */
const neverSent = new Set<UnreachableReason>([UnreachableReason.name, UnreachableReason.refused]);
const idleTimeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
/** TLS codes that only a handshake gives; others leave open whether a request was sent before. */
const tlsCodes = new RegExp(
  [
    '^(ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$|ERR_SSL_WRONG_VERSION_NUMBER$)',
    '^ERR_SSL_.*ALERT_(.*CERTIFICATE.*|UNKNOWN_CA|HANDSHAKE_FAILURE|ACCESS_DENIED|PROTOCOL_VERSION|UNRECOGNIZED_NAME)$',
  ].join('|'),
);

/**
 * Makes a typed error of a transport's failure, by its kind and code; an unknown one is a broken connection with that
 * cause. Unless it is certain that nothing was sent, the error says that something may have been.
 */
export function transportFailure(thrown: unknown, request: RequestTrace, signal?: AbortSignal): RequestError {
  if (signal?.aborted) return new CanceledError(request, { cause: thrown });
  const cause = typedCause(thrown);
  if (cause instanceof ProxyFailure) return new ProxyError(cause.problem, cause.proxy, request, withCause(cause));
  if (cause instanceof TlsFailure) return tlsError(cause, request);
  if (cause instanceof ConnectFailure) return connectError(cause, request);
  if (cause instanceof IdleFailure) return new TimedOutError(false, request, { cause });
  const code = codeOf(cause);
  const why = unreachable[code];
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return new TimedOutError(true, request, { cause });
  if (idleTimeouts.has(code)) return new TimedOutError(isConnecting(cause), request, { cause });
  if (why) {
    return new UnreachableError(why, request, { cause, sent: !neverSent.has(why) && !isConnecting(cause) });
  }
  if (tlsCodes.test(code)) return new TlsError(code, request, { cause });
  return new UnreachableError(UnreachableReason.broken, request, { cause, sent: !isConnecting(cause) });
}

function connectError(cause: ConnectFailure, request: RequestTrace): RequestError {
  const code = codeOf(cause.cause);
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return new TimedOutError(true, request, { cause });
  return new UnreachableError(unreachable[code] ?? UnreachableReason.broken, request, { cause, sent: false });
}

/** A connection that broke during the TLS handshake proves nothing about certificates. */
function tlsError(cause: TlsFailure, request: RequestTrace): RequestError {
  if (cause.tlsCode === 'ECONNRESET' || cause.tlsCode === 'EPIPE') {
    return new UnreachableError(UnreachableReason.broken, request, { cause, sent: false });
  }
  return new TlsError(cause.tlsCode, request, { cause, certificate: cause.certificate });
}

function withCause(cause: ProxyFailure) {
  return { cause, status: cause.status, certificate: cause.certificate };
}

const typed = [ProxyFailure, TlsFailure, ConnectFailure, IdleFailure];

/** Unwraps the transports' own failures from a library's errors. */
function typedCause(thrown: unknown): unknown {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    if (typed.some(type => at instanceof type)) return at;
  }
  return thrown;
}

/** Node names the failed call: before a connection was established, nothing can have been sent. */
function isConnecting(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('syscall' in error) return error.syscall === 'connect' || error.syscall === 'getaddrinfo';
  if (error instanceof AggregateError) return isConnecting(error.errors[0]);
  return 'cause' in error && isConnecting(error.cause);
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Several addresses were tried: the first one's reason stands for all.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return 'cause' in error ? codeOf(error.cause) : '';
}
