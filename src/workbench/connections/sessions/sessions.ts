import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { HttpClient, type WireLog } from '../../../http/httpClient.ts';
import { KeptLogin } from '../../../http/keptLogin.ts';
import type { Login } from '../../../http/login.ts';
import type { Timing } from '../../../http/retries.ts';
import type { Transport } from '../../../http/transport.ts';
import { SharedTurns } from '../../../http/writeTurns.ts';
import { LackedPermissions } from '../../../jenkins/session/lackedPermissions.ts';
import { JenkinsSession } from '../../../jenkins/session/session.ts';
import { JiraSession } from '../../../jira/session/session.ts';
import type { Background } from '../../shell/commands/background.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { ConnectionTransport } from '../network/connectionTransport.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';
import type { SecretVault } from '../secrets/secretVault.ts';
import {
  type Connection,
  hasSecret,
  type JenkinsConnection,
  type JiraConnection,
  type NetworkSettings,
  Product,
} from '../settings/connection.ts';
import type { ConnectionStore } from '../settings/connectionStore.ts';

/** Connection without a secret: on this machine none was entered yet, or its address has changed since. */
export class MissingSecretError extends Error {
  readonly connection: Connection;
  constructor(connection: Connection) {
    super(`no secret is stored for the connection ${connection.id}`);
    this.name = 'MissingSecretError';
    this.connection = connection;
  }
}

/** Server that is no connection yet, with its network settings. */
export interface UnsavedPlace extends NetworkSettings {
  readonly id: string;
  readonly url: string;
  readonly headerNames?: readonly string[];
  readonly newSecrets?: NewSecrets;
}

interface Opened {
  /** Fingerprint of the connection when it was opened: any change to it opens a new session. */
  readonly fingerprint: string;
  readonly http: HttpClient;
  readonly login: KeptLogin<Login>;
  readonly session: JenkinsSession | JiraSession;
  /** Transport for foreign storage; made at its first use. */
  externalTransport: Transport | undefined;
}

export interface SessionsDeps {
  readonly store: ConnectionStore;
  readonly vault: SecretVault;
  readonly claims: Claims;
  readonly userAgent: string;
  readonly log: WireLog;
  readonly background: Background;
}

/** Open sessions, one for each connection, each with its own transport. */
export class Sessions implements vscode.Disposable {
  private readonly store: ConnectionStore;
  private readonly vault: SecretVault;
  private readonly claims: Claims;
  private readonly userAgent: string;
  private readonly log: WireLog;
  private readonly background: Background;
  private readonly opened = new Map<string, Opened>();
  private readonly listening: vscode.Disposable;
  private readonly starting = new vscode.EventEmitter<JenkinsConnection>();
  /** Fires when a Jenkins begins to answer that it is starting, and when it has started. */
  readonly onDidChangeStarting = this.starting.event;
  private readonly lacking = new vscode.EventEmitter<void>();
  /** Fires when a Jenkins has refused a permission. */
  readonly onDidLack = this.lacking.event;

  constructor({ store, vault, claims, userAgent, log, background }: SessionsDeps) {
    this.store = store;
    this.claims = claims;
    this.vault = vault;
    this.userAgent = userAgent;
    this.log = log;
    this.background = background;
    this.listening = store.onDidChange(() => this.closeAllBut(store.all()));
  }

  /** @throws MissingSecretError at the first request, not here */
  jenkins(connection: JenkinsConnection): JenkinsSession {
    return this.open(connection) as JenkinsSession;
  }

  jira(connection: JiraConnection): JiraSession {
    return this.open(connection) as JiraSession;
  }

  /** Transport with the connection's settings for other servers: without its certificates and its pin. */
  externalTransport(connection: Connection): Transport {
    this.open(connection);
    const opened = this.opened.get(connection.id);
    const transport = opened?.externalTransport ?? this.transportOf({ ...connection, ...networkOfOthers(connection) });
    if (opened) opened.externalTransport = transport;
    return transport;
  }

  /** Client of a server that is no connection yet; the caller closes it. */
  unsaved(place: UnsavedPlace): HttpClient {
    return this.client(place, this.transportOf(place));
  }

  /** Makes the transport of a place. */
  transportOf(place: UnsavedPlace): Transport {
    const { newSecrets = {} } = place;
    return new ConnectionTransport(place, async () =>
      'client' in newSecrets ? newSecrets.client : (await this.vault.others()).client(place),
    );
  }

