import { demoUsers } from '../../../servers/jenkins/index.ts';
import { GatewayRefusal, startSsoGateway } from '../../../servers/wire/ssoGateway.ts';
import type { Setup, Situation } from './setup.ts';
import { page, type World } from './world.ts';

const { dev } = demoUsers;
const credentials = { kind: 'apiToken', user: dev.id, secret: dev.token } as const;

type Handle = Parameters<World['serve']>[0];
type Expected = Pick<Setup, 'verdict' | 'fix' | 'added' | 'among'>;

/** Set-up with a login, in which another party answers. */
function before(name: string, handle: Handle, expected: Expected, more: Partial<Situation> = {}): Setup {
  const start = async (world: World) => ({ address: (await world.serve(handle)).origin, credentials, ...more });
  return { name, start, ...expected };
}

/** Jenkins whose answer to the login is another's. */
function atLogin(name: string, answer: Handle, expected: Expected): Setup {
  return {
    name,
    start: async world => {
      const { origin } = await world.serve((req, res) =>
        req.url?.startsWith('/whoAmI') ? answer(req, res) : world.relay(req, res),
      );
      return { address: origin, credentials };
    },
    ...expected,
  };
}

const gateway = (name: string, refusal: GatewayRefusal, expected: Expected): Setup => ({
  name,
  start: async world => ({ address: world.use(await startSsoGateway({ port: world.port, refusal })).url, credentials }),
  ...expected,
});

/** Parties before a server: portals, firewalls, proxies and sign-ons. */
export const inFront: readonly Setup[] = [
  before(
    'a captive portal that leads to its login on another host',
    (_, res) => res.writeHead(302, { location: 'http://captive.hotel.example/login?mac=1' }).end(),
    { verdict: 'captivePortal', fix: 'openPage', added: 'refuses' },
  ),
  before(
    'a sign-on that leads to a page of the same name on another host',
    (_, res) => res.writeHead(302, { location: 'https://sso.company.example/cas/login?service=x' }).end(),
    { verdict: 'loginIntercepted', fix: 'editNetwork', added: 'refuses' },
  ),
  before('a firewall of Cloudflare that forbids', page('Attention Required! | Cloudflare', 403), {
    ...{ verdict: 'firewall', fix: 'openPage', added: 'refuses' },
  }),
  before('a firewall of Akamai that forbids', page('Access Denied', 403, { server: 'AkamaiGHost' }), {
    ...{ verdict: 'firewall', fix: 'openPage', added: 'refuses' },
  }),
  before('a firewall that forbids and has no name', page('403 Forbidden', 403), {
    ...{ verdict: 'loginIntercepted', fix: 'editNetwork', added: 'refuses' },
  }),
  gateway('a gateway that wants a login of Kerberos', GatewayRefusal.unauthorized, {
    ...{ verdict: 'loginIntercepted', fix: 'editNetwork', added: 'refuses' },
  }),
  before(
    'a password of a web server before Jenkins',
    page('401 Authorization Required', 401, { 'www-authenticate': 'Basic realm="Restricted"' }),
    { verdict: 'loginIntercepted', fix: 'editNetwork', added: 'refuses' },
  ),
  {
    name: 'a proxy that does not reach the server, and says so by a page',
    start: async world => {
      const squid = page('ERROR: The requested URL could not be retrieved', 503, { 'x-squid-error': 'ERR_DNS_FAIL 0' });
      const { origin } = await world.serve(squid);
      return { address: 'http://ci.inside.invalid', network: { proxy: origin } };
    },
    ...{ verdict: 'proxyPage', fix: 'editNetwork', added: 'refuses' },
  },
  before(
    'another server that knows no such page, though a login is at hand',
    (_, res) => res.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}'),
    { verdict: 'nothingAtPath', fix: 'editAddress', added: 'refuses' },
  ),
  atLogin('a limit that the login meets', (_, res) => res.writeHead(429, { 'retry-after': '60' }).end(), {
    ...{ verdict: 'rateLimited', fix: undefined, added: 'refuses' },
  }),
  atLogin('a server that fails at the login', page('Oops', 500), {
    ...{ verdict: 'serverFails', fix: undefined, added: 'refuses' },
  }),
  atLogin('a server that is lost at the login', page('Bad Gateway', 502), {
    ...{ verdict: 'proxyPage', fix: undefined, added: 'refuses' },
  }),
  atLogin('silence at the login', () => undefined, { verdict: 'silent', fix: 'editNetwork', added: 'refuses' }),
  atLogin(
    'compression that is broken at the login alone',
    (_, res) =>
      res
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', 'x-jenkins': '2' })
        .end('{}'),
    { verdict: 'brokenCompression', fix: 'editNetwork', added: 'refuses' },
  ),
];
