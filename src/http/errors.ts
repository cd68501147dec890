import type { PeerCertificate } from './peerCertificate.ts';
import type { ProxyProblem } from './wireFailures.ts';

/** Identifies the request in an error. Never holds a query, a header or a body: those can carry secrets. */
export interface RequestTrace {
  readonly method: string;
  /** Scheme, host and port of the connection. */
  readonly origin: string;
  /** The path without its query. */
  readonly path: string;
  /** Whether headers or cookies for a gateway went along. */
  readonly forGateway?: true;
}

export interface FailureDetails {
  readonly cause?: unknown;
  readonly status?: number | undefined;
  /** Server's own short reason, fit to be shown: a single line without markup. */
  readonly reason?: string | undefined;
}

/**
 * Base of all failures of a request. Its subclasses give the reason; `message` is for logs, people get words of their
 * own.
 */
export abstract class RequestError extends Error {
  readonly request: RequestTrace;
  readonly status: number | undefined;
  readonly reason: string | undefined;

  constructor(what: string, request: RequestTrace, details: FailureDetails = {}) {
    const answer = details.status === undefined ? '' : ` (status ${details.status})`;
    super(`${request.method} ${request.origin}${request.path}: ${what}${answer}`, { cause: details.cause });
    this.name = new.target.name;
    this.request = request;
    this.status = details.status;
    this.reason = details.reason;
  }
}

export const UnreachableReason = {
  /** The host's name does not resolve. */
  name: 'name',
  /** Nothing listens on the port. */
  refused: 'refused',
  /** There is no way to the host. */
  route: 'route',
  /** The connection was established, and broke. */
  broken: 'broken',
} as const;
export type UnreachableReason = (typeof UnreachableReason)[keyof typeof UnreachableReason];

/** No answer came: the server could not be reached, or closed the connection. */
export class UnreachableError extends RequestError {
  readonly why: UnreachableReason;
  /** Whether the request may have been sent: false when no connection was established. */
  readonly sent: boolean;
  constructor(
    why: UnreachableReason,
    request: RequestTrace,
    details: FailureDetails & { readonly sent?: boolean } = {},
  ) {
    super(`unreachable (${why})`, request, details);
    this.why = why;
    this.sent = details.sent ?? why === UnreachableReason.broken;
  }
}

/** The server's certificate could not be verified, or the TLS handshake failed. `code` is OpenSSL's or Node's. */
export class TlsError extends RequestError {
  readonly code: string;
  /** Certificate of the server, if it came that far: a person may decide to pin it. */
  readonly certificate: PeerCertificate | undefined;
  constructor(
    code: string,
    request: RequestTrace,
    details: FailureDetails & { readonly certificate?: PeerCertificate | undefined } = {},
  ) {
    super(`TLS failed (${code})`, request, details);
    this.code = code;
    this.certificate = details.certificate;
  }
}

/** The proxy failed before the request reached the server: nothing was done. */
export class ProxyError extends RequestError {
  readonly problem: ProxyProblem;
  /** Scheme, host and port of the proxy; empty when its URL could not be read. */
  readonly proxy: string;
  /** Certificate of the proxy that could not be verified. */
  readonly certificate: PeerCertificate | undefined;
  constructor(
    problem: ProxyProblem,
    proxy: string,
    request: RequestTrace,
    details: FailureDetails & { readonly certificate?: PeerCertificate | undefined } = {},
  ) {
    super(`proxy ${proxy} failed (${problem})`, request, details);
    this.problem = problem;
    this.proxy = proxy;
    this.certificate = details.certificate;
  }
}

/** The answer came from another party: a login page, a proxy, another product. */
export class InterceptedError extends RequestError {
  /** Party that answered, as far as the answer names it: a host, a page's title, a server's name. */
  readonly by: string;
  constructor(by: string, request: RequestTrace, details?: FailureDetails) {
    super(`answered by ${by}`, request, details);
    this.by = by;
  }
}

/** Nothing is answered there without a login: the request had none, so that this says nothing about the server. */
export class LoginRequiredError extends InterceptedError {}

/** The server redirects the request to another place. Nothing was done. */
export class RedirectedError extends RequestError {
  /** Target of the redirect, without the query. */
  readonly to: string;
  constructor(to: string, request: RequestTrace, details?: FailureDetails) {
    super(`redirected to ${to}`, request, details);
    this.to = to;
  }
}

export const LoginProblem = {
  /** The server read the credentials and refused them. */
  refused: 'refused',
  /** The server took the request for an anonymous one: the credentials did not arrive, or are of no use there. */
  ignored: 'ignored',
  /** The token was valid once. */
  expired: 'expired',
  /** The server takes neither passwords nor tokens by Basic, whatever they are. */
  noBasic: 'noBasic',
  /** The server takes no passwords, but tokens in their place. */
  noPasswords: 'noPasswords',
} as const;
export type LoginProblem = (typeof LoginProblem)[keyof typeof LoginProblem];

/** The login was not accepted. Never repeated by itself: a second try can lock the account. */
export class UnauthenticatedError extends RequestError {
  readonly problem: LoginProblem;
  constructor(problem: LoginProblem, request: RequestTrace, details?: FailureDetails) {
    super(`credentials ${problem}`, request, details);
    this.problem = problem;
  }
}

