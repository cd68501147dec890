import { relayTo } from '../../../servers/wire/relay.ts';
import { GatewayRefusal, startSsoGateway } from '../../../servers/wire/ssoGateway.ts';
import type { Setup } from './setup.ts';
import { page, type World } from './world.ts';

/** Set-up whose server answers everything by a page. */
function answering(
  name: string,
  handle: Parameters<World['serve']>[0],
  expected: Pick<Setup, 'verdict' | 'fix' | 'added' | 'among'>,
): Setup {
  return { name, start: async world => ({ address: (await world.serve(handle)).origin }), ...expected };
}

const refuses = 'refuses' as const;

/** Servers that answer otherwise than they should. */
export const answers: readonly Setup[] = [
  {
    name: 'a Jira in place of a Jenkins',
    start: async world => ({ address: (await world.jira({ flavor: 'dataCenter' })).url }),
    ...{ verdict: 'isOtherProduct', fix: undefined, added: refuses },
  },
  {
    name: 'a Jenkins in place of a Jira',
    start: ({ jenkins }) => ({ kind: 'jira', address: jenkins.url }),
    ...{ verdict: 'isOtherProduct', fix: undefined, added: refuses },
  },
  answering(
    'a root that has moved',
    (req, res) => res.writeHead(301, { location: `http://127.0.0.1:9/ci${req.url}` }).end(),
    {
      ...{ verdict: 'moved', fix: 'updateAddress', added: 'offers' },
    },
  ),
  {
    name: 'a context path that is missing',
    start: async world => {
      const { url } = await world.ownJenkins({ contextPath: '/ci' });
      return { address: new URL(url).origin };
    },
    ...{ verdict: 'nothingAtPath', fix: 'editAddress', added: refuses },
  },
  ...(['jenkins', 'jira'] as const).map(
    (kind): Setup => ({
      name: `a root that leads to the context path, where nothing else does (${kind})`,
      start: async world => {
        const own = { contextPath: '/tools' };
        const { url } = await (kind === 'jenkins'
          ? world.ownJenkins(own)
          : world.jira({ flavor: 'dataCenter', ...own }));
        const behind = relayTo(Number(new URL(url).port));
        const { origin } = await world.serve((req, res) => {
          if (req.url?.startsWith('/tools/')) return behind(req, res);
          return req.url === '/' ? res.writeHead(302, { location: '/tools/' }).end() : page('Not Found', 404)(req, res);
        });
        return { kind, address: origin };
      },
      ...{ verdict: 'moved', fix: 'updateAddress', added: 'offers' },
    }),
  ),
  answering(
    'a root that leads to a page of another server',
    (req, res) =>
      req.url === '/' ? res.writeHead(302, { location: '/dashboard/' }).end() : page('Not Found', 404)(req, res),
    { verdict: 'nothingAtPath', fix: 'editAddress', added: refuses },
  ),
  answering('another page', page('Our intranet'), { verdict: 'otherPage', fix: 'editAddress', added: refuses }),
  answering('a captive portal', page('Guest Wi-Fi'), { verdict: 'captivePortal', fix: 'openPage', added: refuses }),
  answering('a captive portal by its status', page('Welcome', 511), {
    ...{ verdict: 'captivePortal', fix: 'openPage', added: 'refuses' },
  }),
  answering('a firewall of Cloudflare', page('Just a moment...', 200, { 'cf-mitigated': 'challenge' }), {
    ...{ verdict: 'firewall', fix: 'openPage', added: refuses },
  }),
  answering('a firewall of F5', page('Request Rejected'), { verdict: 'firewall', fix: 'openPage', added: refuses }),
  answering(
    'an error of a proxy',
    page('ERROR: The requested URL could not be retrieved', 400, { server: 'squid/6.10' }),
    {
      ...{ verdict: 'proxyPage', fix: 'openPage', added: refuses },
    },
  ),
  answering('a server that is starting', page('Please wait', 503), {
    verdict: 'starting',
    fix: undefined,
    added: refuses,
  }),
  answering('a gateway without its server', page('Bad Gateway', 502), {
    verdict: 'proxyPage',
    fix: undefined,
    added: refuses,
  }),
  answering('a server that fails', page('Oops', 500), { verdict: 'serverFails', fix: undefined, added: refuses }),
  {
    name: 'too many requests',
    start: async world => ({
      kind: 'jira',
      address: (await world.serve((_, res) => res.writeHead(429, { 'retry-after': '60' }).end())).origin,
    }),
    ...{ verdict: 'rateLimited', fix: undefined, added: refuses },
  },
  {
    name: 'another protocol on the port',
    start: async world => ({ address: `http://127.0.0.1:${await world.raw(s => s.end('SSH-2.0-OpenSSH_10.0\r\n'))}` }),
    ...{ verdict: 'notHttp', fix: 'editAddress', added: refuses },
  },
  {
    name: 'silence',
    start: async world => ({ address: `http://127.0.0.1:${await world.raw(() => undefined)}` }),
    ...{ verdict: 'silent', fix: 'editNetwork', added: 'refuses' },
  },
  answering('a redirect that leads to itself', (req, res) => res.writeHead(302, { location: req.url }).end(), {
    ...{ verdict: 'redirectLoop', fix: 'editAddress', added: refuses },
  }),
  {
    name: 'compression that a proxy has broken',
    start: async world => {
      const { port } = await world.serve((req, res) =>
        req.url?.startsWith('/api/')
          ? res.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('{"no":"gzip"}')
          : world.relay(req, res),
      );
      return { address: `http://127.0.0.1:${port}` };
    },
    ...{ verdict: 'brokenCompression', fix: 'editNetwork', added: refuses },
  },
  {
    name: 'an answer that a filter has cut',
    start: async world => {
      const { port } = await world.serve((req, res) =>
        req.url?.startsWith('/api/')
          ? res.writeHead(200, { 'content-type': 'application/json' }).end('{"useSecurity":')
          : world.relay(req, res),
      );
      return { address: `http://127.0.0.1:${port}` };
    },
    ...{ verdict: 'brokenAnswer', fix: 'editAddress', added: refuses },
  },
  {
    name: 'single sign-on of AD FS before all pages',
    start: async world => ({ address: world.use(await startSsoGateway({ port: world.port })).url }),
    ...{ verdict: 'wantsLoginFirst', among: true, fix: undefined, added: 'accepts' },
  },
  {
    name: 'a form to sign in before all pages',
    start: async world => {
      const gateway = await startSsoGateway({ port: world.port, refusal: GatewayRefusal.form });
      return { address: world.use(gateway).url };
    },
    ...{ verdict: 'wantsLoginFirst', among: true, fix: undefined, added: 'accepts' },
  },
  {
    name: 'the cookie of a gateway that has expired',
    start: async world => {
      const gateway = world.use(await startSsoGateway({ port: world.port }));
      return { address: gateway.url, gateway: { cookie: 'SSO_SESSION=old' } };
    },
    ...{ verdict: 'gatewayLoginExpired', fix: 'replaceHeaders', added: 'refuses' },
  },
  {
    name: 'a clock that is off',
    start: async world => {
      const { origin } = await world.serve((req, res) => {
        res.writeHead = new Proxy(res.writeHead, {
          apply: (write, self, [status, headers]) =>
            Reflect.apply(write, self, [status, { ...headers, date: world.hours(-1).toUTCString() }]),
        });
        world.relay(req, res);
      });
      return { address: origin };
    },
    ...{ verdict: 'clockOff', fix: undefined, added: 'accepts' },
  },
  {
    name: 'few requests left',
    start: async world => {
      const jira = await world.jira({ flavor: 'dataCenter' });
      const limit = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '4' };
      jira.answerOnce({ path: '/rest/api/2/serverInfo' }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json', ...limit }).end('{"version":"9.12.4"}'),
      );
      return { kind: 'jira', address: jira.url };
    },
    ...{ verdict: 'limitsNear', fix: undefined, added: 'accepts' },
  },
];
