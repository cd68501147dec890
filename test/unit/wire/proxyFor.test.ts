import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type NetworkOptions,
  ProxyFailure,
  ProxyProblem,
  ProxySupport,
  plainNetwork,
  proxyEnvironment,
  proxyFor,
} from '../../../src/http/index.ts';

const office: NetworkOptions = { ...plainNetwork, proxy: 'http://proxy.corp:3128' };

function chosen(url: string, options: Partial<NetworkOptions>): string {
  const proxy = proxyFor(new URL(url), { ...plainNetwork, ...options });
  return proxy ? `${proxy.source} ${proxy.origin}` : 'direct';
}

describe('the choice of a proxy', () => {
  const environment = { httpsProxy: 'http://tls.env:1', httpProxy: 'http://plain.env:2', allProxy: 'socks5://all.env' };
  const table: readonly [string, string, Partial<NetworkOptions>, string][] = [
    ['nothing said', 'https://ci.x', {}, 'direct'],
    ['the setting', 'https://ci.x', { proxy: 'http://p:8080' }, 'settings http://p:8080'],
    ['the setting without a scheme', 'https://ci.x', { proxy: 'p:8080' }, 'settings http://p:8080'],
    ['blanks around the setting', 'https://ci.x', { proxy: ' https://p:8080 ' }, 'settings https://p:8080'],
    ['blanks around a host', 'https://ci.x', { proxy: ' p:8080 ' }, 'settings http://p:8080'],
    ['a proxy that speaks https', 'http://ci.x', { proxy: 'https://p' }, 'settings https://p'],
    ['the setting before the environment', 'https://ci.x', { proxy: 'http://p', environment }, 'settings http://p'],
    ['the environment, https', 'https://ci.x', { environment }, 'environment http://tls.env:1'],
    ['the environment, http', 'http://ci.x', { environment }, 'environment http://plain.env:2'],
    ['the environment, the rest', 'http://ci.x', { environment: { allProxy: 'socks5://a' } }, 'environment socks5://a'],
    ['support off', 'https://ci.x', { proxySupport: ProxySupport.off, proxy: 'http://p', environment }, 'direct'],
    ['support on', 'https://ci.x', { proxySupport: ProxySupport.on, proxy: 'http://p' }, 'settings http://p'],
    ['fallback', 'https://ci.x', { proxySupport: ProxySupport.fallback, environment }, 'environment http://tls.env:1'],
    ['the connection’s own', 'https://ci.x', { proxy: 'http://p', own: { proxy: 'http://o' } }, 'connection http://o'],
    [
      'the connection’s own although support is off',
      'https://ci.x',
      { proxySupport: ProxySupport.off, own: { proxy: 'http://o' } },
      'connection http://o',
    ],
    [
      'the connection’s own, exempt or not',
      'https://ci.x',
      { noProxy: ['*'], own: { proxy: 'o' } },
      'connection http://o',
    ],
    ['the connection wants none', 'https://ci.x', { proxy: 'http://p', environment, own: { proxy: 'none' } }, 'direct'],
    ['localhost', 'http://localhost:8080', { proxy: 'http://p' }, 'direct'],
    ['127.x', 'http://127.9.9.9', { proxy: 'http://p' }, 'direct'],
    ['::1', 'http://[::1]:8080', { proxy: 'http://p' }, 'direct'],
    ['localhost, asked for', 'http://localhost', { own: { proxy: 'http://o' } }, 'connection http://o'],
    ['NO_PROXY', 'https://ci.x', { environment: { ...environment, noProxy: 'a.x, ci.x' } }, 'direct'],
    [
      'noProxy stands in for NO_PROXY',
      'https://ci.x',
      { noProxy: ['other'], environment: { ...environment, noProxy: 'ci.x' } },
      'environment http://tls.env:1',
    ],
    ['an IPv6 proxy', 'https://ci.x', { proxy: 'http://[fd00::1]:3128' }, 'settings http://[fd00::1]:3128'],
  ];
  for (const [what, url, options, expected] of table) {
    it(`${what}: ${expected}`, () => assert.equal(chosen(url, options), expected));
  }

  it('reads both spellings of the environment’s variables, the lower one first', () => {
    assert.deepEqual(
      proxyEnvironment({ HTTPS_PROXY: 'a', http_proxy: 'b', HTTP_PROXY: 'c', no_proxy: '', NO_PROXY: 'd' }),
      {
        httpsProxy: 'a',
        httpProxy: 'b',
        allProxy: undefined,
        noProxy: 'd',
      },
    );
  });

  it('is reached at its host without brackets, and at the port of its protocol where it names none', () => {
    for (const [own, hostname, port] of [
      ['http://[fd00::1]', 'fd00::1', 80],
      ['https://p', 'p', 443],
      ['socks5://p', 'p', 1080],
      ['socks5h://[fd00::1]:9', 'fd00::1', 9],
      ['p:8080', 'p', 8080],
      ['p:8080/x://y', 'p', 8080],
    ] as const) {
      const proxy = proxyFor(new URL('https://ci.x'), { ...plainNetwork, own: { proxy: own } });
      assert.deepEqual([proxy?.hostname, proxy?.port], [hostname, port], own);
    }
  });

  it('takes credentials from the URL, else from the setting, and gives the setting’s to no proxy of a connection', () => {
    const asked = (options: Partial<NetworkOptions>) =>
      proxyFor(new URL('https://ci.x'), { ...plainNetwork, proxyAuthorization: 'Bearer s', ...options })?.authorization;
    const basic = `Basic ${Buffer.from('ü:p@ss').toString('base64')}`;
    assert.equal(asked({ proxy: 'http://%C3%BC:p%40ss@p' }), basic);
    // RFC 7617: the colon stands behind a name without a password, too.
    assert.equal(asked({ proxy: 'http://me@p' }), `Basic ${Buffer.from('me:').toString('base64')}`);
    assert.equal(asked({ proxy: 'http://p' }), 'Bearer s');
    assert.equal(asked({ own: { proxy: 'http://o' } }), undefined);
  });

  it('refuses a proxy that it cannot use, without repeating its password', () => {
    for (const proxy of [
      'ftp://me:s3cret@p',
      'http://',
      'me:s3cret@:',
      'pac+http://me:s3cret@x/y.pac',
      'socks4://p',
      'socks5:///x',
    ]) {
      assert.throws(
        () => proxyFor(new URL('https://ci.x'), { ...plainNetwork, proxy }),
        (error: unknown) => {
          assert.ok(error instanceof ProxyFailure, proxy);
          assert.deepEqual([error.problem, error.proxy], [ProxyProblem.malformed, '']);
          assert.doesNotMatch(`${error.stack}${JSON.stringify(error)}`, /s3cret/);
          return true;
        },
      );
    }
  });
});

