import type * as vscode from 'vscode';
import { asObject, asObjects, asString, parseJson } from '../../../base/json.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { type ExtraHeaders, type NamedValue, withExtraHeaders } from '../../../http/extraHeaders.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import type { ClientSecrets } from '../settings/connection.ts';

/** Secrets that were entered and are not saved yet; absent ones are as they were. */
export interface NewSecrets {
  /** Undefined when there is no client certificate any more. */
  readonly client?: ClientSecrets | undefined;
  readonly headers?: ExtraHeaders;
}

interface Place {
  readonly id: string;
  readonly url: string;
}

/** Connection, and an origin that it had, with secrets in the storage. */
export interface SecretOwner {
  readonly connection: string;
  readonly origin: string;
}

interface StoredSecret extends SecretOwner {
  readonly key: string;
}

const keyPattern = /^(?:secret|client|passphrase|headers|trigger):(.+?)@(https?:\/\/[^/]+)(?:\/|$)/;

/** Secrets of connections besides that of the login, each under its connection's id and origin. */
export class OtherSecrets {
  private readonly storage: vscode.SecretStorage;

  constructor(storage: vscode.SecretStorage) {
    this.storage = storage;
  }

  /** Secrets of the connection's client certificate, if it has one. */
  async client(place: Place): Promise<ClientSecrets | undefined> {
    const text = await this.storage.get(keyOf('client', place));
    if (text === undefined) return undefined;
    const stored = asObject(parseJson(text));
    const [key, pfx, passphrase] = ['key', 'pfx', 'passphrase'].map(name => asString(stored[name]));
    if (passphrase) secretsInUse.keepOut(passphrase);
    return { ...(key && { key }), ...(pfx && { pfx }), ...(passphrase && { passphrase }) };
  }

  /** Passphrase as it was kept for a certificate of the settings, until {@link set} has that certificate's secrets. */
  async oldPassphrase(place: Place): Promise<string | undefined> {
    return this.storage.get(keyOf('passphrase', place));
  }

  /** Headers and cookies for a gateway; none where none are stored on this machine. */
  async headers(place: Place): Promise<ExtraHeaders> {
    const headers = parseHeaders(await this.storage.get(keyOf('headers', place)));
    keepOutHeaders(headers);
    return headers;
  }

  /** Completes the headers of a request by those for the gateway. */
  async withHeaders(
    place: Place,
    own: Readonly<Record<string, string>>,
    entered?: ExtraHeaders,
  ): Promise<Readonly<Record<string, string>>> {
    return withExtraHeaders(own, entered ?? (await this.headers(place)));
  }

  async set(place: Place, secrets: NewSecrets): Promise<void> {
    const { client, headers } = secrets;
    if (client?.passphrase) secretsInUse.keepOut(client.passphrase);
    if ('client' in secrets) {
      await this.store(keyOf('client', place), client && JSON.stringify(client));
      await this.storage.delete(keyOf('passphrase', place));
    }
    if (!headers) return;
    keepOutHeaders(headers);
    const isEmpty = headers.headers.length + headers.cookies.length === 0;
    await this.store(keyOf('headers', place), isEmpty ? undefined : JSON.stringify(headers));
  }

  /** Trigger token of a job. */
  async ofJob(place: Place, job: string): Promise<string | undefined> {
    const secret = await this.storage.get(jobKey(place, job));
    if (secret !== undefined) secretsInUse.keepOut(secret);
    return secret;
  }

  /** Saves a job's trigger token; undefined deletes it. */
  async setOfJob(place: Place, job: string, secret: string | undefined): Promise<void> {
    if (secret) secretsInUse.keepOut(secret);
    await this.store(jobKey(place, job), secret);
  }

  /** Deletes all secrets of a connection, that of the login too. @param origin absent: of all addresses that it had */
  async deleteAll(connection: string, origin?: string): Promise<void> {
    for (const { key, ...owner } of await this.stored()) {
      const isMeant = owner.connection === connection && (origin === undefined || owner.origin === origin);
      if (isMeant) await this.storage.delete(key);
    }
  }

  /** Owners of all secrets on this machine, each once: the storage itself is the index, which all windows share. */
  async owners(): Promise<readonly SecretOwner[]> {
    const owners = new Map<string, SecretOwner>();
    for (const { connection, origin } of await this.stored()) {
      owners.set(`${connection}@${origin}`, { connection, origin });
    }
    return [...owners.values()];
  }

  private async stored(): Promise<readonly StoredSecret[]> {
    return (await this.storage.keys()).flatMap(key => {
      const [, connection, origin] = keyPattern.exec(key) ?? [];
      return connection !== undefined && origin !== undefined ? [{ key, connection, origin }] : [];
    });
  }

  private async store(key: string, secret: string | undefined): Promise<void> {
    if (secret) await this.storage.store(key, secret);
    else await this.storage.delete(key);
  }
}

function keyOf(kind: string, { id, url }: Place): string {
  return `${kind}:${id}@${BaseUrl.parse(url).origin}`;
}

function jobKey(place: Place, job: string): string {
  return `${keyOf('trigger', place)}/${job}`;
}

function parseHeaders(text: string | undefined): ExtraHeaders {
  const { headers, cookies } = asObject(parseJson(text ?? ''));
  return { headers: parseNamed(headers), cookies: parseNamed(cookies) };
}

function parseNamed(list: unknown): NamedValue[] {
  return asObjects(list).flatMap(each => {
    const name = asString(each['name']);
    const value = asString(each['value']);
    return name && value ? [{ name, value }] : [];
  });
}

function keepOutHeaders({ headers, cookies }: ExtraHeaders): void {
  for (const { value } of [...headers, ...cookies]) secretsInUse.keepOut(value);
}
