import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { type ExtraHeaders, noExtraHeaders } from '../../../http/extraHeaders.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { JiraLogin } from '../../../jira/session/session.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { askModal } from '../../shell/messages/notifications.ts';
import { askExpiry } from '../expiry/askExpiry.ts';
import { dayWords } from '../expiry/days.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';
import { type Connection, type JiraConnection, networkOf, Product, userOf } from '../settings/connection.ts';
import { Failure } from '../words/failure.ts';
import type { ConnectionServices } from './addConnection.ts';
import { isUnencrypted, movedWords } from './addressWords.ts';
import { askReplacement } from './askHeaders.ts';
import { askNetwork } from './askNetwork.ts';
import { carriedClient, EnteredSecrets, headerNamesOf } from './enteredSecrets.ts';
import { askAddress, askLogin, askName, askSecret, askUser } from './questions.ts';
import { tellConnected } from './tellConnected.ts';
import { tokenPage } from './tokenPage.ts';
import { type Verified, verifyConnection } from './verifyConnection.ts';

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
      ...(isDataCenter(connection)
        ? [{ label: t('Way to sign in'), description: loginWords(connection.auth.kind), value: Part.login }]
        : []),
      ...(user === undefined ? [] : [{ label: t('User'), description: user, value: Part.user }]),
      { label: t('Token or password'), value: Part.secret },
      { label: t('Expiry date of the token'), description: day ? dayWords(day) : t('not set'), value: Part.expiry },
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
  const entered = await secretsOf(services, connection);
  const known = { id, product, url, network: networkOf(connection), entered };
  const address = await askAddress(services.sessions, known, asking);
  if (address.kind !== 'answered') return;
  const { jira, network, url: newUrl } = address.value;
  const flavor = jira && product === Product.jira ? { flavor: jira.flavor } : {};
  const { names, secrets } = entered.at(newUrl);
  const changed = { ...withoutNetwork(withoutHeaders(connection)), ...flavor, ...network, ...names, url: newUrl };
  await proveAndKeep(services, connection, changed, secrets);
}

async function storedHeaders({ vault }: ConnectionServices, connection: Connection): Promise<ExtraHeaders> {
  return (await vault.others()).headers(connection);
}

async function secretsOf(services: ConnectionServices, connection: Connection): Promise<EnteredSecrets> {
  const headers = await storedHeaders(services, connection);
  const client = await (await services.vault.others()).client(connection);
  return new EnteredSecrets(titleOf(connection), { url: connection.url, headers, client });
}

function withoutNetwork(connection: Connection): Connection {
  const { tls: _tls, proxy: _proxy, transport: _transport, ...rest } = connection;
  return rest as Connection;
}

/** Their values are bound to the origin. */
function withoutHeaders(connection: Connection): Connection {
  const { headerNames: _, ...rest } = connection;
  return rest;
}

/** Uses an address that the server has redirected to; on another host the token is asked for again. */
export async function updateAddress(services: ConnectionServices, connection: Connection, url: string): Promise<void> {
  const [from, to] = [BaseUrl.parse(connection.url), BaseUrl.parse(url)];
  if (isUnencrypted(to) || new URL(from.origin).hostname !== new URL(to.origin).hostname) {
    const use = t('Use New Address');
    const question = t('Use {0} for {1}?', to.href, connection.name);
    if ((await askModal(question, { detail: movedWords(from, to) }, use)) !== use) return;
  }
  await proveAndKeep(services, connection, { ...connection, url: BaseUrl.parse(url).href });
}

/** Cloud and Jenkins have one way. */
function isDataCenter(connection: Connection): connection is JiraConnection {
  return connection.product === Product.jira && connection.flavor === JiraFlavor.dataCenter;
}

function loginWords(login: JiraLogin): string {
  return login === JiraLogin.bearer ? t('Personal access token') : t('User name with password or token');
}

