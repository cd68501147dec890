import * as vscode from 'vscode';
import { notifyInformation, showInformation } from '../../shell/messages/notifications.ts';
import type { ConnectionServices } from './connectionServices.ts';
import type { Verified } from './verifyConnection.ts';

const { t } = vscode.l10n;

/** Reports the findings about a connection that was saved, and offers a token in place of a password. */
export function notifyConnected(services: ConnectionServices, { connection, found, mayCreateToken }: Verified): void {
  const text = t('Connected {0}: {1}', connection.name, found);
  if (!mayCreateToken) {
    notifyInformation(text);
    return;
  }
  services.background.run(async () => {
    const create = t('Create API Token');
    if ((await showInformation(text, create)) !== create) return;
    const { createApiToken } = await import('./apiToken.ts');
    await createApiToken(services, connection);
  });
}