/** The account must solve a CAPTCHA in the browser first. */
export class CaptchaError extends RequestError {
  /** Page with the CAPTCHA. */
  readonly loginUrl: string | undefined;
  constructor(loginUrl: string | undefined, request: RequestTrace, details?: FailureDetails) {
    super('a CAPTCHA must be solved in the browser', request, details);
    this.loginUrl = loginUrl;
  }
}

/** The login was accepted, but lacks a permission. */
export class ForbiddenError extends RequestError {
  /** The permission, as the server names it, such as `hudson.model.Item.Build`. */
  readonly permission: string | undefined;
  constructor(permission: string | undefined, request: RequestTrace, details?: FailureDetails) {
    super(`permission missing${permission ? `: ${permission}` : ''}`, request, details);
    this.permission = permission;
  }
}

/** The server took the request for a cross-site one; no permission is missing. */
export class XsrfError extends ForbiddenError {
  constructor(request: RequestTrace, details?: FailureDetails) {
    super(undefined, request, details);
    this.message += ': taken for a forged request';
  }
}

/** Missing, or not visible to this account: servers do not distinguish these. */
export class NotFoundError extends RequestError {
  constructor(request: RequestTrace, details?: FailureDetails) {
    super('not found, or hidden from this account', request, details);
  }
}

/** The state of the object forbids it, such as a disabled job. */
export class ConflictError extends RequestError {
  constructor(request: RequestTrace, details?: FailureDetails) {
    super('conflict', request, details);
  }
}

/** The server understood and refused the input. */
export class InvalidRequestError extends RequestError {
  /** The server's sentences about the whole. */
  readonly messages: readonly string[];
  /** The server's sentences by field. */
  readonly fields: Readonly<Record<string, string>>;
  constructor(
    input: { messages?: readonly string[]; fields?: Readonly<Record<string, string>> },
    request: RequestTrace,
    details?: FailureDetails,
  ) {
    super('input refused', request, details);
    this.messages = input.messages ?? [];
    this.fields = input.fields ?? {};
  }
}

/** Too many requests. */
export class RateLimitedError extends RequestError {
  /** Time of the next allowed request, where the server named it. */
  readonly retryAt: Date | undefined;
  constructor(retryAt: Date | undefined, request: RequestTrace, details?: FailureDetails) {
    super('rate limited', request, details);
    this.retryAt = retryAt;
  }
}

/** The server is starting up or down for a moment. */
export class ServerUnavailableError extends RequestError {
  constructor(request: RequestTrace, details?: FailureDetails) {
    super('server not available right now', request, details);
  }
}

/** The server failed. */
export class ServerError extends RequestError {
  constructor(request: RequestTrace, details?: FailureDetails) {
    super('server error', request, details);
  }
}

/** The answer is none that this operation is known to give. */
export class UnexpectedAnswerError extends RequestError {
  constructor(what: string, request: RequestTrace, details?: FailureDetails) {
    super(what, request, details);
  }
}

/** The write was done, but the answer does not identify its result. */
export class UnidentifiedResultError extends UnexpectedAnswerError {
  constructor(what: string, request: RequestTrace, status: number) {
    super(what, request, { status });
  }
}

/** The caller aborted the request. */
export class CanceledError extends RequestError {
  constructor(request: RequestTrace, details?: FailureDetails) {
    super('canceled', request, details);
  }
}

/** Idle timeout: the server kept silent for too long. */
export class TimedOutError extends RequestError {
  /** Whether it happened before a connection was established: then nothing was done. */
  readonly connecting: boolean;
  constructor(connecting: boolean, request: RequestTrace, details?: FailureDetails) {
    super(connecting ? 'connecting took too long' : 'no answer in time', request, details);
    this.connecting = connecting;
  }
}

/** The answer is larger than what may be held in memory. */
export class TooLargeError extends RequestError {
  readonly limitBytes: number;
  constructor(limitBytes: number, request: RequestTrace, details?: FailureDetails) {
    super(`answer larger than ${limitBytes} bytes`, request, details);
    this.limitBytes = limitBytes;
  }
}

const readMethods = new Set(['GET', 'HEAD']);

/** Gateways send these after they forwarded the request, and got no answer or an invalid one. */
const gatewayStatuses = new Set<number | undefined>([502, 504]);

/**
 * Whether a write may have been done although it failed here: its answer was lost or not understood, or the caller
 * aborted. Such a write is never repeated blindly.
 */
export function mayHaveArrived(error: unknown): boolean {
  // A request before the write, such as the one for a crumb, is no write.
  if (error instanceof RequestError && readMethods.has(error.request.method)) return false;
  if (error instanceof UnreachableError) return error.sent;
  if (error instanceof TimedOutError) return !error.connecting;
  if (error instanceof CanceledError || error instanceof UnidentifiedResultError) return true;
  if (error instanceof ServerUnavailableError) return gatewayStatuses.has(error.status);
  // The server accepted it, but its answer could not be read.
  const isAnswer = error instanceof UnexpectedAnswerError || error instanceof TooLargeError;
  return isAnswer && error.status !== undefined && error.status >= 200 && error.status < 300;
}
