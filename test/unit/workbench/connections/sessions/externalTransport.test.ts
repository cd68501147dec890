import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { after, before, describe, it } from 'mocha';
import { Claims } from '../../../../../src/base/claims.ts';
import { JenkinsSecretKind, openArtifact } from '../../../../../src/jenkins/index.ts';
import type { SecretVault } from '../../../../../src/workbench/connections/secrets/secretVault.ts';
import type { Sessions } from '../../../../../src/workbench/connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../../../../src/workbench/connections/settings/connection.ts';
import type { ConnectionStore } from '../../../../../src/workbench/connections/settings/connectionStore.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { TestAuthority } from '../../../../servers/wire/certificates.ts';
import { startServer, type TestServer } from '../../../../servers/wire/httpServer.ts';

/** Name on the client certificate; empty where none was shown. */
function nameShown({ socket }: IncomingMessage): string {
  return String((socket as TLSSocket).getPeerCertificate().subject?.CN ?? '');
}

describe('storage that a connection’s server leads to', () => {
  let folder: string;
  let authority: TestAuthority;
  let jenkins: TestServer;
  let connection: JenkinsConnection;
  let sessions: Sessions;
  /** Names on client certificates, as each server saw them. */
  const shownTo = { jenkins: [] as string[], storage: [] as string[] };
  const open: TestServer[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jj-externalTransport-'));
    authority = await TestAuthority.create('Company');
    const client = await authority.issue({ names: ['me'], forClients: true });
    const server = await authority.issue({ names: ['localhost'] });
    const asking = { cert: server.cert, key: server.key, requestCert: true, rejectUnauthorized: false };
    jenkins = await startServer((_, res) => res.end(), asking);
    open.push(jenkins);
    const tls = {
      ca: { name: 'ca.pem', pem: authority.cert },
      client: { name: 'me.pem', pem: client.cert },
      pinnedFingerprint: (await strangerOf()).fingerprint,
    };
    const auth = { kind: JenkinsSecretKind.apiToken, user: 'dev' };
    connection = { id: 'ci', product: 'jenkins', name: 'CI', url: `https://localhost:${jenkins.port}`, auth, tls };
    await extensionEditor();
    const { Sessions } = await import('../../../../../src/workbench/connections/sessions/sessions.ts');
    const { Background } = await import('../../../../../src/workbench/shell/commands/background.ts');
    const store = { find: () => connection, all: () => [], onDidChange: () => ({ dispose: () => undefined }) };
    const vault = { get: async () => 's3cret', others: async () => ({ client: async () => ({ key: client.key }) }) };
    sessions = new Sessions({
      store: store as unknown as ConnectionStore,
      vault: vault as unknown as SecretVault,
      claims: new Claims(join(folder, 'claims')),
      userAgent: 'test',
      log: () => undefined,
      background: new Background({ report: async error => assert.fail(String(error)) }, { warn: assert.fail }),
    });
  });
  after(async () => {
    sessions.dispose();
    await Promise.all(open.map(each => each.close()));
    rmSync(folder, { recursive: true });
  });

  let stranger: Promise<{ cert: string; key: string; fingerprint: string }> | undefined;
  /** Identity whose certificate the person trusts for the connection, and which no authority vouches for. */
  function strangerOf() {
    stranger ??= TestAuthority.create('Strangers').then(other => other.issue({ names: ['localhost'] }));
    return stranger;
  }

  async function storageOf(identity: { cert: string; key: string }): Promise<TestServer> {
    const tls = { cert: identity.cert, key: identity.key, requestCert: true, rejectUnauthorized: false };
    const storage = await startServer((req, res) => {
      shownTo.storage.push(nameShown(req));
      res.end('artifact');
    }, tls);
    open.push(storage);
    jenkins.handle = (req, res) => {
      shownTo.jenkins.push(nameShown(req));
      res.writeHead(302, { location: `https://localhost:${storage.port}/bucket/a.bin` }).end();
    };
    return storage;
  }

  async function read(): Promise<string> {
    const session = sessions.jenkins(connection);
    const response = await openArtifact(session, 'job', 1, 'a.bin', sessions.externalTransport(connection));
    return response.text();
  }

  it('is shown neither the client certificate nor the credentials', async () => {
    const storage = await storageOf(await authority.issue({ names: ['localhost'] }));
    assert.equal(await read(), 'artifact');
    assert.deepEqual(shownTo, { jenkins: ['me'], storage: [''] });
    assert.equal(storage.requests[0]?.headers.authorization, undefined);
    assert.match(jenkins.requests[0]?.headers.authorization ?? '', /^Basic /);
  });

  it('is not trusted by the fingerprint that is trusted for the connection', async () => {
    const storage = await storageOf(await strangerOf());
    await assert.rejects(read(), { name: 'TlsError' });
    assert.equal(storage.requests.length, 0);
  });
});
