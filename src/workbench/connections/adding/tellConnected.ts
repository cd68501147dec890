import * as vscode from 'vscode';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { JiraLogin } from '../../../jira/session/session.ts';
import type { Background } from '../../shell/commands/background.ts';
import { notifyInformation, showInformation } from '../../shell/messages/notifications.ts';
import { askExpiry } from '../expiry/askExpiry.ts';
import { dayOf, dayWords } from '../expiry/days.ts';
import type { TokenExpiry } from '../expiry/tokenExpiry.ts';
import { type Connection, Product } from '../settings/connection.ts';
import type { Verified } from './verifyConnection.ts';

const { t } = vscode.l10n;

interface TellDeps {
  readonly background: Background;
  readonly expiry: TokenExpiry;
}

/**
 * Says that a connection works. Notes the day on which its token expires, where the server tells it, or offers to, where
 * tokens expire.
 */
export async function tellConnected(
  { background, expiry }: TellDeps,
  connection: Connection,
  { found, expiresAt }: Verified,
): Promise<void> {
  if (expiresAt) await expiry.set(connection.id, dayOf(expiresAt));
  const day = expiry.all()[connection.id];
  const text = t('Connected {0}: {1}', connection.name, found);
  if (day !== undefined) return notifyInformation(t('{0} Its token expires on {1}.', text, dayWords(day)));
  if (!hasExpiringToken(connection)) return notifyInformation(text);
  const note = t('Note Expiry Date');
  background.run(async () => {
    if ((await showInformation(text, note)) === note) await askExpiry(expiry, connection);
  });
}

/** Every API token of Cloud expires within a year, and most personal access tokens do. */
function hasExpiringToken(connection: Connection): boolean {
  if (connection.product !== Product.jira) return false;
  return connection.flavor === JiraFlavor.cloud || connection.auth.kind === JiraLogin.bearer;
}