  /** @param timing absent values are the usual ones */
  client(place: UnsavedPlace, transport: Transport, timing?: Partial<Timing>): HttpClient {
    const { headerNames = [], newSecrets } = place;
    return new HttpClient({
      ...{ base: BaseUrl.parse(place.url), transport, userAgent: this.userAgent, log: this.log, timing },
      ...(headerNames.length > 0 && {
        forGateway: async headers => (await this.vault.others()).withHeaders(place, headers, newSecrets?.headers),
      }),
    });
  }

  /** Makes all transports again, after a change of the editor's proxies or certificates, or of a secret. */
  reopen(): void {
    this.closeAllBut([]);
  }

  /** Permissions that the account of a Jenkins was refused; undefined before the first request. */
  lackedOf({ id }: { readonly id: string }): LackedPermissions | undefined {
    const session = this.opened.get(id)?.session;
    return session instanceof JenkinsSession ? session.lacked : undefined;
  }

  /** Forgets which permissions were refused. */
  forgetRefusals(): void {
    for (const id of this.opened.keys()) this.lackedOf({ id })?.clear();
  }

  dispose(): void {
    this.listening.dispose();
    this.starting.dispose();
    this.lacking.dispose();
    this.closeAllBut([]);
  }

  /** Resolves a stale connection to its current settings. */
  private open(held: Connection): JenkinsSession | JiraSession {
    const connection = this.store.find(held.id) ?? held;
    const fingerprint = fingerprintOf(connection);
    const known = this.opened.get(connection.id);
    if (known?.fingerprint === fingerprint) return known.session;
    this.close(connection.id);
    const http = this.unsaved(connection);
    const { login, session } = this.newSession(connection, http);
    this.opened.set(connection.id, { fingerprint, http, login, session, externalTransport: undefined });
    return session;
  }

  private newSession(connection: Connection, http: HttpClient): Pick<Opened, 'login' | 'session'> {
    const secret = () => this.secret(connection);
    const turns = new SharedTurns(this.claims, connection.id);
    const keepOut = (value: string) => secretsInUse.keepOut(value);
    if (connection.product === Product.jenkins) {
      const { auth, readOnly = false } = connection;
      const login = new KeptLogin(secret, async given => (await logins()).jenkinsLoginOf(auth, given));
      const onStartingChange = () => this.starting.fire(connection);
      const lacked = new LackedPermissions(() => this.lacking.fire());
      const options = { onStartingChange, lacked, readOnly, keepOut, turns };
      return { login, session: new JenkinsSession(http, () => login.current(), options) };
    }
    const { auth, flavor } = connection;
    const login = new KeptLogin(secret, async given => (await logins()).jiraLoginOf(http, auth, given));
    return { login, session: new JiraSession(http, flavor, () => login.current(), turns) };
  }

  /** Read for each request: another window may have replaced it, and a refused one is never cached. */
  private async secret(connection: Connection): Promise<string> {
    if (!hasSecret(connection)) return '';
    const secret = await this.vault.get(connection);
    if (secret === undefined) throw new MissingSecretError(connection);
    return secret;
  }

  /** Ends the login of a connection on its server, while its secrets are still there; a failure is logged. */
  async signOut({ id }: Connection): Promise<void> {
    await this.background.optional('A session could not be ended', () => this.opened.get(id)?.login.end());
  }

  private closeAllBut(connections: readonly Connection[]): void {
    const kept = new Map(connections.map(each => [each.id, fingerprintOf(each)]));
    for (const [id, { fingerprint }] of this.opened) if (kept.get(id) !== fingerprint) this.close(id);
  }

  private close(id: string): void {
    const opened = this.opened.get(id);
    this.opened.delete(id);
    const failed = 'A session could not be closed';
    this.background.quietly(failed, () => endAndClose(opened));
    this.background.quietly(failed, () => opened?.externalTransport?.close());
  }
}

/** Loaded at the first request. */
const logins = () => import('./logins.ts');

/** The login is ended first, by its own client. */
async function endAndClose(opened: Opened | undefined): Promise<void> {
  try {
    await opened?.login.end();
  } finally {
    await opened?.http.close();
  }
}

/** Network settings of a connection that also hold for other servers. */
function networkOfOthers({ tls }: NetworkSettings): NetworkSettings {
  return { tls: tls?.ca ? { ca: tls.ca } : {} };
}

/** Properties of a connection that its session depends on; a new name changes nothing. */
function fingerprintOf({ name: _, ...rest }: Connection): string {
  return JSON.stringify(rest);
}
