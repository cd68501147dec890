import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import type { ExtraHeaders } from '../../../http/extraHeaders.ts';
import { JenkinsLoginKind } from '../../../jenkins/session/credentials.ts';
import { JiraLogin } from '../../../jira/session/credentials.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askModal } from '../../shell/messages/notifications.ts';
import { askExpiry } from '../expiry/askExpiry.ts';
import { dayWords } from '../expiry/days.ts';
import { type Connection, hasSecret, type JenkinsAuth, networkOf, Product, userOf } from '../settings/connection.ts';
import { isUnencrypted, movedWords } from './addressWords.ts';
import { askReplacement } from './askHeaders.ts';
import { askNetwork } from './askNetwork.ts';
import type { ConnectionServices } from './connectionServices.ts';
import { headerNamesOf } from './enteredSecrets.ts';
import { askAndKeep, proveAndKeep, secretsOf, storedHeaders, titleOf, withoutHeaders } from './keepChange.ts';
import { askAddress, askName } from './questions.ts';
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

/**
 * Asks which part to change, and changes it. Only verified changes are saved, except for the name.
 * @param wanted part that is known already
 */
export async function editConnection(
  services: ConnectionServices,
  connection: Connection,
  wanted?: unknown,
): Promise<void> {
  const known = Object.values(Part).find(each => each === wanted);
  const part = known ?? (await askPart(services, connection));
  if (!part) return;
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
  await changes[part](services, connection);
}

async function askPart(services: ConnectionServices, connection: Connection): Promise<Part | undefined> {
  const user = userOf(connection);
  const day = services.expiry.all()[connection.id];
  const part = await askPick<Part>({
    title: titleOf(connection),
    placeholder: t('Select what to change'),
    items: [
      { label: t('Name'), description: connection.name, value: Part.name },
      { label: t('Address'), description: connection.url, value: Part.url },
      ...(hasWays(connection)
        ? [{ label: t('Sign-in method'), description: wayWords(connection), value: Part.login }]
        : []),
      ...(user === undefined || connection.auth.kind === JiraLogin.bearer
        ? []
        : [{ label: t('User'), description: user, value: Part.user }]),
      ...(hasSecret(connection) ? secretParts(day) : []),
      { label: t('Network'), description: t('proxy, certificates, transport'), value: Part.network },
      ...(connection.product === Product.jenkins
        ? [
            {
              label: connection.readOnly ? t('Allow changes') : t('Make read-only'),
              description: connection.readOnly ? t('currently read-only') : t('nothing can be started or changed'),
              value: Part.changes,
            },
          ]
        : []),
    ],
  });
  return part.kind === 'answered' ? part.value : undefined;
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

function withoutNetwork(connection: Connection): Connection {
  const { tls: _tls, proxy: _proxy, transport: _transport, ...rest } = connection;
  return rest as Connection;
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
  const user = await askUser({ ...asking, prompt: t('User name'), value: userOf(connection) });
  return user.kind === 'answered' ? { kind, user: user.value } : undefined;
}

function wayOf({ kind }: JenkinsAuth): JenkinsWay {
  return kind === JenkinsLoginKind.password ? JenkinsLoginKind.apiToken : kind;
}

async function changeUser(services: ConnectionServices, connection: Connection): Promise<void> {
  const question = { title: titleOf(connection), canGoBack: false, prompt: t('User name') };
  const user = await askUser({ ...question, value: userOf(connection) });
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
  if (hasSecret(connection)) await askAndKeep(services, connection, connection);
  else await changeLogin(services, connection);
}
