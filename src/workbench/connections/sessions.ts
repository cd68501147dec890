import type * as vscode from 'vscode';
import { BaseUrl, HttpClient, UndiciTransport, type WireLog } from '../../http/index.ts';
import { JenkinsSession } from '../../jenkins/index.ts';
import { JiraLogin, JiraSession } from '../../jira/index.ts';
import { type Connection, type JenkinsConnection, type JiraConnection, Product } from './connection.ts';
import type { ConnectionStore } from './connectionStore.ts';
import type { SecretVault } from './secretVault.ts';

/** A connection without its secret: on this machine none was given yet, or its address has changed since. */
export class MissingSecretError extends Error {
  readonly connection: Connection;
  constructor(connection: Connection) {
    super(`no secret is stored for the connection ${connection.id}`);
    this.name = 'MissingSecretError';
    this.connection = connection;
  }
}

interface Opened {
  /** The connection as it was when opened: any change to it opens a new session. */
  readonly fingerprint: string;
  readonly http: HttpClient;
  readonly session: JenkinsSession | JiraSession;
}

/** The open sessions, one a connection, each with its own way to the network. */
export class Sessions implements vscode.Disposable {
  private readonly vault: SecretVault;
  private readonly userAgent: string;
  private readonly log: WireLog;
  private readonly opened = new Map<string, Opened>();
  private readonly secrets = new Map<string, Promise<string>>();
  private readonly listening: vscode.Disposable[];

  constructor(store: ConnectionStore, vault: SecretVault, userAgent: string, log: WireLog) {
    this.vault = vault;
    this.userAgent = userAgent;
    this.log = log;
    this.listening = [
      store.onDidChange(() => this.closeAllBut(store.all())),
      // Another window may have replaced one. Sessions stay: what they follow goes on with the new secret.
      vault.onDidChange(() => this.secrets.clear()),
    ];
  }

  /** @throws MissingSecretError at the first request, not here */
  jenkins(connection: JenkinsConnection): JenkinsSession {
    return this.open(connection) as JenkinsSession;
  }

  jira(connection: JiraConnection): JiraSession {
    return this.open(connection) as JiraSession;
  }

  /** A way to a server that is no connection yet; the caller closes it. */
  unsaved(base: BaseUrl): HttpClient {
    return new HttpClient({ base, transport: new UndiciTransport(), userAgent: this.userAgent, log: this.log });
  }

  dispose(): void {
    for (const each of this.listening) each.dispose();
    this.closeAllBut([]);
  }

  private open(connection: Connection): JenkinsSession | JiraSession {
    const fingerprint = JSON.stringify(connection);
    const known = this.opened.get(connection.id);
    if (known?.fingerprint === fingerprint) return known.session;
    this.close(connection.id);
    const http = this.unsaved(BaseUrl.parse(connection.url));
    const session = this.newSession(connection, http);
    this.opened.set(connection.id, { fingerprint, http, session });
    return session;
  }

  private newSession(connection: Connection, http: HttpClient): JenkinsSession | JiraSession {
    const secret = () => this.secret(connection);
    if (connection.product === Product.jenkins) {
      return new JenkinsSession(http, async () => ({ ...connection.auth, secret: await secret() }));
    }
    const { auth, flavor } = connection;
    return new JiraSession(http, flavor, async () =>
      auth.kind === JiraLogin.bearer
        ? { login: JiraLogin.bearer, secret: await secret() }
        : { login: JiraLogin.basic, user: auth.user, secret: await secret() },
    );
  }

  /** Secret storage is asked once a session, not once a request. */
  private secret(connection: Connection): Promise<string> {
    const known = this.secrets.get(connection.id);
    if (known) return known;
    const asked = this.vault.get(connection).then(secret => {
      if (secret === undefined) throw new MissingSecretError(connection);
      return secret;
    });
    this.secrets.set(connection.id, asked);
    asked.catch(() => this.secrets.delete(connection.id));
    return asked;
  }

  private closeAllBut(connections: readonly Connection[]): void {
    const kept = new Map(connections.map(each => [each.id, JSON.stringify(each)]));
    for (const [id, { fingerprint }] of this.opened) if (kept.get(id) !== fingerprint) this.close(id);
  }

  private close(id: string): void {
    this.secrets.delete(id);
    void this.opened.get(id)?.http.close();
    this.opened.delete(id);
  }
}
