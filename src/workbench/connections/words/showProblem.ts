import * as vscode from 'vscode';
import { movedBase } from '../../../http/bases.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import {
  CaptchaError,
  ForbiddenError,
  InterceptedError,
  NotFoundError,
  ProxyError,
  RedirectedError,
  RequestError,
  ServerError,
  ServerUnavailableError,
  TimedOutError,
  TlsError,
  UnauthenticatedError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../http/errors.ts';
import { TriggerTokenError } from '../../../jenkins/errors.ts';
import { openLink } from '../../shell/commands/openLink.ts';
import { showError } from '../../shell/messages/notifications.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { MissingSecretError } from '../sessions/sessions.ts';
import type { Connection } from '../settings/connection.ts';
import { explain, explanationText } from './explain.ts';
import { Failure, WriteFailure } from './failure.ts';
import { Remedy } from './remedy.ts';

const { t } = vscode.l10n;

/** Shows a failure as a message, with its reason, and remedies as buttons. */
export async function showProblem(log: vscode.LogOutputChannel, error: unknown): Promise<void> {
  const cause = causeOf(error);
  const connection = connectionOf(error);
  const what = error instanceof Failure ? `${error.message} ` : '';
  log.error(secretsInUse.redact(`${what}${technical(cause)}`));
  const remedies = explain(cause).remedies.filter(remedy => connection || remedy === Remedy.showOutput);
  const first = firstRemedy(error, connection);
  const all = first ? [first, ...remedies] : remedies;
  const buttons = (connection ? withDiagnosis(cause, all) : all).slice(0, 3);
  const chosen = await showError(secretsInUse.redact(what) + explanationText(cause), ...buttons.map(remedyTitle));
  const remedy = buttons.find(each => remedyTitle(each) === chosen);
  if (remedy === Remedy.showOutput) log.show();
  else if (remedy) await apply(remedy, error, connection);
}

function causeOf(error: unknown): unknown {
  return error instanceof Failure ? error.cause : error;
}

function connectionOf(error: unknown): Connection | undefined {
  if (error instanceof Failure) return error.connection ?? connectionOf(error.cause);
  return error instanceof MissingSecretError ? error.connection : undefined;
}

/** Examination of the connection step by step: the likeliest help where nothing got through, else the last. */
const diagnose = 'diagnoseConnection';
type Button = Remedy | typeof diagnose;

function withDiagnosis(cause: unknown, remedies: readonly Remedy[]): readonly Button[] {
  // A gateway's cookie that has expired needs no examination.
  const isGateway = cause instanceof RequestError && cause.request.forGateway;
  if (!isGateway && ofTheWay.some(type => cause instanceof type)) return [diagnose, ...remedies];
  return ofTheAccount.some(type => cause instanceof type) ? [...remedies, diagnose] : remedies;
}

const ofTheWay = [ProxyError, UnreachableError, TlsError, TimedOutError, InterceptedError, UnexpectedAnswerError];
const ofTheAccount = [
  ...[UnauthenticatedError, CaptchaError, RedirectedError, TriggerTokenError],
  ...[ForbiddenError, NotFoundError, ServerError, ServerUnavailableError],
];

async function apply(remedy: Button, error: unknown, connection: Connection | undefined): Promise<void> {
  if (remedy === Remedy.look && error instanceof WriteFailure && error.page) {
    await vscode.commands.executeCommand('jenkinsJira.openInBrowser', { connection, webPath: error.page });
    return;
  }
  const page = pageOf(remedy, error, connection);
  if (page) {
    await openLink(page);
    return;
  }
  if (remedy === Remedy.replaceHeaders) {
    await vscode.commands.executeCommand('jenkinsJira.editConnection', connection?.id, remedy);
    return;
  }
  const more = remedy === diagnose ? causeOf(error) : movedTo(error, connection);
  await vscode.commands.executeCommand(`jenkinsJira.${remedy}`, connection?.id, more);
}

/** Remedy for this very failure, beyond those of its kind. */
function firstRemedy(error: unknown, connection: Connection | undefined): Remedy | undefined {
  if (error instanceof WriteFailure && error.page !== undefined) return Remedy.look;
  return movedTo(error, connection) ? Remedy.updateAddress : undefined;
}

/** Address that the server seems to have moved to. */
function movedTo(error: unknown, connection: Connection | undefined): string | undefined {
  const cause = causeOf(error);
  if (!connection || !(cause instanceof RedirectedError)) return undefined;
  return movedBase(BaseUrl.parse(connection.url), cause)?.href;
}

/** Page that a remedy opens, on the connection's own address. */
function pageOf(remedy: Button, error: unknown, connection: Connection | undefined): string | undefined {
  if (!connection) return undefined;
  if (remedy !== Remedy.openLoginPage) return undefined;
  const base = BaseUrl.parse(('site' in connection && connection.site) || connection.url);
  const cause = causeOf(error);
  const page = cause instanceof CaptchaError ? cause.loginUrl : undefined;
  // The server names the page; another host is no place to enter a password.
  return page && URL.canParse(page) && new URL(page).origin === base.origin ? page : base.href;
}

function remedyTitle(remedy: Button): string {
  switch (remedy) {
    case Remedy.editConnection:
      return t('Edit Connection');
    case Remedy.updateAddress:
      return t('Use New Address');
    case Remedy.replaceToken:
      return t('Replace Token');
    case Remedy.openTokenPage:
      return t('Open Token Page');
    case Remedy.look:
      return t('Open in Browser');
    case Remedy.openLoginPage:
      return t('Open Login Page');
    case Remedy.replaceHeaders:
      return t('Replace Gateway Cookie');
    case Remedy.showOutput:
      return t('Show Output');
    case diagnose:
      return t('Diagnose Connection');
  }
}

/** Technical text for the log: request errors hold no secret; for unknown ones the stack helps. */
function technical(error: unknown): string {
  if (error instanceof RequestError) {
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return error.message + cause;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