async function changeLogin(services: ConnectionServices, connection: Connection): Promise<void> {
  if (!isDataCenter(connection)) return;
  const asking = { title: titleOf(connection), canGoBack: false };
  const placeholder = t('How do you sign in to {0}?', connection.name);
  const login = await askLogin(placeholder, asking, connection.auth.kind);
  if (login.kind !== 'answered') return;
  if (login.value === JiraLogin.bearer) {
    await askAndKeep(services, connection, { ...connection, auth: { kind: JiraLogin.bearer } });
    return;
  }
  const user = await askUser(t('The user to sign in as'), asking, userOf(connection));
  if (user.kind !== 'answered') return;
  await askAndKeep(services, connection, { ...connection, auth: { kind: JiraLogin.basic, user: user.value } });
}

async function changeUser(services: ConnectionServices, connection: Connection): Promise<void> {
  if (!('user' in connection.auth)) return;
  const asking = { title: titleOf(connection), canGoBack: false };
  const user = await askUser(t('The user to sign in as'), asking, connection.auth.user);
  if (user.kind !== 'answered') return;
  const changed = { ...connection, auth: { ...connection.auth, user: user.value } } as Connection;
  // Another user has another secret.
  await askAndKeep(services, connection, changed);
}

async function changeNetwork(services: ConnectionServices, connection: Connection): Promise<void> {
  const change = await askNetwork(connection, await storedHeaders(services, connection), titleOf(connection));
  if (!change) return;
  const { network, ...newSecrets } = change;
  const changed = { ...withoutNetwork(connection), ...network };
  const named = newSecrets.headers ? withHeaders(changed, newSecrets.headers) : changed;
  await proveAndKeep(services, connection, named, newSecrets);
}

/** Asks for new values of the headers and cookies for a gateway. */
export async function replaceHeaders(services: ConnectionServices, connection: Connection): Promise<void> {
  const { url, headerNames: names = [] } = connection;
  const known = { title: titleOf(connection), url, names, headers: await storedHeaders(services, connection) };
  const headers = await askReplacement(known);
  if (headers) await proveAndKeep(services, connection, withHeaders(connection, headers), { headers });
}

function withHeaders(connection: Connection, headers: ExtraHeaders): Connection {
  return { ...withoutHeaders(connection), ...headerNamesOf(headers) };
}

/** Asks for a new secret and saves it when it is accepted; the old one stays until then. */
export async function replaceToken(services: ConnectionServices, connection: Connection): Promise<void> {
  await askAndKeep(services, connection, connection);
}

/** The stored secret is only tried on its own origin: for an address of another origin it is asked for. */
async function proveAndKeep(
  services: ConnectionServices,
  old: Connection,
  changed: Connection,
  entered: NewSecrets = {},
): Promise<void> {
  const newSecrets = await withClient(services, old, changed, entered);
  if (!newSecrets) return;
  const secret = hasSameOrigin(old, changed) ? await services.vault.get(old) : undefined;
  if (secret === undefined) return askAndKeep(services, old, changed, newSecrets);
  try {
    const verified = await withDelayedProgress(t('Checking {0}…', changed.url), signal =>
      verifyConnection(services.sessions, changed, secret, signal, newSecrets),
    );
    await keep(services, old, verified, secret, newSecrets);
  } catch (error) {
    throw new Failure(t('Could not change {0}; it stays as it was.', old.name), error, old);
  }
}

async function askAndKeep(
  services: ConnectionServices,
  old: Connection,
  changed: Connection,
  newSecrets: NewSecrets = {},
): Promise<void> {
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
    title: titleOf(old),
    canGoBack: false,
    prompt: t('The token or password for {0}', changed.url),
    tokenPage: tokenPage({ ...changed, kind: changed.auth.kind }),
    ...{ url, entered },
    verify: (secret, signal) => {
      given = secret;
      const { connection, newSecrets } = proved();
      return verifyConnection(services.sessions, connection, secret, signal, newSecrets);
    },
  });
  if (verified.kind === 'answered') await keep(services, old, verified.value, given, proved().newSecrets);
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
  await services.vault.set(connection, secret);
  const headers = connection.headerNames ? {} : { headers: noExtraHeaders };
  await (await services.vault.others()).set(connection, { ...newSecrets, ...headers });
  await services.store.put(connection);
  if (!hasSameOrigin(old, connection)) {
    await (await services.vault.others()).deleteAll(old.id, BaseUrl.parse(old.url).origin);
  }
  await tellConnected(services, connection, verified);
}

function titleOf(connection: Connection): string {
  return t('Edit Connection {0}', connection.name);
}
