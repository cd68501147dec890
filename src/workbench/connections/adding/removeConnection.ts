import * as vscode from 'vscode';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askModal } from '../../shell/messages/notifications.ts';
import type { OtherSecrets } from '../secrets/otherSecrets.ts';
import { type Connection, hasSecret } from '../settings/connection.ts';
import type { ConnectionServices } from './connectionServices.ts';

const { t } = vscode.l10n;

/** Connection of which only secrets are left, with the origins that it had. */
interface LostSecrets {
  readonly connection: string;
  readonly origins: readonly string[];
}

/**
 * Removes a connection, with its secrets of all addresses that it had. Asks for it where none is given, and offers the
 * secrets of connections that are no longer in the settings.
 */
export async function removeConnection(services: ConnectionServices, given?: Connection): Promise<void> {
  if (given) return remove(services, given);
  const secrets = await services.vault.others();
  const answer = await askPick<() => Promise<void>>({
    title: t('Remove Connection'),
    placeholder: t('Select the connection to remove'),
    items: [
      ...services.store.all().map(each => ({
        label: each.name,
        detail: each.url,
        value: () => remove(services, each),
      })),
      ...(await lostSecrets(services, secrets)).map(lost => ({
        label: t('Secrets without a connection'),
        description: lost.origins.join(', '),
        detail: lost.connection,
        value: () => removeLost(services, lost),
      })),
    ],
  });
  if (answer.kind === 'answered') await answer.value();
}

/** Asks first, since the secrets are deleted, too. */
async function remove(services: ConnectionServices, connection: Connection): Promise<void> {
  const remove = t('Remove');
  const revoke = t('Remove and Revoke Token');
  const hasOwnToken = 'tokenId' in connection.auth;
  const drafts = await services.drafts.open();
  const unsent = (await drafts.list()).filter(each => each.connection === connection.id);
  const messages = await services.messages();
  const waiting = messages ? await messages.titles(connection.id) : [];
  const told = [
    hasSecret(connection) && t('Its token is deleted from this machine.'),
    hasOwnToken
      ? t('This extension created the token. Revoke it as well, unless it is used elsewhere.')
      : t('Nothing changes on the server.'),
    unsent.length > 0 && t('Its unsent drafts are also deleted: {0}.', unsent.map(({ title }) => title).join(', ')),
    waiting.length > 0 && t('Its reports that wait to be sent are also deleted: {0}.', waiting.join(', ')),
  ];
  const question = t('Remove the connection {0}?', connection.name);
  const ways = hasOwnToken ? [revoke, remove] : [remove];
  const chosen = await askModal(question, { detail: told.filter(Boolean).join('\n') }, ...ways);
  if (chosen === undefined) return;
  const revoking = chosen === revoke ? await settled(revokeOwnToken(services, connection)) : undefined;
  await drafts.removeAllOf(connection.id);
  if (messages) await messages.removeAll(connection.id);
  // A gateway wants its cookie for this, too.
  await services.sessions.signOut(connection);
  await (await services.vault.others()).deleteAll(connection.id);
  await services.expiry.set(connection.id, undefined);
  await services.store.remove(connection.id);
  // A token that could not be revoked keeps no connection, but is told.
  if (revoking?.status === 'rejected') throw revoking.reason;
}

async function revokeOwnToken(services: ConnectionServices, connection: Connection): Promise<void> {
  const { revokeTokenOf } = await import('./apiToken.ts');
  await revokeTokenOf(services, connection);
}

async function settled(work: Promise<void>): Promise<PromiseSettledResult<void> | undefined> {
  return (await Promise.allSettled([work]))[0];
}

async function lostSecrets(services: ConnectionServices, secrets: OtherSecrets): Promise<readonly LostSecrets[]> {
  const lost = new Map<string, string[]>();
  for (const { connection, origin } of await secrets.owners()) {
    if (services.store.find(connection)) continue;
    lost.set(connection, [...(lost.get(connection) ?? []), origin]);
  }
  return [...lost].map(([connection, origins]) => ({ connection, origins }));
}

async function removeLost(services: ConnectionServices, { connection, origins }: LostSecrets): Promise<void> {
  const remove = t('Remove');
  const question = t('Remove the secrets for {0}?', origins.join(', '));
  const detail = t('No connection in the settings uses them. Another profile may still use them.');
  if ((await askModal(question, { detail }, remove)) !== remove) return;
  await (await services.vault.others()).deleteAll(connection);
  await services.store.remove(connection);
}
