import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { SecretVault } from '../../src/workbench/connections/secrets/secretVault.ts';
import { type JenkinsConnection, Product } from '../../src/workbench/connections/settings/connection.ts';

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

  it('gives a secret to the connection and the origin that it was kept for, and to no other', async () => {
    const vault = new SecretVault(storage());
    await vault.set(here, 's3cret');
    await vault.setPassphrase(here, 'p4ss');
    await vault.setOfJob(here, job, 't0ken');
    const all = (of: JenkinsConnection) => Promise.all([vault.get(of), vault.passphrase(of), vault.ofJob(of, job)]);
    for (const of of [here, ...samePlace]) assert.deepEqual(await all(of), ['s3cret', 'p4ss', 't0ken'], of.url);
    for (const of of otherPlaces) assert.deepEqual(await all(of), [undefined, undefined, undefined], of.url);
    assert.equal(await vault.ofJob(here, 'team/other'), undefined);
    vault.dispose();
  });

  it('keeps what other places have when it forgets', async () => {
    const kept = storage();
    const vault = new SecretVault(kept);
    const [other = here] = otherPlaces;
    for (const of of [here, other]) {
      await vault.set(of, of.url);
      await vault.setPassphrase(of, of.url);
    }
    await vault.setOfJob(here, job, 't0ken');
    await vault.delete(here);
    await vault.forgetOfJob(here.id, job);
    assert.deepEqual([await vault.get(here), await vault.passphrase(here)], [undefined, undefined]);
    assert.equal(await vault.ofJob(here, job), undefined);
    assert.deepEqual([await vault.get(other), await vault.passphrase(other)], [other.url, other.url]);
    vault.dispose();
  });
});
