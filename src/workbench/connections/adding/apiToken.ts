import { hostname } from 'node:os';
import * as vscode from 'vscode';
import { createApiToken as requestToken, revokeApiToken } from '../../../jenkins/session/apiTokens.ts';
import { JenkinsLoginKind } from '../../../jenkins/session/credentials.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { type Connection, type JenkinsConnection, Product } from '../settings/connection.ts';
import { Failure } from '../words/failure.ts';
import type { ConnectionServices } from './connectionServices.ts';
import { verifyConnection } from './verifyConnection.ts';

const { t } = vscode.l10n;

/** Makes an API token, keeps it in place of the password, and forgets that. */
export async function createApiToken(services: ConnectionServices, held: Connection): Promise<void> {
  const { creatingTokens, store } = services;
  const connection = store.findJenkins(held.id);
  if (connection?.auth.kind !== JenkinsLoginKind.password || creatingTokens.has(connection.id)) return;
  const { user } = connection.auth;
  creatingTokens.add(connection.id);
  try {
    await withDelayedProgress(t('Creating an API token on {0}…', connection.name), signal =>
      replacePassword(services, connection, user, signal),
    );
  } catch (error) {
    throw new Failure(t('Could not create an API token on {0}.', connection.name), error, connection);
  } finally {
    creatingTokens.delete(connection.id);
  }
  notifyInformation(
    t('{0} now signs in with an API token. The password was deleted from this machine.', connection.name),
  );
}

async function replacePassword(
  { sessions, store, vault }: ConnectionServices,
  connection: JenkinsConnection,
  user: string,
  signal: AbortSignal,
): Promise<void> {
  const session = sessions.jenkins(connection);
  const { id, value } = await requestToken(session, t('VS Code on {0}', hostname()), { signal });
  secretsInUse.keepOut(value);
  const changed = { ...connection, auth: { kind: JenkinsLoginKind.apiToken, user, tokenId: id } };
  try {
    await verifyConnection(sessions, changed, value, signal);
  } catch (error) {
    await revokeApiToken(session, id);
    throw error;
  }
  await vault.set(changed, value);
  await store.put(changed);
}

/** Revokes the API token that was made for the connection. */
export async function revokeTokenOf({ sessions }: ConnectionServices, connection: Connection): Promise<void> {
  const { auth } = connection;
  if (connection.product !== Product.jenkins || !('tokenId' in auth) || !auth.tokenId) return;
  try {
    await revokeApiToken(sessions.jenkins(connection), auth.tokenId);
  } catch (error) {
    throw new Failure(t('Could not revoke the API token of {0}; it is still valid.', connection.name), error);
  }
}
