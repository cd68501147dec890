import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { JenkinsLoginKind } from '../../../jenkins/session/credentials.ts';
import { JiraLogin } from '../../../jira/session/credentials.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { askModal } from '../../shell/messages/notifications.ts';
import { askExpiry } from '../expiry/askExpiry.ts';
import { dayWords } from '../expiry/days.ts';
import { type Connection, hasSecret, type JenkinsAuth, networkOf, Product, userOf } from '../settings/connection.ts';
import { Failure } from '../words/failure.ts';
import { askNetwork } from './askNetwork.ts';
import { notifyConnected } from './connected.ts';
import type { ConnectionServices } from './connectionServices.ts';
import { askAddress, askName, askSecret } from './questions.ts';
import { secretQuestion } from './secretQuestion.ts';
import { type Verified, verifyConnection } from './verifyConnection.ts';
import { askJenkinsWay, askJiraLogin, askUser, type JenkinsWay, wayWords } from './waysToSignIn.ts';

const { t } = vscode.l10n;

const Part = {
  name: 'name',
  url: 'url',
  login: 'login',
  user: 'user',
  secret: 'secret',
  expiry: 'expiry',
  network: 'network',
  changes: 'changes',
} as const;
type Part = (typeof Part)[keyof typeof Part];

/** Asks which part to change, and changes it. Only verified changes are saved, except for the name. */
export async function editConnection(services: ConnectionServices, connection: Connection): Promise<void> {
  const user = userOf(connection);
  const day = services.expiry.all()[connection.id];
  const part = await askPick<Part>({
    title: titleOf(connection),
    placeholder: t('What do you want to change?'),
    items: [
      { label: t('Name'), description: connection.name, value: Part.name },
      { label: t('Address'), description: connection.url, value: Part.url },
      ...(hasWays(connection)
        ? [{ label: t('Way to sign in'), description: wayWords(connection), value: Part.login }]
        : []),
      ...(user === undefined || connection.auth.kind === JiraLogin.bearer
        ? []
        : [{ label: t('User'), description: user, value: Part.user }]),
      ...(hasSecret(connection) ? secretParts(day) : []),
      { label: t('Network'), description: t('proxy, certificates, way out'), value: Part.network },
      ...(connection.product === Product.jenkins
        ? [
            {
              label: connection.readOnly ? t('Allow changes') : t('Make read only'),
              description: connection.readOnly ? t('now read only') : t('nothing can be started or changed then'),
              value: Part.changes,
            },
          ]
        : []),
    ],
  });
  if (part.kind !== 'answered') return;
  const changes = {
    name: changeName,
    url: changeAddress,
    login: changeLogin,
    user: changeUser,
    secret: replaceToken,
    expiry: () => askExpiry(services.expiry, connection),
    network: changeNetwork,
    changes: changeReadOnly,
  };
  await changes[part.value](services, connection);
}

function secretParts(day: string | undefined) {
  return [
    { label: t('Token or password'), value: Part.secret },
    { label: t('Expiry date of the token'), description: day ? dayWords(day) : t('not set'), value: Part.expiry },
  ];
}

async function changeName(services: ConnectionServices, connection: Connection): Promise<void> {
  const others = services.store.all().filter(each => each.id !== connection.id);
  const name = await askName(others, { title: titleOf(connection), canGoBack: false }, connection.name);
  if (name.kind === 'answered') await services.store.put({ ...connection, name: name.value });
}

async function changeReadOnly({ store }: ConnectionServices, connection: Connection): Promise<void> {
  const { readOnly, ...rest } = connection;
  await store.put((readOnly ? rest : { ...rest, readOnly: true }) as Connection);
}

async function changeAddress(services: ConnectionServices, connection: Connection): Promise<void> {
  const asking = { title: titleOf(connection), canGoBack: false };
  const { id, product, url } = connection;
  const known = { id, product, url, network: networkOf(connection) };
  const address = await askAddress(services.sessions, known, asking);
  if (address.kind !== 'answered') return;
  const { jira, network, url: newUrl } = address.value;
  const flavor = jira && product === Product.jira ? { flavor: jira.flavor } : {};
  await proveAndKeep(services, connection, { ...connection, ...flavor, ...network, url: newUrl });
}

/** Uses an address that the server has redirected to; on another host the token is asked for again. */
export async function updateAddress(services: ConnectionServices, connection: Connection, url: string): Promise<void> {
  await proveAndKeep(services, connection, { ...connection, url: BaseUrl.parse(url).href });
}

/** Cloud has one way. */
function hasWays(connection: Connection): boolean {
  return connection.product === Product.jenkins || connection.flavor === JiraFlavor.dataCenter;
}

async function changeLogin(services: ConnectionServices, connection: Connection): Promise<void> {
  const auth = await askAuth(connection);
  if (auth) await askAndKeep(services, connection, { ...connection, auth } as Connection);
}

async function askAuth(connection: Connection): Promise<Connection['auth'] | undefined> {
  const asking = { title: titleOf(connection), canGoBack: false };
  const placeholder = t('How do you sign in to {0}?', connection.name);
  const way =
    connection.product === Product.jira
      ? await askJiraLogin(placeholder, asking, connection.auth.kind)
      : await askJenkinsWay({ ...asking, placeholder, active: wayOf(connection.auth), offersAnonymous: true });
  if (way.kind !== 'answered') return undefined;
  const kind = way.value;
  if (kind === JenkinsLoginKind.anonymous || kind === JiraLogin.bearer) return { kind };
  const user = await askUser({ ...asking, prompt: t('The user to sign in as'), value: userOf(connection) });
  return user.kind === 'answered' ? { kind, user: user.value } : undefined;
}

