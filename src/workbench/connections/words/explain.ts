import * as vscode from 'vscode';
import { InvalidNameError } from '../../../base/invalidNameError.ts';
import { PartFileChangedError } from '../../../base/partFileChangedError.ts';
import { TooDeepError } from '../../../base/tooDeepError.ts';
import {
  CanceledError,
  CaptchaError,
  ConflictError,
  ForbiddenError,
  InterceptedError,
  InvalidRequestError,
  LoginProblem,
  NotFoundError,
  ProxyError,
  RateLimitedError,
  RedirectedError,
  RequestError,
  ServerError,
  ServerUnavailableError,
  TimedOutError,
  TlsError,
  TooLargeError,
  UnauthenticatedError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../http/errors.ts';
import { UnconfirmedWriteError, WriteOutcome } from '../../../http/unconfirmedWrite.ts';
import {
  AnonymousForbiddenError,
  InputParameterError,
  ReadOnlyError,
  ReplayUnavailableError,
  RetryDeletionError,
  StartedMeanwhileError,
  TriggerTokenError,
  WrongParametersError,
} from '../../../jenkins/errors.ts';
import { MissingScopeError } from '../../../jira/session/scopes.ts';
import { GitError } from '../../shell/git/gitError.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { CertificateFileError } from '../network/certificateFileError.ts';
import { MissingSecretError } from '../sessions/sessions.ts';
import {
  forbiddenWords,
  hostOf,
  loginWords,
  permissionName,
  proxyWords,
  refusedWords,
  tlsWords,
  unconfirmedWords,
  unreachableWords,
  wrongParameters,
} from './explainWords.ts';
import type { Failure } from './failure.ts';
import { Remedy } from './remedy.ts';

/** A failure in a person's words: why, and what to do about it. Both are whole sentences. */
export interface Explanation {
  readonly why: string;
  readonly next: string;
  readonly remedies: readonly Remedy[];
}

type ErrorClass<E extends Error> = abstract new (...args: never[]) => E;
type Explainer = readonly [unknown, (error: never) => Explanation];

function about<E extends Error>(type: ErrorClass<E>, explain: (error: E) => Explanation): Explainer {
  return [type, explain];
}

const { t } = vscode.l10n;

/** By the class of the error; the nearest class counts. */
const explainers: ReadonlyMap<unknown, (error: never) => Explanation> = new Map([
  about(MissingSecretError, () => ({
    why: t('No token is stored for this connection.'),
    next: t('Enter the token.'),
    remedies: [Remedy.replaceToken],
  })),
  about(PartFileChangedError, error => ({
    why: t('Another program has changed the unfinished file {0}.', error.path),
    next: t('Download it again.'),
    remedies: [],
  })),
  about(CertificateFileError, error => ({
    why: t('The certificate file {0} cannot be read.', error.path),
    next: t('Choose another file.'),
    remedies: [],
  })),
  about(ProxyError, error => ({
    why: proxyWords(error),
    next: t('Check the proxy settings of the editor and of this connection.'),
    remedies: [Remedy.editConnection, Remedy.showOutput],
  })),
  about(UnreachableError, error => ({
    why: unreachableWords(error),
    next: t('Check the address, your network and whether a VPN is needed.'),
    remedies: [Remedy.editConnection, Remedy.showOutput],
  })),
  about(TlsError, error => ({
    ...tlsWords(error),
    remedies: [Remedy.editConnection, Remedy.showOutput],
  })),
  about(TimedOutError, error => ({
    why: error.connecting
      ? t('Connecting to {0} timed out.', hostOf(error))
      : t('{0} did not respond in time.', hostOf(error)),
    next: t('Try again, and check whether a VPN is needed.'),
    remedies: [Remedy.showOutput],
  })),
  about(InterceptedError, error => ({
    why: t('Unexpected response from {0}: “{1}”.', hostOf(error), error.by),
    next: t('Check the address. A login page or proxy may be in front of the server.'),
    remedies: [Remedy.editConnection],
  })),
  about(RedirectedError, error => ({
    why: t('The server redirects to another address: {0}', error.to),
    next: t('Nothing was done. Use that address if it is correct, or sign in in the browser.'),
    remedies: [Remedy.editConnection, Remedy.openLoginPage],
  })),
  about(UnauthenticatedError, error => ({
    ...loginWords(error.problem),
    remedies:
      error.problem === LoginProblem.noBasic ? [Remedy.editConnection] : [Remedy.replaceToken, Remedy.openTokenPage],
  })),
  about(CaptchaError, () => ({
    why: t('A CAPTCHA is required after failed logins.'),
    next: t('Sign in once in the browser, then try again.'),
    remedies: [Remedy.openLoginPage],
  })),
  about(ReadOnlyError, () => ({
    why: t('The connection is read-only.'),
    next: t('To do this, allow changes for the connection.'),
    remedies: [],
  })),
  about(WrongParametersError, error => ({
    why: wrongParameters(error),
    next: t('Nothing was started.'),
    remedies: [],
  })),
  about(InvalidNameError, error => ({
    why: t('“{0}” is not a valid name.', error.item),
    next: t('Enter another name.'),
    remedies: [],
  })),
  about(InputParameterError, error => ({
    why: t('The input requires the file {0}, which can only be uploaded in Jenkins.', error.parameter),
    next: t('Answer it in the browser.'),
    remedies: [],
  })),
  about(TriggerTokenError, () => ({
    why: t(
      'The job’s trigger token was refused. It is the token set under “Trigger builds remotely”, not an API token.',
    ),
    next: t('Set the job’s trigger token again, or remove it.'),
    remedies: [],
  })),
  about(AnonymousForbiddenError, ({ permission = '' }) => ({
    why: t('Without signing in, the permission {0} is missing.', permissionName(permission)),
    next: t('Sign in.'),
    remedies: [Remedy.editConnection],
  })),
  about(ForbiddenError, error => ({
    why: forbiddenWords(error),
    next: t('Request it, or use another connection.'),
    remedies: [],
  })),
  about(MissingScopeError, error => ({
    why: t('The token lacks a scope for this: {0}.', error.scopes.join(', ')),
    next: t('Create a token with it, and replace this one.'),
    remedies: [Remedy.replaceToken, Remedy.openTokenPage],
  })),
  about(ReplayUnavailableError, () => ({
    why: t('Jenkins does not offer it: your account lacks the permission Job/Build, or the job cannot be built now.'),
    next: t('Refresh the view; the build may be gone.'),
    remedies: [],
  })),
  about(NotFoundError, () => ({
    why: t('It does not exist, or you do not have permission to see it.'),
    next: t('Refresh the view; it may have been renamed or deleted.'),
    remedies: [],
  })),
  about(StartedMeanwhileError, error => ({
    why: t('It has already started as #{0}.', String(error.buildNumber)),
    next: t('Stop that build instead.'),
    remedies: [],
  })),
  about(RetryDeletionError, () => ({
    why: t('Jenkins could not delete it right now.'),
    next: t('Try again in a minute.'),
    remedies: [],
  })),
  about(ConflictError, error => ({
    why: error.reason ? t('The server says: {0}.', error.reason) : t('Its current state does not allow it.'),
    next: t('It may be disabled.'),
    remedies: [],
  })),
  about(InvalidRequestError, error => ({ why: refusedWords(error), next: '', remedies: [] })),
  about(RateLimitedError, error => ({
    why: t('The server is rate limiting requests.'),
    next: error.retryAt ? t('Try again after {0}.', error.retryAt.toLocaleTimeString()) : t('Try again in a minute.'),
    remedies: [],
  })),
  about(ServerUnavailableError, error => ({
    why: t('{0} is not available right now (status {1}): it may be starting.', hostOf(error), String(error.status)),
    next: t('Try again in a minute.'),
    remedies: [],
  })),
  about(ServerError, error => ({
    why: t('{0} failed (status {1}).', hostOf(error), String(error.status)),
    next: t('Try again. If it persists, ask the server’s administrators to check its log.'),
    remedies: [Remedy.showOutput],
  })),
  about(TooLargeError, error => ({
    why: t('The response is larger than {0} MiB.', String(Math.round(error.limitBytes / 1024 / 1024))),
    next: t('Open it in the browser.'),
    remedies: [],
  })),
  about(TooDeepError, () => ({
    why: t('The text is nested too deeply to be edited here.'),
    next: t('Edit it in the browser.'),
    remedies: [],
  })),
  about(CanceledError, () => ({ why: t('It was canceled while in progress.'), next: '', remedies: [] })),
  about(UnconfirmedWriteError, error => ({
    why: unconfirmedWords(error, whyOf),
    next: error.outcome === WriteOutcome.notDone ? t('Try again.') : t('Check before doing it again.'),
    remedies: [Remedy.showOutput],
  })),
  about(GitError, error => ({ why: error.message, next: '', remedies: [] })),
  about(UnexpectedAnswerError, error => ({
    why: t('{0} sent an unexpected response.', hostOf(error)),
    next: t('See the output for details.'),
    remedies: [Remedy.showOutput],
  })),
]);

/** Explanation of an answer by the gateway whose cookie or header went along; undefined for any other. */
function gatewayExplanation(error: unknown): Explanation | undefined {
  if (!(error instanceof RequestError && error.request.forGateway)) return undefined;
  // The same page elsewhere is that of a server that has moved.
  const isAway = error instanceof RedirectedError && !error.to.endsWith(error.request.path);
  if (!isAway && !(error instanceof InterceptedError)) return undefined;
  return {
    why: t(
      'The sign-on gateway in front of {0} requires a login: its cookie or header has expired or is missing.',
      hostOf(error),
    ),
    next: t('Nothing was done. Sign in in the browser, and copy the new value.'),
    remedies: [Remedy.replaceHeaders, Remedy.openLoginPage],
  };
}

/** Why something failed and what to do next. */
export function explain(error: unknown): Explanation {
  const { why, next, remedies } = explanationOf(error);
  // What servers say of a refusal may echo what they were sent.
  return { why: secretsInUse.redact(why), next: secretsInUse.redact(next), remedies };
}

function explanationOf(error: unknown): Explanation {
  const ofGateway = gatewayExplanation(error);
  if (ofGateway) return ofGateway;
  for (let type = Object(error).constructor; type; type = Object.getPrototypeOf(type)) {
    const words = explainers.get(type);
    if (words) return words(error as never);
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { why: t('Unexpected: {0}', detail), next: t('See the output for details.'), remedies: [Remedy.showOutput] };
}

/** Both sentences in one line. */
export function explanationText(error: unknown): string {
  const { why, next } = explain(error);
  return next ? `${why} ${next}` : why;
}

/** A failure with its reason and the next step. */
export function failureText(failure: Failure): string {
  return `${failure.message} ${explanationText(failure.cause)}`;
}

function whyOf(error: unknown): string {
  return explanationOf(error).why;
}
