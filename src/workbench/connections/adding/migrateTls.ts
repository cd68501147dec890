import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { asString, isObject, type JsonObject } from '../../../base/json.ts';
import { type ClientSecrets, type Connection, parseConnection, type TlsSettings } from '../settings/connection.ts';
import { bytesOf, textOf } from './certificateFiles.ts';
import type { ConnectionServices } from './connectionServices.ts';

type MigrationDeps = Pick<ConnectionServices, 'store' | 'vault'>;

interface Migrated {
  readonly tls: TlsSettings;
  readonly client?: ClientSecrets;
}

/**
 * Takes certificates and fingerprints out of the settings, which may be synced: files by their content, key and PKCS #12
 * as secrets. An entry whose files are not on this machine stays as it is.
 * @throws CertificateFileError for such an entry, after the others
 */
export async function migrateTls({ store, vault }: MigrationDeps): Promise<void> {
  const secrets = await vault.others();
  let unreadable: unknown;
  for (const value of store.raw()) {
    const connection = parseConnection(value);
    if (!connection || !isObject(value) || !isObject(value['tls'])) continue;
    try {
      const kept = store.find(connection.id)?.tls;
      const { tls, client } = await read(value['tls'], await secrets.oldPassphrase(connection));
      // Another window may have been first.
      if (client && !(await secrets.client(connection))) await secrets.set(connection, { client });
      await store.put(withTls(connection, { ...tls, ...kept }), true);
    } catch (error) {
      unreadable = error;
    }
  }
  if (unreadable) throw unreadable;
}

function withTls(connection: Connection, tls: TlsSettings): Connection {
  return Object.keys(tls).length > 0 ? { ...connection, tls } : connection;
}

async function read(old: JsonObject, passphrase: string | undefined): Promise<Migrated> {
  const [ca, cert, key, pfx] = ['ca', 'cert', 'key', 'pfx'].map(name => asString(old[name]));
  const pinnedFingerprint = asString(old['pinnedFingerprint']);
  const client = pfx ?? (cert && key ? cert : undefined);
  const tls: TlsSettings = {
    ...(ca && { ca: { name: basename(ca), pem: await textOf(vscode.Uri.file(ca)) } }),
    ...(client && {
      client: { name: basename(client), ...(pfx ? {} : { pem: await textOf(vscode.Uri.file(client)) }) },
      clientRevision: randomUUID(),
    }),
    ...(pinnedFingerprint && { pinnedFingerprint }),
  };
  if (!client) return { tls };
  const secret = pfx
    ? { pfx: (await bytesOf(vscode.Uri.file(pfx))).toString('base64') }
    : { key: await textOf(vscode.Uri.file(key ?? '')) };
  return { tls, client: { ...secret, ...(passphrase && { passphrase }) } };
}
