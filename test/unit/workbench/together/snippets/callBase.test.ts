import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { type Call, variablesOf } from '../../../../../src/snippets/call.ts';
import type { Connection } from '../../../../../src/workbench/connections/settings/connection.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';

describe('the connection of a call', () => {
  const at = jenkinsWorkbench();
  let callBaseOf: typeof import('../../../../../src/workbench/together/snippets/callBase.ts').callBaseOf;

  before(async () => {
    ({ callBaseOf } = await import('../../../../../src/workbench/together/snippets/callBase.ts'));
  });

  const jenkins = (more: object = {}) =>
    ({
      ...{ id: 'j', product: 'jenkins', name: 'CI', url: 'https://ci.example.com/jenkins/' },
      ...{ auth: { kind: 'password', user: 'dev' }, proxy: 'none' },
      ...more,
    }) as Connection;

  it('asks for a crumb where a password posts, and only there', () => {
    const { base, login, notes } = callBaseOf(jenkins(), 'POST');
    assert.equal(base, 'https://ci.example.com/jenkins');
    assert.deepEqual(login, {
      ...{ kind: 'basic', user: 'dev', secret: { variable: 'JENKINS_PASSWORD' } },
      crumbUrl: 'https://ci.example.com/jenkins/crumbIssuer/api/json',
    });
    assert.deepEqual(notes, ['Set JENKINS_PASSWORD to the password of dev.']);
    assert.ok(!('crumbUrl' in callBaseOf(jenkins(), 'GET').login));
    const token = callBaseOf(jenkins({ auth: { kind: 'apiToken', user: 'dev' } }), 'POST');
    assert.ok(!('crumbUrl' in token.login));
  });

  it('sends a scoped token to its gateway, and an access token as Bearer', () => {
    const url = 'https://api.atlassian.com/ex/jira/11111111-2222-3333-4444-555555555555';
    const auth = { kind: 'basic', user: 'fred@example.com' };
    const cloud = jenkins({ product: 'jira', flavor: 'cloud', url, auth });
    assert.equal(callBaseOf(cloud, 'GET').base, url);
    const bearer = callBaseOf(jenkins({ product: 'jira', flavor: 'dataCenter', auth: { kind: 'bearer' } }), 'POST');
    assert.deepEqual(bearer.login, { kind: 'bearer', secret: { variable: 'JIRA_TOKEN' } });
    assert.deepEqual(bearer.headers, [
      { name: 'Accept', value: 'application/json' },
      { name: 'X-Atlassian-Token', value: 'no-check' },
    ]);
  });

  it('keeps headers and cookies for a gateway as variables', () => {
    const { headers } = callBaseOf(jenkins({ headerNames: ['X-Access', 'Cookie SSO', 'Cookie b.c'] }), 'GET');
    assert.deepEqual(headers, [
      { name: 'X-Access', value: [{ variable: 'JENKINS_GATEWAY_X_ACCESS' }] },
      {
        name: 'Cookie',
        value: ['SSO=', { variable: 'JENKINS_GATEWAY_SSO' }, '; b.c=', { variable: 'JENKINS_GATEWAY_B_C' }],
      },
    ]);
  });

  it('gives no header of a gateway the variable of the login, or of another header', () => {
    const headerNames = ['Token', 'Password', 'CA-File', 'X.Y', 'X-Y', 'X_Y', 'Cookie Token'];
    const { headers, login, notes } = callBaseOf(jenkins({ headerNames }), 'POST');
    const used = variablesOf({ headers, login, query: [], network: {} } as unknown as Call);
    assert.equal(used.length, headerNames.length + 1);
    for (const name of used) assert.equal(notes.filter(note => note.includes(`Set ${name} to`)).length, 1, name);
  });

  it('goes through the proxy of the connection, its password kept out, and trusts its own authority', () => {
    assert.deepEqual(callBaseOf(jenkins(), 'GET').network, { proxy: 'none' });
    const ca = { tls: { ca: { name: 'ca.pem', pem: 'PEM' } } };
    const plain = callBaseOf(jenkins({ proxy: 'http://proxy:3128', ...ca }), 'GET');
    assert.deepEqual(plain.network, { proxy: 'http://proxy:3128', ca: { variable: 'JENKINS_CA_FILE' } });
    const closed = callBaseOf(jenkins({ proxy: 'http://me:s3cret@proxy:3128' }), 'GET');
    assert.deepEqual(closed.network, { proxy: [{ variable: 'PROXY_URL' }] });
    assert.ok(!JSON.stringify(closed).includes('s3cret'));
    const portless = callBaseOf(jenkins({ proxy: 'http://proxy' }), 'GET');
    assert.deepEqual(portless.network, { proxy: 'http://proxy:80' });
    const socks = callBaseOf(jenkins({ proxy: 'socks5://proxy' }), 'GET');
    assert.deepEqual(socks.network, { proxy: 'socks5h://proxy:1080', proxyKind: 'socks' });
    const tls = callBaseOf(jenkins({ proxy: 'https://me:s3cret@[::1]' }), 'GET');
    assert.deepEqual(tls.network, { proxy: [{ variable: 'PROXY_URL' }], proxyKind: 'tls' });
    assert.match(tls.notes.join(), /: https:\/\/USER:PASSWORD@\[::1\]:443$/);
    at.editor.set('http.proxy', 'http://usual:3128');
    try {
      assert.deepEqual(callBaseOf(jenkins({ proxy: undefined }), 'GET').network, { proxy: 'http://usual:3128' });
    } finally {
      at.editor.set('http.proxy', undefined);
    }
  });
});
