import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { type ExtraHeaders, noExtraHeaders } from '../../../http/extraHeaders.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { showInformation } from '../../shell/messages/notifications.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';
import { type Connection, hasSecret } from '../settings/connection.ts';
import { Failure } from '../words/failure.ts';
import { isUnencrypted, unencryptedWords } from './addressWords.ts';
import { notifyConnected } from './connected.ts';
import type { ConnectionServices } from './connectionServices.ts';
import { carriedClient, EnteredSecrets } from './enteredSecrets.ts';
import { askSecret } from './questions.ts';
import { secretQuestion } from './secretQuestion.ts';
import { type Verified, verifyConnection } from './verifyConnection.ts';

const { t } = vscode.l10n;

/** Connection as it was and as it shall be, with secrets besides the login's that the person entered. */
interface Change {
  readonly old: Connection;
  readonly changed: Connection;
  readonly newSecrets: NewSecrets;
}

/** The stored secret is only tried on its own origin: for an address of another origin it is asked for. */
export async function proveAndKeep(
  services: ConnectionServices,
  old: Connection,
  changed: Connection,
  entered: NewSecrets = {},
): Promise<void> {
  const newSecrets = await withClient(services, old, changed, entered);
  if (!newSecrets) return;
  const secret = hasSameOrigin(old, changed) ? await services.vault.get(old) : undefined;
  if (secret === undefined) return askAndKeep(services, old, changed, newSecrets);
  await proveAndKeepWith(services, { old, changed, newSecrets }, secret);
}

async function proveAndKeepWith(
  services: ConnectionServices,
  { old, changed, newSecrets }: Change,
  secret: string,
): Promise<void> {
  try {
    const verified = await withDelayedProgress(t('Checking {0}…', changed.url), signal =>
      verifyConnection(services.sessions, changed, secret, signal, newSecrets),
    );
    await keep(services, old, verified, secret, newSecrets);
  } catch (error) {
    throw new Failure(t('Could not change {0}. Nothing was changed.', old.name), error, old);
  }
}

/** Asks for the secret of a changed connection, where it has any, and saves both when they are accepted. */
export async function askAndKeep(
  services: ConnectionServices,
  old: Connection,
  wanted: Connection,
  newSecrets: NewSecrets = {},
): Promise<void> {
  const changed = withNewSecret(wanted);
  if (!hasSecret(changed)) return proveAndKeepWith(services, { old, changed, newSecrets }, '');
  let given = '';
  const { url } = changed;
  const entered = newSecrets.headers
    ? new EnteredSecrets(titleOf(old), { url, headers: newSecrets.headers })
    : await secretsOf(services, hasSameOrigin(old, changed) ? old : changed);
  const proved = () => {
    const { names, secrets } = entered.at(url);
    return {
      connection: { ...withoutHeaders(changed), ...names },
      newSecrets: { ...secrets, ...newSecrets, headers: secrets.headers },
    };
  };
  const verified = await askSecret<Verified>({
    ...secretQuestion(changed),
    title: titleOf(old),
    canGoBack: false,
    prompt: promptFor(BaseUrl.parse(url)),
    ...{ url, entered },
    verify: (secret, signal) => {
      given = secret;
      const { connection, newSecrets } = proved();
      return verifyConnection(services.sessions, connection, secret, signal, newSecrets);
    },
  });
  if (verified.kind === 'answered') await keep(services, old, verified.value, given, proved().newSecrets);
}

/** A connection of synced settings may lead over a network without encryption that nobody here was told of. */
function promptFor(base: BaseUrl): string {
  const prompt = t('The token or password for {0}', base.href);
  return isUnencrypted(base) ? `${prompt}. ${unencryptedWords(base)}` : prompt;
}

/** The token that was made from here is not the new one. */
function withNewSecret(connection: Connection): Connection {
  if (!('tokenId' in connection.auth)) return connection;
  const { tokenId: _, ...auth } = connection.auth;
  return { ...connection, auth } as Connection;
}

/** Adds the secrets of a client certificate that shall be shown to another origin; undefined when that is canceled. */
async function withClient(
  { vault }: ConnectionServices,
  old: Connection,
  { tls, url }: Connection,
  entered: NewSecrets,
): Promise<NewSecrets | undefined> {
  const isSameOrigin = BaseUrl.parse(url).origin === BaseUrl.parse(old.url).origin;
  const known = isSameOrigin ? undefined : await (await vault.others()).client(old);
  if (!tls?.client || !known || 'client' in entered) return entered;
  const client = await carriedClient(titleOf(old), url, tls.client.name, known);
  return client && { ...entered, client };
}

function hasSameOrigin(one: Connection, other: Connection): boolean {
  return BaseUrl.parse(one.url).origin === BaseUrl.parse(other.url).origin;
}

async function keep(
  services: ConnectionServices,
  old: Connection,
  verified: Verified,
  secret: string,
  newSecrets: NewSecrets,
): Promise<void> {
  const { connection } = verified;
  // Another token has another day.
  if ((await services.vault.get(old)) !== secret) await services.expiry.set(connection.id, undefined);
  await services.vault.set(connection, hasSecret(connection) ? secret : undefined);
  const headers = connection.headerNames ? {} : { headers: noExtraHeaders };
  await (await services.vault.others()).set(connection, { ...newSecrets, ...headers });
  await services.store.put(connection);
  if (!hasSameOrigin(old, connection)) {
    await (await services.vault.others()).deleteAll(old.id, BaseUrl.parse(old.url).origin);
  }
  await notifyConnected(services, verified);
  if (hasOwnToken(old) && !hasOwnToken(connection) && hasSameOrigin(old, connection)) offerToRevoke(services, old);
}

function hasOwnToken({ auth }: Connection): boolean {
  return 'tokenId' in auth && auth.tokenId !== undefined;
}

function offerToRevoke(services: ConnectionServices, old: Connection): void {
  services.background.run(async () => {
    const revoke = t('Revoke Token');
    const text = t('The API token that this extension created for {0} is still valid.', old.name);
    if ((await showInformation(text, revoke)) !== revoke) return;
    await (await import('./apiToken.ts')).revokeTokenOf(services, old);
  });
}

/** Headers and cookies for a gateway that are stored. */
export async function storedHeaders({ vault }: ConnectionServices, connection: Connection): Promise<ExtraHeaders> {
  return (await vault.others()).headers(connection);
}

/** Secrets besides the login's, as a change of the connection begins with them. */
export async function secretsOf(services: ConnectionServices, connection: Connection): Promise<EnteredSecrets> {
  const headers = await storedHeaders(services, connection);
  const client = await (await services.vault.others()).client(connection);
  return new EnteredSecrets(titleOf(connection), { url: connection.url, headers, client });
}

/** Their values are bound to the origin. */
export function withoutHeaders(connection: Connection): Connection {
  const { headerNames: _, ...rest } = connection;
  return rest;
}

export function titleOf(connection: Connection): string {
  return t('Edit Connection {0}', connection.name);
}
