import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { SecretVault } from '../../src/workbench/connections/secrets/secretVault.ts';
import { type JenkinsConnection, Product } from '../../src/workbench/connections/settings/connection.ts';
import { secretsInUse } from '../../src/workbench/shell/messages/secretsInUse.ts';

/** The editor's storage, in memory. */
function storage(): vscode.SecretStorage {
  const values = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  return {
    keys: async () => [...values.keys()],
    get: async key => values.get(key),
    store: async (key, value) => void values.set(key, value),
    delete: async key => void values.delete(key),
    onDidChange: changed.event,
  };
}

describe('the vault', () => {
  const at = (url: string, id = 'ci'): JenkinsConnection => ({
    ...{ id, product: Product.jenkins, name: 'CI', url },
    auth: { kind: 'apiToken', user: 'dev' },
  });
  const here = at('https://ci.example.com/jenkins');
  const samePlace = [at('https://ci.example.com/other'), at('https://CI.example.com:443/jenkins')];
  const otherPlaces = [
    at('https://evil.example.com/jenkins'),
    at('http://ci.example.com/jenkins'),
    at('https://ci.example.com:8443/jenkins'),
    at('https://ci.example.com/jenkins', 'other'),
  ];
  const job = 'team/deploy';
  const ofJob = async (vault: SecretVault, of: JenkinsConnection) => (await vault.others()).ofJob(of, job);
  const passphraseOf = async (vault: SecretVault, of: JenkinsConnection) =>
    (await (await vault.others()).client(of))?.passphrase;

  it('gives a secret to the connection and the origin that it was kept for, and to no other', async () => {
    const vault = new SecretVault(storage());
    await vault.set(here, 's3cret');
    await (await vault.others()).set(here, { client: { passphrase: 'p4ss' } });
    await (await vault.others()).setOfJob(here, job, 't0ken');
    const all = (of: JenkinsConnection) => Promise.all([vault.get(of), passphraseOf(vault, of), ofJob(vault, of)]);
    for (const of of [here, ...samePlace]) assert.deepEqual(await all(of), ['s3cret', 'p4ss', 't0ken'], of.url);
    for (const of of otherPlaces) assert.deepEqual(await all(of), [undefined, undefined, undefined], of.url);
    assert.equal(await (await vault.others()).ofJob(here, 'team/other'), undefined);
    vault.dispose();
  });

  it('keeps each kind of secret out of texts, when it is saved and when it is read', async () => {
    const kept = storage();
    const saved = new SecretVault(kept);
    await saved.set(here, 'saved-t0ken');
    await (await saved.others()).set(here, { client: { passphrase: 'saved-p4ss' } });
    await (await saved.others()).setOfJob(here, job, 'saved-j0b');
    assert.equal(secretsInUse.redact('saved-t0ken saved-p4ss saved-j0b'), '••• ••• •••');
    // As another window has saved them.
    const keys = await kept.keys();
    const readOf = (kind = '') => (kind === 'client' ? JSON.stringify({ passphrase: 'read-client' }) : `read-${kind}`);
    await Promise.all(keys.map(key => kept.store(key, readOf(key.split(':')[0]))));
    const vault = new SecretVault(kept);
    const read = await Promise.all([vault.get(here), passphraseOf(vault, here), ofJob(vault, here)]);
    assert.equal(secretsInUse.redact(read.join(' ')), '••• ••• •••');
    saved.dispose();
    vault.dispose();
  });

  it('keeps what other places have when it forgets', async () => {
    const kept = storage();
    const vault = new SecretVault(kept);
    const [other = here] = otherPlaces;
    for (const of of [here, other]) {
      await vault.set(of, of.url);
      await (await vault.others()).set(of, { client: { passphrase: of.url } });
    }
    await (await vault.others()).setOfJob(here, job, 't0ken');
    await (await vault.others()).deleteAll(here.id, 'https://ci.example.com');
    assert.deepEqual([await vault.get(here), await passphraseOf(vault, here)], [undefined, undefined]);
    assert.equal(await ofJob(vault, here), undefined);
    assert.deepEqual([await vault.get(other), await passphraseOf(vault, other)], [other.url, other.url]);
    vault.dispose();
  });

  it('forgets all of a connection, whatever addresses it had, also what another window has saved', async () => {
    const kept = storage();
    const [vault, otherWindow] = [new SecretVault(kept), new SecretVault(kept)];
    const places = [here, ...otherPlaces.slice(0, 3)];
    const stranger = at('https://ci.example.com', 'ci2');
    for (const [index, of] of [...places, stranger].entries()) {
      const by = index % 2 === 0 ? vault : otherWindow;
      await by.set(of, 's3cret');
      const others = await by.others();
      await others.set(of, {
        client: { passphrase: 'p4ss' },
        headers: { headers: [], cookies: [{ name: 'SSO', value: 'c00kie' }] },
      });
      await others.setOfJob(of, job, 't0ken');
    }
    const others = await vault.others();
    const origins = places.map(({ url }) => new URL(url).origin);
    const owners = [
      ...origins.map(origin => ({ connection: 'ci', origin })),
      { connection: 'ci2', origin: origins[0] },
    ];
    assert.deepEqual(await others.owners(), owners);
    await others.deleteAll('ci');
    assert.deepEqual(await others.owners(), owners.slice(-1));
    assert.ok((await kept.keys()).every(key => key.includes(':ci2@')));
    assert.equal(await vault.get(stranger), 's3cret');
    vault.dispose();
    otherWindow.dispose();
  });
});
