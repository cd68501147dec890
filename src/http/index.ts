/**
 * Requests on the wire: base URLs, transports (undici, or a given fetch), proxies, TLS, redirects, retries of reads,
 * typed errors, and the search for a write whose answer was lost. Times are milliseconds, sizes bytes.
 *
 * Must know neither Jenkins nor Jira (a session decides what an answer means), neither VS Code nor settings: the network
 * options come as values. Its errors hold no query, header or body, so no secret.
 *
 * Read first: `httpClient.ts` (a request with its redirects and retries), `errors.ts` (the kinds of failures),
 * `writeOperation.ts` (a write and its trace).
 */
export { movedBase, pageBase } from './bases.ts';
export * from './baseUrl.ts';
export { wantsClientCertificate } from './clientCertificate.ts';
export * from './errors.ts';
export {
  type ExtraHeaders,
  mergeExtraHeaders,
  type NamedValue,
  noExtraHeaders,
  withExtraHeaders,
} from './extraHeaders.ts';
export { type Fetch, FetchTransport } from './fetchTransport.ts';
export * from './httpClient.ts';
export { LoginGate } from './loginGate.ts';
export { type FormBody, type FormFile, multipart } from './multipart.ts';
export {
  type ClientCertificate,
  externalNetwork,
  type NetworkOptions,
  noProxyAtAll,
  type OwnNetwork,
  type ProxyEnvironment,
  ProxySupport,
  plainNetwork,
  proxyEnvironment,
} from './networkOptions.ts';
export { findOtherScheme } from './otherScheme.ts';
export { ExtraHeaderError, ExtraHeaderProblem, parseExtraHeaders } from './parseExtraHeaders.ts';
export { type PeerCertificate, sameFingerprint } from './peerCertificate.ts';
export { ProxyProtocol, type ProxyServer, ProxySource, proxyFor } from './proxyFor.ts';
export { isContainersError, isPage, reasonIn } from './reason.ts';
export { redirectFailure } from './redirects.ts';
export { HttpResponse } from './response.ts';
export type { Timing } from './retries.ts';
export { selectTransport, TransportKind } from './selectTransport.ts';
export { TlsProblem, tlsProblemOf } from './tlsProblem.ts';
export { isTransient } from './transient.ts';
export type { Transport, WireRequest, WireResponse } from './transport.ts';
export { UnconfirmedWriteError, UnknownReason, WriteOutcome } from './unconfirmedWrite.ts';
export { UndiciTransport, type UndiciTransportOptions } from './undiciTransport.ts';
export { ProxyFailure, ProxyProblem } from './wireFailures.ts';
export {
  performWrite,
  type WriteControl,
  type WriteOperation,
  type WriteProof,
  type WriteTrace,
  type Written,
} from './writeOperation.ts';
export type { TraceTiming } from './writeOutcome.ts';
export { changeTrace, deletionTrace, stateTrace } from './writeTraces.ts';
export { MemoryTurns, SharedTurns, type WriteTurns } from './writeTurns.ts';
