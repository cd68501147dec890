import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import type { Background } from '../../shell/commands/background.ts';
import { showWarning } from '../../shell/messages/notifications.ts';
import type { Connection } from '../settings/connection.ts';
import type { ConnectionStore } from '../settings/connectionStore.ts';
import { daysUntil, dayWords } from './days.ts';
import type { TokenExpiry } from './tokenExpiry.ts';

const { t } = vscode.l10n;

export interface ExpiryDeps {
  readonly store: ConnectionStore;
  readonly expiry: TokenExpiry;
  readonly claims: Claims;
  readonly background: Background;
}

/** Days before the end at which a notice is shown; after the end there is another. */
const thresholds = [0, 3, 14];
const toldMs = 400 * 24 * 3_600_000;

/** Shows the notices that are due, each once on this machine. */
export async function tellExpiring({ store, expiry, claims, background }: ExpiryDeps, now = new Date()): Promise<void> {
  for (const [id, day] of Object.entries(expiry.all())) {
    const connection = store.find(id);
    const days = daysUntil(day, now);
    const threshold = thresholds.find(each => days <= each);
    if (!connection || threshold === undefined) continue;
    if (await claims.note(`token expiry ${id} ${day} ${threshold}`, toldMs)) {
      background.run(() => tell(connection, day, days));
    }
  }
}

async function tell(connection: Connection, day: string, days: number): Promise<void> {
  const replace = t('Replace Token');
  const open = t('Open Token Page');
  const chosen = await showWarning(expiryWords(connection.name, day, days), replace, open);
  if (chosen === replace) await vscode.commands.executeCommand('jenkinsJira.replaceToken', connection.id);
  if (chosen === open) await vscode.commands.executeCommand('jenkinsJira.openTokenPage', connection.id);
}

function expiryWords(name: string, day: string, days: number): string {
  if (days < 0) return t('The token of {0} expired on {1}.', name, dayWords(day));
  if (days === 0) return t('The token of {0} expires today.', name);
  if (days === 1) return t('The token of {0} expires tomorrow.', name);
  return t('The token of {0} expires in {1} days, on {2}.', name, String(days), dayWords(day));
}
