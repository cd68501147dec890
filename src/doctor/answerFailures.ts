import { movedBase } from '../http/bases.ts';
import { wantsClientCertificate } from '../http/clientCertificate.ts';
import {
  InterceptedError,
  NotFoundError,
  ProxyError,
  RateLimitedError,
  RedirectedError,
  type RequestError,
  ServerError,
  ServerUnavailableError,
  TimedOutError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../http/errors.ts';
import type { HttpClient } from '../http/httpClient.ts';
import { findOtherScheme } from '../http/otherScheme.ts';
import type { Examined, Facts, FirstAnswer } from './examination.ts';
import { type Finding, type Fix, Grade } from './findings.ts';
import { PartyKind, partyOf } from './marks.ts';
import { networkFinding } from './networkFinding.ts';
import type { Verdict } from './verdicts.ts';

interface Failed {
  readonly error: RequestError;
  readonly examined: Examined;
  readonly facts: Facts;
  readonly http: HttpClient;
  readonly answer: FirstAnswer | undefined;
  readonly signal: AbortSignal;
}

interface Reading {
  readonly finding: Finding;
  /** Whether a login may still be admitted. */
  readonly goesOn?: boolean;
}

const address: Fix = { kind: 'editAddress' };
const network: Fix = { kind: 'editNetwork' };

/** Finds out what it means that the server did not answer as it should. */
export async function readFailure(failed: Failed): Promise<Reading> {
  const { error, http, answer, facts, examined, signal } = failed;
  const problem = (verdict: Verdict, fix?: Fix, values: readonly string[] = []): Reading => ({
    finding: { verdict, grade: Grade.problem, error, fix, values },
  });
  if (wantsClientCertificate(error)) return problem('wantsClientCertificate', { kind: 'editNetwork' });
  const clientAt = (base: HttpClient['base']) => examined.clientAt(base, examined.transport);
  const other = facts.isCutOff ? undefined : await findOtherScheme(http.base, error, clientAt, signal);
  if (other) return problem('otherScheme', { kind: 'updateAddress', url: other.href }, [other.href]);
  if (error instanceof RedirectedError) {
    const moved = movedBase(http.base, error);
    if (moved) return problem('moved', { kind: 'updateAddress', url: moved.href }, [moved.href]);
    if (error.request.forGateway)
      return { ...problem('gatewayLoginExpired', { kind: 'replaceHeaders' }), goesOn: true };
    return problem('redirectsAway', address, [error.to]);
  }
  if (error instanceof ProxyError) return { finding: networkFinding(error, examined, facts.proxy) };
  if (answer?.status === 511) return problem('captivePortal', { kind: 'openPage', url: http.base.origin });
  if (error instanceof InterceptedError) return intercepted(error, problem, answer);
  const party = partyOf(answer, '', answer?.title ?? '');
  if (party?.kind === PartyKind.proxy) return problem('proxyPage', network, [party.name]);
  const { verdict, fix, values, goesOn = false } = readingOf(error) ?? broken;
  return { ...problem(verdict, fix, values), goesOn };
}

interface ByKind {
  readonly verdict: Verdict;
  readonly fix?: Fix;
  readonly values?: readonly string[];
  readonly goesOn?: boolean;
}

const broken: ByKind = { verdict: 'connectionBroken', fix: network };

/** Meaning of a failure that tells all by its kind, whatever was asked; undefined for any other. */
export function readingOf(error: RequestError): ByKind | undefined {
  if (error instanceof RateLimitedError) return { verdict: 'rateLimited' };
  if (error instanceof ServerUnavailableError)
    return { verdict: error.status === 503 ? 'starting' : 'proxyPage', values: [''] };
  if (error instanceof ServerError) return { verdict: 'serverFails' };
  if (error instanceof TimedOutError) return { verdict: 'silent', fix: network };
  if (error instanceof UnexpectedAnswerError) return unexpected(error);
  const code = codeIn(error);
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT'))
    return { verdict: 'brokenCompression', fix: network };
  if (code === 'HTTPParserError') return { verdict: 'notHttp', fix: address };
  if (error instanceof NotFoundError) return { verdict: 'nothingAtPath', fix: address };
  return error instanceof UnreachableError ? broken : undefined;
}

/** Finding of another party that answered a login in place of the server. */
export function interceptedLogin({ answer, http }: Facts): Pick<Finding, 'verdict' | 'fix' | 'values'> {
  const party = partyOf(answer, '', answer?.title ?? '');
  return party?.kind === PartyKind.firewall && http
    ? { verdict: 'firewall', fix: { kind: 'openPage', url: http.base.origin }, values: [party.name] }
    : { verdict: 'loginIntercepted', fix: network };
}

/** Servers redirect for ever where a proxy changes the scheme behind their back. */
function unexpected(error: UnexpectedAnswerError): ByKind {
  const isLoop = error.status === undefined || (error.status >= 300 && error.status < 400);
  return isLoop ? { verdict: 'redirectLoop', fix: address } : { verdict: 'brokenAnswer', fix: address, goesOn: true };
}

const byParty: Readonly<Record<PartyKind, Verdict>> = {
  signOn: 'wantsLoginFirst',
  firewall: 'firewall',
  portal: 'captivePortal',
  proxy: 'proxyPage',
};

function intercepted(
  error: InterceptedError,
  problem: (verdict: Verdict, fix?: Fix, values?: readonly string[]) => Reading,
  answer: FirstAnswer | undefined,
): Reading {
  if (error.request.forGateway) return problem('gatewayLoginExpired', { kind: 'replaceHeaders' });
  const to = error.cause instanceof RedirectedError ? error.cause.to : '';
  const party = partyOf(answer, to, answer?.title || error.by);
  const page: Fix = { kind: 'openPage', url: error.request.origin };
  if (party) {
    const reading = problem(byParty[party.kind], page, [party.name]);
    return { ...reading, goesOn: party.kind !== 'portal' };
  }
  if (error.status === 404) return { ...problem('nothingAtPath', address), goesOn: true };
  return { ...problem('otherPage', address, [error.by]), goesOn: true };
}

/** Code of the failure beneath, or the name of undici's parser. */
function codeIn(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.name === 'HTTPParserError') return at.name;
    if ('code' in at && typeof at.code === 'string' && /^(?:Z_|ERR_)/.test(at.code)) return at.code;
  }
  return '';
}
