import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { type Connection, userOf } from '../settings/connection.ts';
import { demoSecrets } from '../settings/demo.ts';
import type { OtherSecrets } from './otherSecrets.ts';

/**
 * Secrets of connections, in the editor's secret storage and nowhere else. Each is kept under its connection's id *and*
 * origin: a connection whose address was changed to another host has no secret until the person enters one.
 */
export class SecretVault implements vscode.Disposable {
  private readonly storage: vscode.SecretStorage;
  private readonly demo: ReadonlyMap<string, string>;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listening: vscode.Disposable;
  private opened: Promise<OtherSecrets> | undefined;

  constructor(storage: vscode.SecretStorage) {
    this.storage = storage;
    this.demo = demoSecrets();
    this.listening = this.storage.onDidChange(() => this.changed.fire());
  }

  async get(connection: Connection): Promise<string | undefined> {
    const secret = (await this.storage.get(storageKey(connection))) ?? this.demoSecret(connection);
    if (secret !== undefined) secretsInUse.keepOut(secret, userOf(connection));
    return secret;
  }

  /** Saves the secret; undefined deletes it. */
  async set(connection: Connection, secret: string | undefined): Promise<void> {
    if (secret === undefined) return this.storage.delete(storageKey(connection));
    secretsInUse.keepOut(secret, userOf(connection));
    await this.storage.store(storageKey(connection), secret);
  }

  /** Secrets besides that of the login; their code is loaded with them. */
  others(): Promise<OtherSecrets> {
    this.opened ??= import('./otherSecrets.ts').then(({ OtherSecrets }) => new OtherSecrets(this.storage));
    return this.opened;
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  /** Only in a development build, and only for loopback addresses. */
  private demoSecret(connection: Connection): string | undefined {
    return BaseUrl.parse(connection.url).isLoopback ? this.demo.get(connection.id) : undefined;
  }
}

type ConnectionPlace = Pick<Connection, 'id' | 'url'>;

function storageKey(connection: ConnectionPlace): string {
  return `secret:${connection.id}@${BaseUrl.parse(connection.url).origin}`;
}
