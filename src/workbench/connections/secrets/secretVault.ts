import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { type Connection, userOf } from '../settings/connection.ts';
import { demoSecrets } from '../settings/demo.ts';
import type { NetworkSecrets } from './networkSecrets.ts';

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
  private opened: Promise<NetworkSecrets> | undefined;

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

  async set(connection: Connection, secret: string): Promise<void> {
    secretsInUse.keepOut(secret, userOf(connection));
    await this.storage.store(storageKey(connection), secret);
  }

  /** Secrets besides that of the login; their code is loaded with them. */
  network(): Promise<NetworkSecrets> {
    this.opened ??= import('./networkSecrets.ts').then(({ NetworkSecrets }) => new NetworkSecrets(this.storage));
    return this.opened;
  }

  /** Trigger token of a job. */
  async ofJob(connection: Connection, job: string): Promise<string | undefined> {
    const secret = await this.storage.get(jobKey(connection, job));
    if (secret !== undefined) secretsInUse.keepOut(secret);
    return secret;
  }

  /** Saves a job's trigger token; undefined deletes it. */
  async setOfJob(connection: Connection, job: string, secret: string | undefined): Promise<void> {
    const key = jobKey(connection, job);
    if (secret === undefined) return this.storage.delete(key);
    secretsInUse.keepOut(secret);
    await this.storage.store(key, secret);
    await this.storage.store(originKey(connection.id), BaseUrl.parse(connection.url).origin);
  }

  /** Deletes the trigger token of a job whose connection is gone, so that only its id is known. */
  async forgetOfJob(connection: string, job: string): Promise<void> {
    const origin = await this.storage.get(originKey(connection));
    if (origin !== undefined) await this.storage.delete(`trigger:${connection}@${origin}/${job}`);
  }

  /** Deletes all secrets of the connection. */
  async delete(connection: Connection): Promise<void> {
    await this.storage.delete(storageKey(connection));
    await (await this.network()).delete(connection);
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

function jobKey({ id, url }: ConnectionPlace, job: string): string {
  return `trigger:${id}@${BaseUrl.parse(url).origin}/${job}`;
}

/** Key of the origin of a connection's trigger tokens, to find them when the connection is gone. */
function originKey(connection: string): string {
  return `trigger-origin:${connection}`;
}
