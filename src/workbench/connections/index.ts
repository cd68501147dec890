import * as vscode from 'vscode';
import type { Claims } from '../../base/claims.ts';
import { isObject } from '../../base/json.ts';
import type { Background } from '../shell/commands/background.ts';
import type { CommandTable } from '../shell/commands/commandTable.ts';
import { setContextKeys } from '../shell/commands/contextKeys.ts';
import { Lazy } from '../shell/commands/lazy.ts';
import { registerPages } from '../shell/pages/registerPages.ts';
import type { ConnectionServices } from './adding/connectionServices.ts';
import type { DoctorFeature } from './doctor/doctorFeature.ts';
import { doctorCommandNames, doctorScheme, doctorViewType } from './doctor/doctorNames.ts';
import * as expiryNotices from './expiry/index.ts';
import { affectsNetwork } from './network/networkSource.ts';
import { type Connection, Product } from './settings/connection.ts';
import { pickConnection } from './settings/pickConnection.ts';
import { failureOfNode } from './words/problemNodes.ts';
import { Remedy } from './words/remedy.ts';

const { t } = vscode.l10n;

export interface ConnectionDeps extends Omit<ConnectionServices, 'creatingTokens'> {
  readonly commands: CommandTable;
  readonly claims: Claims;
  readonly extension: vscode.Uri;
}

/**
 * Registers the commands of connections, the reporting of their problems, and the context keys of the connected
 * products.
 */
export function register({ commands, claims, ...deps }: ConnectionDeps): vscode.Disposable {
  const services = { ...deps, creatingTokens: new Set<string>() };
  const { background, expiry, store } = deps;
  const withConnection =
    (placeholder: string, run: (connection: Connection, part: unknown) => Promise<void> | void) =>
    async (target: unknown, part?: unknown) => {
      const connection = await connectionFor(target, store.all(), placeholder);
      if (connection) await run(connection, part);
    };
  const add = async (product?: Product) => (await import('./adding/addConnection.ts')).addConnection(services, product);
  // Settings of older versions, and entries that a person wrote.
  const takeCertificates = () => {
    if (!store.raw().some(each => isObject(each) && 'tls' in each)) return;
    background.quietly('Certificates of the settings could not be taken over', async () => {
      const { migrateTls } = await import('./adding/migrateTls.ts');
      await migrateTls(services);
    });
  };
  const follow = () => {
    notifyProducts(background, store.all());
    takeCertificates();
  };
  follow();
  const doctor = new Lazy<DoctorFeature>(
    async () => (await import('./doctor/doctorFeature.ts')).openDoctor(services),
    background,
  );
  return vscode.Disposable.from(
    doctor,
    registerPages(doctorScheme, doctorViewType, doctor.get),
    commands.registerLater(doctorCommandNames, doctor.get),
    expiryNotices.register({ store, expiry, claims, background }),
    store.onDidChange(follow),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (affectsNetwork(event)) services.sessions.reopen();
    }),
    commands.register({
      showProblem(node) {
        const failure = failureOfNode(node);
        if (failure) background.report(failure);
      },
      addConnection: product => add(productIn(product)),
      addJenkinsConnection: () => add(Product.jenkins),
      addJiraConnection: () => add(Product.jira),
      createApiToken: withConnection('', async each =>
        (await import('./adding/apiToken.ts')).createApiToken(services, each),
      ),
      editConnection: withConnection(t('Select the connection to edit'), async (each, part) => {
        const { editConnection, replaceHeaders } = await changes();
        await (part === Remedy.replaceHeaders ? replaceHeaders : editConnection)(services, each, part);
      }),
      testConnection: withConnection(t('Select the connection to test'), async each =>
        (await import('./adding/testConnection.ts')).testConnection(services, each),
      ),
      exportConnections: async () => (await import('./sharing/exportConnections.ts')).exportConnections(store),
      importConnections: async () => (await import('./sharing/importConnections.ts')).importConnections(services),
      replaceToken: withConnection(t('Select a connection to replace its token'), async each =>
        (await changes()).replaceToken(services, each),
      ),
      removeConnection: async target =>
        (await import('./adding/removeConnection.ts')).removeConnection(services, store.find(idIn(target) ?? '')),
      async updateAddress(target, url) {
        const connection = store.find(idIn(target) ?? '');
        if (connection && typeof url === 'string') await (await changes()).updateAddress(services, connection, url);
      },
      openTokenPage: withConnection(t('Select a connection to open its token page'), async each =>
        (await import('./adding/tokenPage.ts')).openTokenPage(each),
      ),
    }),
  );
}

/** Loaded at the first change. */
const changes = () => import('./adding/changeConnection.ts');

/** Commands are called with a tree node of a connection, with an id, or from the palette with nothing. */
async function connectionFor(
  target: unknown,
  connections: readonly Connection[],
  placeholder: string,
): Promise<Connection | undefined> {
  const id = idIn(target);
  if (id !== undefined) return connections.find(each => each.id === id);
  const answer = await pickConnection(connections, { title: t('Connections'), placeholder });
  return answer.kind === 'answered' ? answer.value : undefined;
}

function idIn(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  const hasConnection = typeof target === 'object' && target !== null && 'connection' in target;
  return hasConnection ? (target.connection as Connection).id : undefined;
}

/** VS Code does not pass the view of a + button to its command; a welcome view's link names its product. */
function productIn(value: unknown): Product | undefined {
  return Object.values(Product).find(product => product === value);
}

function notifyProducts(background: Background, connections: readonly Connection[]): void {
  const has = (product: Product) => connections.some(each => each.product === product);
  setContextKeys(background, {
    hasConnections: connections.length > 0,
    hasJenkins: has(Product.jenkins),
    hasJira: has(Product.jira),
  });
}