function wayOf({ kind }: JenkinsAuth): JenkinsWay {
  return kind === JenkinsLoginKind.password ? JenkinsLoginKind.apiToken : kind;
}

async function changeUser(services: ConnectionServices, connection: Connection): Promise<void> {
  const question = { title: titleOf(connection), canGoBack: false, prompt: t('The user to sign in as') };
  const user = await askUser({ ...question, value: userOf(connection) });
  if (user.kind !== 'answered') return;
  const changed = { ...connection, auth: { ...connection.auth, user: user.value } } as Connection;
  // Another user has another secret.
  await askAndKeep(services, connection, changed);
}

async function changeNetwork(services: ConnectionServices, connection: Connection): Promise<void> {
  const change = await askNetwork(connection, titleOf(connection));
  if (!change) return;
  const { tls: _tls, proxy: _proxy, transport: _transport, ...rest } = connection;
  const before = await services.vault.passphrase(connection);
  // The passphrase is needed to try the certificate; a wrong one is removed again.
  if ('passphrase' in change) await services.vault.setPassphrase(connection, change.passphrase);
  try {
    await proveAndKeep(services, connection, { ...rest, ...change.network } as Connection);
  } catch (error) {
    if ('passphrase' in change) await services.vault.setPassphrase(connection, before);
    throw error;
  }
}

/** Asks for a new secret and saves it when it is accepted; the old one stays until then. */
export async function replaceToken(services: ConnectionServices, connection: Connection): Promise<void> {
  if (hasSecret(connection)) await askAndKeep(services, connection, connection);
  else await changeLogin(services, connection);
}

/** Asks first, since the secret is deleted, too. */
export async function removeConnection(services: ConnectionServices, connection: Connection): Promise<void> {
  const remove = t('Remove');
  const revoke = t('Remove and Revoke Token');
  const hasOwnToken = 'tokenId' in connection.auth;
  const drafts = await services.drafts.open();
  const unsent = (await drafts.list()).filter(each => each.connection === connection.id);
  const told = [
    hasSecret(connection) && t('Its token is deleted from this machine.'),
    hasOwnToken
      ? t('The token was created from here. Revoke it as well, unless it is used elsewhere.')
      : t('Nothing changes on the server.'),
    unsent.length > 0 && t('Its unsent drafts are deleted, too: {0}.', unsent.map(({ title }) => title).join(', ')),
  ];
  const question = t('Remove the connection {0}?', connection.name);
  const ways = hasOwnToken ? [revoke, remove] : [remove];
  const chosen = await askModal(question, { detail: told.filter(Boolean).join('\n') }, ...ways);
  if (chosen === undefined) return;
  const revoking = chosen === revoke ? await settled(revokeOwnToken(services, connection)) : undefined;
  await drafts.removeAllOf(connection.id);
  await services.vault.delete(connection);
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

/** The stored secret is only tried on its own origin: for an address of another origin it is asked for. */
async function proveAndKeep(services: ConnectionServices, old: Connection, changed: Connection): Promise<void> {
  const sameOrigin = BaseUrl.parse(old.url).origin === BaseUrl.parse(changed.url).origin;
  const secret = sameOrigin ? await services.vault.get(old) : undefined;
  if (secret === undefined) return askAndKeep(services, old, changed);
  await proveAndKeepWith(services, old, changed, secret);
}

async function proveAndKeepWith(
  services: ConnectionServices,
  old: Connection,
  changed: Connection,
  secret: string,
): Promise<void> {
  try {
    const verified = await withDelayedProgress(t('Checking {0}…', changed.url), signal =>
      verifyConnection(services.sessions, changed, secret, signal),
    );
    await keep(services, old, verified, secret);
  } catch (error) {
    throw new Failure(t('Could not change {0}; it stays as it was.', old.name), error, old);
  }
}

async function askAndKeep(services: ConnectionServices, old: Connection, wanted: Connection): Promise<void> {
  const changed = withNewSecret(wanted);
  if (!hasSecret(changed)) return proveAndKeepWith(services, old, changed, '');
  let given = '';
  const verified = await askSecret<Verified>({
    ...secretQuestion(changed),
    title: titleOf(old),
    canGoBack: false,
    prompt: t('The token or password for {0}', changed.url),
    verify: (secret, signal) => {
      given = secret;
      return verifyConnection(services.sessions, changed, secret, signal);
    },
  });
  if (verified.kind === 'answered') await keep(services, old, verified.value, given);
}

/** The token that was made from here is not the new one. */
function withNewSecret(connection: Connection): Connection {
  if (!('tokenId' in connection.auth)) return connection;
  const { tokenId: _, ...auth } = connection.auth;
  return { ...connection, auth } as Connection;
}

async function keep(services: ConnectionServices, old: Connection, verified: Verified, secret: string): Promise<void> {
  const { connection } = verified;
  // Another token has another day.
  if ((await services.vault.get(old)) !== secret) await services.expiry.set(connection.id, undefined);
  await services.vault.set(connection, hasSecret(connection) ? secret : undefined);
  await services.store.put(connection);
  if (BaseUrl.parse(old.url).origin !== BaseUrl.parse(connection.url).origin) await services.vault.delete(old);
  await notifyConnected(services, verified);
}

function titleOf(connection: Connection): string {
  return t('Edit Connection {0}', connection.name);
}
