import * as vscode from 'vscode';
import { JiraLogin } from '../../../jira/session/credentials.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { notifyInformation, showInformation } from '../../shell/messages/notifications.ts';
import { askExpiry } from '../expiry/askExpiry.ts';
import { dayOf, dayWords } from '../expiry/days.ts';
import { type Connection, Product } from '../settings/connection.ts';
import type { ConnectionServices } from './connectionServices.ts';
import type { Verified } from './verifyConnection.ts';

const { t } = vscode.l10n;

/**
 * Reports the findings about a connection that was saved. Notes the day on which its token expires, where the server
 * tells it. Offers a token in place of a password, or to note that day, where tokens expire.
 */
export async function notifyConnected(
  services: ConnectionServices,
  { connection, found, expiresAt, mayCreateToken }: Verified,
): Promise<void> {
  const { background, expiry } = services;
  if (expiresAt) await expiry.set(connection.id, dayOf(expiresAt));
  const day = expiry.all()[connection.id];
  const connected = t('Connected {0}: {1}', connection.name, found);
  const text = day === undefined ? connected : t('{0} Its token expires on {1}.', connected, dayWords(day));
  const create = mayCreateToken ? t('Create API Token') : undefined;
  const note = day === undefined && hasExpiringToken(connection) ? t('Set Expiry Date') : undefined;
  const offer = create ?? note;
  if (offer === undefined) return notifyInformation(text);
  background.run(async () => {
    if ((await showInformation(text, offer)) !== offer) return;
    if (offer === note) await askExpiry(expiry, connection);
    else await (await import('./apiToken.ts')).createApiToken(services, connection);
  });
}

/** Every API token of Cloud expires within a year, and most personal access tokens do. */
function hasExpiringToken(connection: Connection): boolean {
  if (connection.product !== Product.jira) return false;
  return connection.flavor === JiraFlavor.cloud || connection.auth.kind === JiraLogin.bearer;
}
