import * as vscode from 'vscode';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { MissingSecretError } from '../sessions/sessions.ts';
import { type Connection, hasSecret } from '../settings/connection.ts';
import { wayOf } from '../words/connectionDetails.ts';
import { Failure } from '../words/failure.ts';
import type { ConnectionServices } from './connectionServices.ts';
import { verifyConnection } from './verifyConnection.ts';

const { t } = vscode.l10n;

/** Signs in once with a saved connection, on a connection of its own to the server, and says the outcome. */
export async function testConnection(services: ConnectionServices, connection: Connection): Promise<void> {
  const began = performance.now();
  try {
    const secret = hasSecret(connection) ? await services.vault.get(connection) : '';
    if (secret === undefined) throw new MissingSecretError(connection);
    const { found } = await withDelayedProgress(t('Testing {0}…', connection.name), signal =>
      verifyConnection(services.sessions, connection, secret, signal),
    );
    const ms = String(Math.round(performance.now() - began));
    notifyInformation(t('{0} works ({1} ms): {2} Network: {3}.', connection.name, ms, found, wayOf(connection)));
  } catch (error) {
    throw new Failure(t('{0} does not work.', connection.name), error, connection);
  }
  // A refusal of the past stands no longer.
  await vscode.commands.executeCommand('jenkinsJira.refresh');
}
