import * as vscode from 'vscode';
import { CaptchaError, RequestError } from '../../http/index.ts';
import type { Connection } from '../connections/connection.ts';
import { MissingSecretError } from '../connections/sessions.ts';
import { explain, explanationText, isCancelled } from './explain.ts';
import { Remedy } from './remedy.ts';

/** A failure with what was wanted, put as "Could not …", and the connection it was wanted of. */
export class Failure extends Error {
  readonly connection: Connection | undefined;
  constructor(what: string, cause: unknown, connection?: Connection) {
    super(what, { cause });
    this.name = 'Failure';
    this.connection = connection;
  }
}

const { t } = vscode.l10n;

/** The one place where errors become messages. */
export class ProblemReporter {
  private readonly log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.log = log;
  }

  /** Says what failed, why and what to do, with buttons for that; says nothing of what was called off. */
  async report(error: unknown): Promise<void> {
    const cause = error instanceof Failure ? error.cause : error;
    if (isCancelled(cause)) return;
    const connection = this.connectionOf(error);
    const what = error instanceof Failure ? `${error.message} ` : '';
    this.log.error(`${what}${technical(cause)}`);
    const buttons = explain(cause).remedies.filter(remedy => connection || remedy === Remedy.showOutput);
    const chosen = await vscode.window.showErrorMessage(
      what + explanationText(cause),
      ...buttons.map(remedy => ({ title: remedyTitle(remedy), remedy })),
    );
    if (chosen) await this.apply(chosen.remedy, cause, connection);
  }

  private connectionOf(error: unknown): Connection | undefined {
    if (error instanceof Failure) return error.connection ?? this.connectionOf(error.cause);
    return error instanceof MissingSecretError ? error.connection : undefined;
  }

  private async apply(remedy: Remedy, cause: unknown, connection: Connection | undefined): Promise<void> {
    if (remedy === Remedy.showOutput) return this.log.show();
    if (remedy === Remedy.openLoginPage) {
      const page = (cause instanceof CaptchaError && cause.loginUrl) || connection?.url;
      if (page) await vscode.env.openExternal(vscode.Uri.parse(page));
      return;
    }
    await vscode.commands.executeCommand(`jenkinsJira.${remedy}`, connection?.id);
  }
}

function remedyTitle(remedy: Remedy): string {
  switch (remedy) {
    case Remedy.editConnection:
      return t('Edit Connection');
    case Remedy.replaceToken:
      return t('Replace Token');
    case Remedy.openTokenPage:
      return t('Open Token Page');
    case Remedy.openLoginPage:
      return t('Open Login Page');
    case Remedy.showOutput:
      return t('Show Output');
  }
}

/** For the log: request errors hold no secret; of unknown ones the stack helps. */
function technical(error: unknown): string {
  if (error instanceof RequestError) {
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return error.message + cause;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
