import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Background } from '../../shell/commands/background.ts';
import { SharedSetting } from '../../shell/settings/sharedSetting.ts';
import {
  type Connection,
  type JenkinsConnection,
  type JiraConnection,
  Product,
  parseConnection,
  type TlsSettings,
} from './connection.ts';
import { demoConnections } from './demo.ts';

const name = 'jenkinsJira.connections';

/** Connections in the user's settings. Other windows and the person write there, too. */
export class ConnectionStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly setting: SharedSetting;
  private readonly listening: vscode.Disposable;
  private readonly memory: vscode.Memento;
  private known: readonly Connection[] | undefined;

  /** @param memory of this machine alone */
  constructor(claims: Claims, memory: vscode.Memento, background: Background) {
    this.memory = memory;
    this.setting = new SharedSetting(claims, name, background);
    this.listening = vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration(name)) return;
      this.known = undefined;
      this.changed.fire();
    });
  }

  /** Fires only when the connections of this product changed. */
  onDidChangeOf(product: Product): vscode.Event<void> {
    let known = JSON.stringify(this.ofProduct(product));
    return (listener, self, disposables) =>
      this.onDidChange(
        () => {
          const now = JSON.stringify(this.ofProduct(product));
          if (now === known) return;
          known = now;
          listener.call(self);
        },
        undefined,
        disposables,
      );
  }

  /** All usable connections; of two with the same id the first counts. */
  all(): readonly Connection[] {
    this.known ??= this.read();
    return this.known.map(connection => {
      const tls = this.memory.get<TlsSettings>(tlsKey(connection.id));
      return tls ? { ...connection, tls } : connection;
    });
  }

  /** The setting as it stands there. */
  raw(): readonly unknown[] {
    return this.setting.read();
  }

  find(id: string): Connection | undefined {
    return this.all().find(connection => connection.id === id);
  }

  findJenkins(id: string): JenkinsConnection | undefined {
    return this.ofProduct(Product.jenkins).find(connection => connection.id === id);
  }

  findJira(id: string): JiraConnection | undefined {
    return this.ofProduct(Product.jira).find(connection => connection.id === id);
  }

  ofProduct<P extends Product>(product: P): Extract<Connection, { product: P }>[] {
    return this.all().filter((each): each is Extract<Connection, { product: P }> => each.product === product);
  }

  /**
   * Adds the connection, or replaces the one with its id; unreadable entries stay as they are.
   * @param replacesOldTls whether paths of certificates that the setting has, of older versions, are replaced, too: they
   * may be those of another machine
   */
  async put({ tls, ...connection }: Connection, replacesOldTls = tls !== undefined): Promise<void> {
    await this.memory.update(tlsKey(connection.id), tls);
    await this.setting.change(raw => {
      const index = raw.findIndex(value => parseConnection(value)?.id === connection.id);
      const old = raw[index] as JsonObject | undefined;
      if (!old) return [...raw, connection];
      const { tls: oldTls, url } = old;
      const kept = oldTls && !replacesOldTls && url === connection.url ? { tls: oldTls } : {};
      // Properties that a person added by hand stay; known ones that the connection no longer has are removed.
      raw[index] = { ...withoutOptional(old), ...kept, ...connection };
      return raw;
    });
    // Its certificates alone may have changed, of which the settings know nothing.
    this.changed.fire();
  }

  async remove(id: string): Promise<void> {
    await this.memory.update(tlsKey(id), undefined);
    await this.setting.change(raw => raw.filter(value => parseConnection(value)?.id !== id));
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  private read(): Connection[] {
    const byId = new Map<string, Connection>();
    for (const value of [...this.setting.read(), ...demoConnections()]) {
      const connection = parseConnection(value);
      if (connection && !byId.has(connection.id)) byId.set(connection.id, connection);
    }
    return [...byId.values()];
  }
}

function tlsKey(id: string): string {
  return `tls:${id}`;
}

function withoutOptional({
  tls: _tls,
  proxy: _proxy,
  transport: _transport,
  readOnly: _readOnly,
  headerNames: _headerNames,
  site: _site,
  ...rest
}: JsonObject): JsonObject {
  return rest;
}
