import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { type JenkinsConnection, Product } from '../../src/workbench/connections/settings/connection.ts';
import { connectionDetails } from '../../src/workbench/connections/words/connectionDetails.ts';

describe('the details of a connection', () => {
  const connection: JenkinsConnection = {
    ...{ id: 'ci', product: Product.jenkins, name: 'CI', url: 'https://ci.example.com' },
    auth: { kind: 'apiToken', user: 'dev' },
  };
  const variables = ['HTTPS_PROXY', 'https_proxy', 'NODE_EXTRA_CA_CERTS'] as const;
  const before = variables.map(name => process.env[name]);
  afterEach(() => {
    for (const [index, name] of variables.entries()) {
      if (before[index] === undefined) delete process.env[name];
      else process.env[name] = before[index];
    }
  });
  const wordsOf = (more: Partial<JenkinsConnection> = {}) =>
    connectionDetails({ ...connection, ...more }, undefined).join('\n');

  it('name what of the environment steers its requests, never its values', () => {
    for (const name of variables) delete process.env[name];
    assert.doesNotMatch(wordsOf(), /HTTPS_PROXY|NODE_EXTRA_CA_CERTS/);
    process.env['https_proxy'] = 'http://me:s3cret@proxy.example.com:8080';
    process.env['NODE_EXTRA_CA_CERTS'] = '/etc/company.pem';
    const words = wordsOf();
    assert.match(words, /Set in the environment of .+: HTTPS_PROXY, .*NODE_EXTRA_CA_CERTS/);
    assert.match(words, /through http:\/\/proxy\.example\.com:8080 \(set in the environment\)/);
    assert.doesNotMatch(words, /s3cret|company\.pem/);
  });

  it('name its cookies, headers and certificates, never their content', () => {
    const tls = { ca: { name: 'company-ca.pem', pem: 'PEM' }, client: { name: 'me.p12' }, pinnedFingerprint: 'AB:CD' };
    const words = wordsOf({ tls, headerNames: ['X-Access', 'Cookie SSO'] });
    assert.match(words, /Sent to its gateway: X-Access, Cookie SSO/);
    assert.match(words, /authorities of company-ca\.pem/);
    assert.match(words, /Client certificate: me\.p12/);
    assert.match(words, /Trusts the certificate AB:CD/);
    assert.doesNotMatch(words, /PEM$/m);
  });
});
