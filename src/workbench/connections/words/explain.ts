import * as vscode from 'vscode';
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
  UnreachableReason,
} from '../../../http/errors.ts';
import { ProxyProblem } from '../../../http/wireFailures.ts';
import { UnconfirmedWriteError, UnknownReason, WriteOutcome } from '../../../http/writeOutcome.ts';
import { StartedMeanwhileError } from '../../../jenkins/builds/changeBuilds.ts';
import { WrongParametersError } from '../../../jenkins/builds/parameters.ts';
import { TriggerTokenError } from '../../../jenkins/builds/startBuild.ts';
import { RetryDeletionError } from '../../../jenkins/session/answers.ts';
import { ReadOnlyError } from '../../../jenkins/session/session.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { CertificateFileError } from '../network/connectionTransport.ts';
import { MissingSecretError } from '../sessions/sessions.ts';
import type { Failure } from './failure.ts';
import { Remedy } from './remedy.ts';

/** A failure in a person's words: why, and what to do about it. Both are whole sentences. */
export interface Explanation {
  readonly why: string;
  readonly next: string;
  readonly remedies: readonly Remedy[];
}

type ErrorClass<E extends Error> = abstract new (...args: never[]) => E;
type Explainer = readonly [ErrorClass<Error>, (error: never) => Explanation];

function about<E extends Error>(type: ErrorClass<E>, explain: (error: E) => Explanation): Explainer {
  return [type, explain];
}

const { t } = vscode.l10n;

const explainers: readonly Explainer[] = [
  about(MissingSecretError, () => ({
    why: t('No token is stored for it on this machine.'),
    next: t('Enter it once.'),
    remedies: [Remedy.replaceToken],
  })),
  about(CertificateFileError, error => ({
    why: t('The certificate file {0} cannot be read.', error.path),
    next: t('Choose another one.'),
    remedies: [Remedy.editConnection],
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
    why: t('The certificate of {0} could not be verified ({1}).', hostOf(error), error.code),
    next: t(
      'If your company has a certificate authority of its own, add its file to the connection, or trust this one certificate.',
    ),
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
    why:
      error.problem === LoginProblem.refused
        ? t('The user or the token was refused.')
        : t('The server did not see who is asking: the token does not count there, or a proxy took it away.'),
    next: t('Check the user and replace the token.'),
    remedies: [Remedy.replaceToken, Remedy.openTokenPage],
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
  about(TriggerTokenError, () => ({
    why: t('The job’s trigger token was refused; it is the word under “Trigger builds remotely”, and no API token.'),
    next: t('Set the job’s trigger token anew, or remove it.'),
    remedies: [],
  })),
  about(ForbiddenError, error => ({
    why: forbiddenWords(error),
    next: t('Ask for it, or use another connection.'),
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
  about(CanceledError, () => ({ why: t('It was canceled while it was under way.'), next: '', remedies: [] })),
  about(UnconfirmedWriteError, error => ({
    why: unconfirmedWords(error),
    next: error.outcome === WriteOutcome.notDone ? t('Try again.') : t('Check before doing it again.'),
    remedies: [Remedy.showOutput],
  })),
  about(UnexpectedAnswerError, error => ({
    why: t('{0} gave an answer that is not understood.', hostOf(error)),
    next: t('The output has the details.'),
    remedies: [Remedy.showOutput],
  })),
];

/** Why something failed and what to do next. */
export function explain(error: unknown): Explanation {
  const { why, next, remedies } = explanationOf(error);
  // What servers say of a refusal may echo what they were sent.
  return { why: secretsInUse.redact(why), next: secretsInUse.redact(next), remedies };
}

function explanationOf(error: unknown): Explanation {
  // A file that cannot be read is met while a request is sent, and wrapped as its failure.
  if (error instanceof RequestError && error.cause instanceof CertificateFileError) return explanationOf(error.cause);
  for (const [type, words] of explainers) {
    if (error instanceof type) return words(error as never);
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

function hostOf(error: RequestError): string {
  return new URL(error.request.origin).host;
}

function unreachableWords(error: UnreachableError): string {
  const host = hostOf(error);
  switch (error.why) {
    case UnreachableReason.name:
      return t('The host name {0} is not known.', new URL(error.request.origin).hostname);
    case UnreachableReason.refused:
      return t('Nothing listens at {0}: the connection was refused.', host);
    case UnreachableReason.route:
      return t('There is no way to {0} from here.', host);
    case UnreachableReason.broken:
      return t('The connection to {0} broke.', host);
  }
}

function proxyWords(error: ProxyError): string {
  switch (error.problem) {
    case ProxyProblem.malformed:
      return t('The address of the proxy cannot be used.');
    case ProxyProblem.unreachable:
      return t('The proxy {0} cannot be reached.', error.proxy);
    case ProxyProblem.tls:
      return t('The certificate of the proxy {0} could not be verified.', error.proxy);
    case ProxyProblem.authentication:
      return t('The proxy {0} wants to know who asks (407).', error.proxy);
    case ProxyProblem.refused:
      return t('The proxy {0} would not connect to {1}.', error.proxy, hostOf(error));
    case ProxyProblem.protocol:
      return t('What answers at {0} is no such proxy.', error.proxy);
  }
}

function unconfirmedWords(error: UnconfirmedWriteError): string {
  const lost = explanationOf(error.cause).why;
  switch (error.why) {
    case undefined:
      return t('The response was lost, and nothing on the server shows that it was done. {0}', lost);
    case UnknownReason.cannotLook:
      return t(
        'The response was lost ({0}), and it could not be checked: {1}',
        lost,
        explanationOf(error.lookError).why,
      );
    case UnknownReason.leavesNoTrace:
      return t('The response was lost, and nothing shows whether it was done. {0}', lost);
    case UnknownReason.unidentified:
      return t('The server reported success, but not of what.');
    case UnknownReason.changedOtherwise:
      return t('The response was lost, and there was another change meanwhile. {0}', lost);
    case UnknownReason.mayStillCome:
      return t('The response was lost, and the server may still be working on it. {0}', lost);
  }
}

function forbiddenWords(error: ForbiddenError): string {
  if (error.permission) return t('Your account lacks the permission {0}.', permissionName(error.permission));
  return error.reason
    ? t('Your account may not do this. The server says: {0}', error.reason)
    : t('Your account may not do this.');
}

/** `hudson.model.Item.Build` is *Job/Build* on every page of Jenkins. */
function permissionName(permission: string): string {
  const groups: Readonly<Record<string, string>> = { Hudson: 'Overall', Item: 'Job', Computer: 'Agent' };
  const [group, name] = permission.split('.').slice(-2);
  return group && name ? `${groups[group] ?? group}/${name}` : permission;
}

function wrongParameters({ unknown, refused }: WrongParametersError): string {
  const sentences = [
    unknown.length > 0 && t('The job has no parameters of these names: {0}.', unknown.join(', ')),
    refused.length > 0 && t('These values are none that the job allows: {0}.', refused.join(', ')),
  ];
  return sentences.filter(Boolean).join(' ');
}

function refusedWords(error: InvalidRequestError): string {
  const said = [...error.messages, ...Object.entries(error.fields).map(([field, reason]) => `${field}: ${reason}`)];
  return said.length > 0
    ? t('The server refused it: {0}', said.join(' '))
    : t('The server refused it without saying why.');
}
