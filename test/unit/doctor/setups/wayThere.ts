import { freePort } from '../../../servers/wire/httpServer.ts';
import type { Setup } from './setup.ts';

/** Addresses, names, proxies and ports. */
export const wayThere: readonly Setup[] = [
  { name: 'no address', start: () => ({ address: ' ' }), verdict: 'addressEmpty', fix: undefined, added: 'refuses' },
  {
    name: 'an address of another kind',
    start: () => ({ address: 'ftp://ci.example.com' }),
    ...{ verdict: 'addressScheme', fix: undefined, added: 'refuses' },
  },
  {
    name: 'a password in the address',
    start: () => ({ address: 'https://sam:secret@ci.example.com' }),
    ...{ verdict: 'addressCredentials', fix: undefined, added: 'refuses' },
  },
  {
    name: 'words in place of an address',
    start: () => ({ address: 'our build server' }),
    ...{ verdict: 'addressMalformed', fix: undefined, added: 'refuses' },
  },
  {
    name: 'a scheme that was typed twice',
    start: () => ({ address: 'https://https://ci.example.com' }),
    ...{ verdict: 'addressMalformed', fix: undefined, added: 'refuses' },
  },
  {
    name: 'a scheme without its colon',
    start: () => ({ address: 'http//ci.example.com' }),
    ...{ verdict: 'addressMalformed', fix: undefined, added: 'refuses' },
  },
  {
    name: 'a server that is reached by IPv6 only, from a network without',
    // A prefix for documentation, to which no route leads.
    start: () => ({ address: 'http://[2001:db8::1]:8080' }),
    ...{ verdict: 'noIpv6', fix: 'editAddress', added: 'refuses' },
  },
  {
    name: 'the address of a job',
    start: ({ jenkins }) => ({ address: `${jenkins.url}/job/hello/` }),
    ...{ verdict: 'addressIsPage', fix: 'updateAddress', added: 'offers' },
  },
  {
    name: 'no encryption',
    start: async world => {
      const proxy = await world.proxy({ names: { 'ci.company.example': { host: '127.0.0.1', port: world.port } } });
      return { address: 'http://ci.company.example', network: { proxy: `http://127.0.0.1:${proxy.port}` } };
    },
    ...{ verdict: 'addressUnencrypted', fix: undefined, added: 'refuses' },
  },
  {
    name: 'a host name with an underscore',
    start: async world => {
      const proxy = await world.proxy({ names: { 'build_box.example': { host: '127.0.0.1', port: world.port } } });
      return { address: 'http://build_box.example', network: { proxy: `http://127.0.0.1:${proxy.port}` } };
    },
    ...{ verdict: 'addressUnderscore', among: true, fix: undefined, added: 'refuses' },
  },
  {
    name: 'a host that nobody knows',
    start: () => ({ address: 'https://ci.nowhere.invalid' }),
    ...{ verdict: 'nameNotFound', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a host that the proxy alone knows',
    start: async world => {
      const proxy = await world.proxy({ names: { 'ci.inside.invalid': { host: '127.0.0.1', port: world.port } } });
      return { address: 'http://ci.inside.invalid', network: { proxy: `http://127.0.0.1:${proxy.port}` } };
    },
    ...{ verdict: 'nameLeftToProxy', among: true, fix: undefined, added: 'refuses' },
  },
  {
    name: 'an exemption from the only proxy that knows the host',
    start: async world => {
      const proxy = await world.proxy({ names: { 'ci.inside.invalid': { host: '127.0.0.1', port: world.port } } });
      const environment = { httpProxy: `http://127.0.0.1:${proxy.port}`, noProxy: '.inside.invalid' };
      return { address: 'http://ci.inside.invalid', around: { environment } };
    },
    ...{ verdict: 'nameNotFound', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a server that listens on IPv4 alone, by its IPv6 address',
    start: ({ port }) => ({ address: `http://[::1]:${port}` }),
    ...{ verdict: 'portClosed', fix: 'editAddress', added: 'refuses' },
  },
  {
    name: 'the address of a proxy that is none',
    start: () => ({ address: 'https://ci.example.com', network: { proxy: 'ftp://proxy.example' } }),
    ...{ verdict: 'proxyMalformed', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a proxy that is not there',
    start: async ({ port }) => ({
      address: `http://127.0.0.1:${port}`,
      network: { proxy: `http://127.0.0.1:${await freePort()}` },
    }),
    ...{ verdict: 'proxyUnreachable', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a proxy of the editor that is not there',
    start: async () => ({
      address: 'https://ci.example.invalid',
      around: { proxy: `http://127.0.0.1:${await freePort()}` },
    }),
    ...{ verdict: 'proxyUnreachable', fix: 'openProxySettings', added: 'refuses' },
  },
  {
    name: 'a proxy that is not there, though the editor gets through',
    start: async ({ port }) => {
      // Only a connection's own proxy is asked for this machine; the editor's fetch knows nothing of that.
      return { address: `http://127.0.0.1:${port}`, network: { proxy: `http://127.0.0.1:${await freePort()}` } };
    },
    ...{ verdict: 'editorGetsThrough', among: true, fix: 'useEditorTransport', added: 'refuses' },
  },
  {
    name: 'no obstacle, neither for the editor',
    start: ({ jenkins }) => ({ address: jenkins.url }),
    ...{ verdict: 'editorReachesToo', among: true, fix: undefined, added: 'accepts' },
  },
  {
    name: 'a proxy that wants a login (407), before https',
    start: async world => {
      const proxy = await world.proxy({ login: 'sam:secret' });
      return { address: 'https://ci.example.invalid', network: { proxy: `http://127.0.0.1:${proxy.port}` } };
    },
    ...{ verdict: 'proxyWantsLogin', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a proxy that wants a login (407), before http',
    start: async world => {
      const proxy = await world.proxy({ login: 'sam:secret' });
      return { address: `http://127.0.0.1:${world.port}`, network: { proxy: `http://127.0.0.1:${proxy.port}` } };
    },
    ...{ verdict: 'proxyWantsLogin', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a proxy that does not take the login that it is given',
    start: async world => {
      const proxy = await world.proxy({ login: 'sam:secret' });
      return { address: 'https://ci.example.invalid', network: { proxy: `http://sam:wrong@127.0.0.1:${proxy.port}` } };
    },
    ...{ verdict: 'proxyLoginRefused', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a proxy that does not let us through',
    start: async world => {
      const proxy = await world.proxy({ refuse: 403 });
      return { address: 'https://ci.example.invalid', network: { proxy: `http://127.0.0.1:${proxy.port}` } };
    },
    ...{ verdict: 'proxyRefuses', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'something else than a proxy',
    start: async world => {
      const port = await world.raw(socket => socket.end('SSH-2.0-OpenSSH_10.0\r\n'));
      return { address: 'https://ci.example.invalid', network: { proxy: `http://127.0.0.1:${port}` } };
    },
    ...{ verdict: 'notAProxy', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a proxy whose certificate nobody vouches for',
    start: async world => {
      const proxy = await world.proxy({ identity: await world.selfSigned() });
      return { address: 'https://ci.example.invalid', network: { proxy: `https://localhost:${proxy.port}` } };
    },
    ...{ verdict: 'proxyNotTrusted', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a SOCKS proxy that does not let us through',
    start: async world => {
      const proxy = await world.socks({ refuse: 2 });
      return { address: 'https://ci.example.invalid', network: { proxy: `socks5://127.0.0.1:${proxy.port}` } };
    },
    ...{ verdict: 'proxyRefuses', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a SOCKS proxy that wants a login',
    start: async world => {
      const proxy = await world.socks({ login: 'sam:secret' });
      return { address: 'https://ci.example.invalid', network: { proxy: `socks5://127.0.0.1:${proxy.port}` } };
    },
    ...{ verdict: 'proxyWantsLogin', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a port that nothing listens on',
    start: async () => ({ address: `http://127.0.0.1:${await freePort()}` }),
    ...{ verdict: 'portClosed', fix: 'editAddress', added: 'refuses' },
  },
  {
    name: 'a server that hangs up',
    start: async world => ({ address: `http://127.0.0.1:${await world.hangUp()}` }),
    ...{ verdict: 'connectionBroken', fix: 'editNetwork', added: 'refuses' },
  },
];
