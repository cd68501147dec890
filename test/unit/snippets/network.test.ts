import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Call, type CallNetwork, languages } from '../../../src/snippets/index.ts';

const written = (id: string, network: CallNetwork): string => {
  const call: Call = {
    ...{ notes: [], method: 'GET', base: 'https://ci.example.com', path: '/x', query: [], headers: [], network },
    login: { kind: 'basic', user: 'dev', secret: { variable: 'TOKEN' } },
  };
  return languages.find(language => language.id === id)?.write(call) ?? '';
};

describe('the network of a snippet', () => {
  const socks: CallNetwork = { proxy: 'socks5h://proxy:1080', proxyKind: 'socks' };

  it('goes through a SOCKS proxy, or says plainly that it goes past it', () => {
    for (const { id } of languages.filter(each => each.id !== 'jenkins-rest')) {
      const code = written(id, socks);
      const isTold =
        /^(?:#|\/\/) .* cannot use the proxy of this connection, which speaks SOCKS: this call goes past it\.$/m;
      const isLeft = /Proxies and authorities are settings of/;
      if (['http', 'postman'].includes(id)) assert.match(code, isLeft, id);
      else assert.notEqual(isTold.test(code), /proxy['", ].*1080|proxy:1080/.test(code), `${id}\n${code}`);
    }
  });

  it('says so for a proxy that speaks TLS', () => {
    const tls: CallNetwork = { proxy: 'https://proxy:443', proxyKind: 'tls' };
    const past = languages
      .map(({ id }) => id)
      .filter(id => /which speaks TLS: this call goes past/.test(written(id, tls)));
    assert.deepEqual(past, ['wget', 'groovy', 'java', 'apache-httpclient', 'perl']);
  });

  it('gives PowerShell and C# the login of a proxy, which they do not read from its address', () => {
    const closed: CallNetwork = { proxy: [{ variable: 'PROXY_URL' }] };
    assert.match(written('powershell', closed), /-Proxy \$proxy -ProxyCredential \$proxyLogin/);
    assert.match(written('csharp', closed), /Credentials = new NetworkCredential\(/);
    assert.doesNotMatch(written('powershell', { proxy: 'http://proxy:3128' }), /ProxyCredential/);
  });

  it('never has PowerShell skip a check: it says where an own authority belongs', () => {
    const code = written('powershell', { ca: { variable: 'CA_FILE' } });
    assert.match(code, /^# PowerShell trusts the certificates of the system: the file CA_FILE must be among them\.$/m);
    assert.doesNotMatch(code, /SkipCertificateCheck|ServerCertificateValidationCallback/);
    assert.doesNotMatch(written('powershell', {}), /certificates/);
  });

  it('ends with the status of the call, not with that of cleaning up', () => {
    const call: Call = {
      ...{ notes: [], method: 'POST', base: 'https://ci.example.com', path: '/x', query: [], headers: [], network: {} },
      login: { kind: 'basic', user: 'dev', secret: { variable: 'TOKEN' }, crumbUrl: 'https://ci.example.com/crumb' },
    };
    for (const { id, write } of languages.filter(each => ['curl', 'wget', 'jenkinsfile'].includes(each.id))) {
      const code = write(call);
      assert.match(code, /^\(\ncookies=\$\(mktemp\)\ntrap 'rm -f "\$cookies"' EXIT$/m, id);
      assert.match(code, /https:\/\/ci\.example\.com\/x'\n\)$/m, id);
    }
  });
});