describe('what needs no proxy', () => {
  const table: readonly [string, string, boolean][] = [
    ['ci.example.com', 'https://ci.example.com', true],
    ['example.com', 'https://ci.example.com', true],
    ['.example.com', 'https://ci.example.com', true],
    ['.example.com', 'https://example.com', true],
    ['*.example.com', 'https://ci.example.com', true],
    ['EXAMPLE.com', 'https://CI.example.COM', true],
    ['example.com', 'https://notexample.com', false],
    ['example.com', 'https://example.com.evil.net', false],
    ['ci.example.com', 'https://example.com', false],
    ['example.com:8443', 'https://ci.example.com:8443', true],
    ['example.com:8443', 'https://ci.example.com', false],
    ['example.com:443', 'https://example.com', true],
    ['example.com:80', 'https://example.com', false],
    ['example.com', 'https://example.com.', true],
    ['*', 'https://anything', true],
    ['', 'https://anything', false],
    ['.', 'https://anything', false],
    ['', 'https://anything..', false],
    ['10.0.0.0/8', 'http://10.1.2.3:8080', true],
    ['10.0.0.0/8', 'http://11.1.2.3', false],
    ['10.0.0.0/8', 'http://ten.example', false],
    ['192.168.1.0/25', 'http://192.168.1.127', true],
    ['192.168.1.0/25', 'http://192.168.1.128', false],
    ['10.0.0.0/33', 'http://10.0.0.1', false],
    ['10.1.2.3', 'http://10.1.2.3', true],
    ['10.1.2.3:8080', 'http://10.1.2.3', false],
    ['fd00::/8', 'http://[fd12::1]:8080', true],
    ['fd00::/8', 'http://[fe80::1]', false],
    ['fd00::/8', 'http://10.0.0.1', false],
    ['[fd00::1]:8080', 'http://[fd00::1]:8080', true],
    ['[fd00::1]:8080', 'http://[fd00::1]:9090', false],
    ['fd00:0:0::1', 'http://[fd00::1]', true],
    ['10.0.0.0/8', 'http://[::ffff:10.0.0.1]', true],
    ['build_box', 'http://build_box:8080', true],
  ];
  for (const [entry, url, exempt] of table) {
    it(`“${entry}” ${exempt ? 'exempts' : 'does not exempt'} ${url}`, () => {
      assert.equal(proxyFor(new URL(url), { ...office, noProxy: ['unrelated', entry] }) === undefined, exempt);
    });
  }
});
