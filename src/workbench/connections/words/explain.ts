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
    why: t('No token is stored for it on this machine.'),
    next: t('Enter it once.'),
    remedies: [Remedy.replaceToken],
  })),
  about(PartFileChangedError, error => ({
    why: t('Another program has changed the unfinished file {0}.', error.path),
    next: t('Download it again.'),
    remedies: [],
  })),
  about(CertificateFileError, error => ({
    why: t('The certificate file {0} cannot be read.', error.path),
    next: t('Choose another one.'),
    remedies: [],
  })),
  about(ProxyError, error => ({
    why: proxyWords(error),
    next: t('Check the proxy in the settings of the editor or of this connection.'),
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
      ? t('Connecting to {0} took too long.', hostOf(error))
      : t('{0} did not answer in time.', hostOf(error)),
    next: t('Try again, and check whether a VPN is needed.'),
    remedies: [Remedy.showOutput],
  })),
  about(InterceptedError, error => ({
    why: t('Something else answered at {0}: “{1}”.', hostOf(error), error.by),
    next: t('Check the address; a login page or a proxy may stand before the server.'),
    remedies: [Remedy.editConnection],
  })),
  about(RedirectedError, error => ({
    why: t('The server points to another address: {0}', error.to),
    next: t('Nothing was done. Use that address if it is right, or sign in in the browser if it is a login page.'),
    remedies: [Remedy.editConnection, Remedy.openLoginPage],
  })),
  about(UnauthenticatedError, error => ({
    ...loginWords(error.problem),
    remedies:
      error.problem === LoginProblem.noBasic ? [Remedy.editConnection] : [Remedy.replaceToken, Remedy.openTokenPage],
  })),
  about(CaptchaError, () => ({
    why: t('After failed logins the account must solve a CAPTCHA first.'),
    next: t('Sign in once in the browser, then try again.'),
    remedies: [Remedy.openLoginPage],
  })),
  about(ReadOnlyError, () => ({
    why: t('The connection is read only.'),
    next: t('Allow changes on the connection if this shall be done.'),
    remedies: [],
  })),
  about(WrongParametersError, error => ({
    why: wrongParameters(error),
    next: t('Nothing was started.'),
    remedies: [],
  })),
  about(InvalidNameError, error => ({
    why: t('No item can be named “{0}”.', error.item),
    next: t('Check the name.'),
    remedies: [],
  })),
  about(InputParameterError, error => ({
    why: t('The input wants the file {0}, which only Jenkins’ own page can take.', error.parameter),
    next: t('Answer it in the browser.'),
    remedies: [],
  })),
  about(TriggerTokenError, () => ({
    why: t('The job’s trigger token was refused; it is the word under “Trigger builds remotely”, and no API token.'),
    next: t('Set the job’s trigger token anew, or remove it.'),
    remedies: [],
  })),
  about(AnonymousForbiddenError, ({ permission = '' }) => ({
    why: t('Without signing in, the permission {0} is missing.', permissionName(permission)),
    next: t('Sign in.'),
    remedies: [Remedy.editConnection],
  })),
  about(ForbiddenError, error => ({
    why: forbiddenWords(error),
    next: t('Ask for it, or use another connection.'),
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
    why: t('It does not exist there, or your account may not see it.'),
    next: t('Refresh the view; it may have been renamed or deleted.'),
    remedies: [],
  })),
  about(StartedMeanwhileError, error => ({
    why: t('It has started meanwhile, as #{0}.', String(error.buildNumber)),
    next: t('Stop that build instead.'),
    remedies: [],
  })),
  about(RetryDeletionError, () => ({
    why: t('Jenkins could not delete it right now.'),
    next: t('Try again in a minute.'),
    remedies: [],
  })),
  about(ConflictError, error => ({
    why: error.reason ? t('The server says: {0}.', error.reason) : t('Its present state does not allow it.'),
    next: t('It may be disabled.'),
    remedies: [],
  })),
  about(InvalidRequestError, error => ({ why: refusedWords(error), next: '', remedies: [] })),
  about(RateLimitedError, error => ({
    why: t('The server asks for a pause.'),
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
    next: t('Try again; if it stays so, its administrators find the reason in its log.'),
    remedies: [Remedy.showOutput],
  })),
  about(TooLargeError, error => ({
    why: t('The answer is larger than {0} MiB.', String(Math.round(error.limitBytes / 1024 / 1024))),
    next: t('Open it in the browser.'),
    remedies: [],
  })),
  about(TooDeepError, () => ({
    why: t('The text is nested too deeply to be edited here.'),
    next: t('Edit it in the browser.'),
    remedies: [],
  })),
  about(CanceledError, () => ({ why: t('It was canceled while it was under way.'), next: '', remedies: [] })),
  about(UnconfirmedWriteError, error => ({
    why: unconfirmedWords(error, whyOf),
    next: error.outcome === WriteOutcome.notDone ? t('Try again.') : t('Check before doing it again.'),
    remedies: [Remedy.showOutput],
  })),
  about(GitError, error => ({ why: error.message, next: '', remedies: [] })),
  about(UnexpectedAnswerError, error => ({
    why: t('{0} gave an answer that is not understood.', hostOf(error)),
    next: t('The output has the details.'),
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
  return { why: t('Unexpected: {0}', detail), next: t('The output has the details.'), remedies: [Remedy.showOutput] };
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
