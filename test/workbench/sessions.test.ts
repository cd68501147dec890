import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Claims } from '../../src/base/claims.ts';
import { JenkinsSecretKind } from '../../src/jenkins/index.ts';
import type { SecretVault } from '../../src/workbench/connections/secrets/secretVault.ts';
import { Sessions } from '../../src/workbench/connections/sessions/sessions.ts';
import { type JenkinsConnection, Product } from '../../src/workbench/connections/settings/connection.ts';
import type { ConnectionStore } from '../../src/workbench/connections/settings/connectionStore.ts';
import { backgroundInto } from './background.ts';

describe('the session of a connection', () => {
  it('is that of what the connection is now, for whoever held on to what it was', () => {
    const auth = { user: 'dev', kind: JenkinsSecretKind.apiToken };
    const was: JenkinsConnection = { id: 'ci', product: Product.jenkins, name: 'CI', url: 'https://old.example', auth };
    const now: JenkinsConnection = { ...was, url: 'https://new.example' };
    const store = { find: () => now, onDidChange: () => ({ dispose: () => undefined }) } as unknown as ConnectionStore;
    const sessions = new Sessions({
      store,
      vault: {} as SecretVault,
      claims: {} as Claims,
      userAgent: 'test',
      log: () => undefined,
      background: backgroundInto([]),
    });
    const session = sessions.jenkins(now);
    assert.equal(sessions.jenkins(was), session);
    assert.equal(sessions.jenkins(now), session);
    sessions.dispose();
  });
});
