import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  BaseUrl,
  type ExtraHeaders,
  HttpClient,
  InterceptedError,
  LoginRequiredError,
  Method,
  parseExtraHeaders,
  plainNetwork,
  RedirectedError,
  type RequestError,
  UnauthenticatedError,
  UndiciTransport,
  withExtraHeaders,
} from '../../../src/http/index.ts';
import { loginByBearer } from '../../../src/http/login.ts';
import {
  JenkinsSecretKind,
  JenkinsSession,
  probeJenkins,
  startBuild,
  verifyJenkins,
} from '../../../src/jenkins/index.ts';
import { jenkinsLogin } from '../../../src/jenkins/session/login.ts';
import { addComment, JiraFlavor, JiraSession, probeJira, verifyJira } from '../../../src/jira/index.ts';
import { type DemoJenkins, demoUsers as jenkinsUsers, startDemoJenkins } from '../../servers/jenkins/index.ts';
import { type DemoJira, demoUsers as jiraUsers, startDemoJira } from '../../servers/jira/index.ts';
import { TestAuthority } from '../../servers/wire/certificates.ts';
import { startServer } from '../../servers/wire/httpServer.ts';
import { startHttpProxy } from '../../servers/wire/proxies.ts';
import { GatewayRefusal, gatewayCookie, type SsoGateway, startSsoGateway } from '../../servers/wire/ssoGateway.ts';
import { commentFor } from '../jira/comments/body.ts';
import { eachTransport } from './eachTransport.ts';

type Sent = Readonly<Record<string, string>>;
const portOf = (url: string) => Number(new URL(url).port);

for (const [name, newTransport] of eachTransport) {
  describe(`a gateway before a server (${name})`, () => {
    const { dev } = jenkinsUsers;
    const { fred } = jiraUsers;
    let jenkins: DemoJenkins;
    let jira: DemoJira;
    let extra: ExtraHeaders;
    const open: { close(): Promise<unknown> }[] = [];

    before(async () => {
      jenkins = await startDemoJenkins({ pace: 50 });
      jira = await startDemoJira({ flavor: 'dataCenter' });
    });
    after(() => Promise.all([jenkins.close(), jira.close()]));
    afterEach(() => Promise.all(open.splice(0).map(each => each.close())));

    async function gatewayTo(server: { url: string }, more = {}): Promise<SsoGateway> {
      const gateway = await startSsoGateway({ port: portOf(server.url), ...more });
      open.push(gateway);
      return gateway;
    }

    function clientAt(url: string, extraHeaders?: () => Promise<ExtraHeaders>): HttpClient {
      const options = { base: BaseUrl.parse(url), transport: newTransport(), userAgent: 'test' };
      const forGateway = extraHeaders && (async (own: Sent) => withExtraHeaders(own, await extraHeaders()));
      const http = new HttpClient({ ...options, forGateway });
      open.push(http);
      return http;
    }

    const signedIn = (gateway: SsoGateway) => parseExtraHeaders(`${gatewayCookie}=${gateway.signIn()}`);
    const jenkinsAt = (http: HttpClient, kind: JenkinsSecretKind = JenkinsSecretKind.apiToken) =>
      new JenkinsSession(http, async () =>
        jenkinsLogin({
          ...{ user: dev.id, kind },
          secret: kind === JenkinsSecretKind.password ? dev.password : dev.token,
        }),
      );
    const bearer = loginByBearer(fred.personalAccessToken);
    const jiraAt = (http: HttpClient) => new JiraSession(http, JiraFlavor.dataCenter, async () => bearer);

    it('lets the requests of both products in by its cookie, beside the crumb’s', async () => {
      const gateway = await gatewayTo(jenkins);
      extra = signedIn(gateway);
      const http = clientAt(gateway.url, async () => extra);
      assert.match((await probeJenkins(http)) ?? '', /^2\./);
      assert.equal(
        (await verifyJenkins(http, { kind: JenkinsSecretKind.password, user: dev.id, secret: dev.password })).userId,
        dev.id,
      );
      await startBuild(jenkinsAt(http, JenkinsSecretKind.password), 'hello', undefined);
      assert.equal(jenkins.requests.findLast(({ path }) => path.includes('/job/hello/build'))?.status, 201);
      const post = gateway.requests.findLast(({ method }) => method === 'POST');
      assert.match(post?.headers.cookie ?? '', new RegExp(`JSESSIONID.*; ${gatewayCookie}=gw-`));
      assert.deepEqual(gateway.signOn.requests, []);

      const other = await gatewayTo(jira, { header: { name: 'X-Access', value: 'let me in' } });
      const toJira = clientAt(other.url, async () => parseExtraHeaders('X-Access: let me in'));
      assert.equal((await probeJira(toJira)).flavor, JiraFlavor.dataCenter);
      assert.equal((await verifyJira(toJira, JiraFlavor.dataCenter, bearer)).displayName, fred.displayName);
      await addComment(jiraAt(toJira), 'PAY-431', commentFor(JiraFlavor.dataCenter, 'through the gateway'));
      assert.deepEqual(other.signOn.requests, []);
    });

    it('is told from the server, in each way that it refuses, when its cookie has expired', async () => {
      for (const refusal of Object.values(GatewayRefusal)) {
        const toJenkins = await gatewayTo(jenkins, { refusal });
        const toJira = await gatewayTo(jira, { refusal });
        const asJenkins = jenkinsAt(clientAt(toJenkins.url, async () => extraOfJenkins));
        const asJira = jiraAt(clientAt(toJira.url, async () => extraOfJira));
        const extraOfJenkins = signedIn(toJenkins);
        const extraOfJira = signedIn(toJira);
        await asJenkins.getJson('/api/json?tree=mode');
        await asJira.getJson(asJira.api('/myself'));
        for (const gateway of [toJenkins, toJira]) gateway.expire();
        const failures = await Promise.all(
          [
            asJenkins.getJson('/api/json?tree=mode'),
            startBuild(asJenkins, 'hello', undefined),
            asJira.getJson(asJira.api('/myself')),
            addComment(asJira, 'PAY-431', commentFor(JiraFlavor.dataCenter, 'lost')),
          ].map(failureOf),
        );
        for (const error of failures) {
          const isOfGateway = error instanceof InterceptedError || error instanceof RedirectedError;
          assert.ok(isOfGateway && error.request.forGateway, `${refusal}: ${error}`);
        }
        assert.equal(asJenkins.refused, undefined, 'no login was refused');
        assert.equal(asJira.refused, undefined);
        assert.deepEqual([...toJenkins.signOn.requests, ...toJira.signOn.requests], []);
      }
    });

    it('is no reason to blame it for a login that the server refuses', async () => {
      const gateway = await gatewayTo(jenkins);
      const http = clientAt(gateway.url, async () => extra);
      extra = signedIn(gateway);
      const session = new JenkinsSession(http, async () =>
        jenkinsLogin({ user: dev.id, secret: 'wrong', kind: JenkinsSecretKind.apiToken }),
      );
      assert.ok((await failureOf(session.getJson('/api/json'))) instanceof UnauthenticatedError);
      const toJira = await gatewayTo(jira);
      const cookie = signedIn(toJira);
      const wrong = loginByBearer('wrong');
      const asked = verifyJira(
        clientAt(toJira.url, async () => cookie),
        JiraFlavor.dataCenter,
        wrong,
      );
      assert.ok((await failureOf(asked)) instanceof UnauthenticatedError);
    });

    it('before the login only keeps out nothing but the anonymous question', async () => {
      const gateway = await gatewayTo(jenkins, { guards: 'login', refusal: GatewayRefusal.form });
      const http = clientAt(gateway.url);
      assert.ok((await failureOf(probeJenkins(http))) instanceof LoginRequiredError);
      assert.equal(
        (await verifyJenkins(http, { kind: JenkinsSecretKind.apiToken, user: dev.id, secret: dev.token })).kind,
        'apiToken',
      );
      await startBuild(jenkinsAt(http), 'hello', undefined);
    });

    it('alone gets its cookie: neither another host nor storage that the server leads to', async () => {
      const foreign = await startServer((_, res) => res.end('stored'));
      open.push(foreign);
      const own = await startServer((_, res) => res.writeHead(302, { location: `${foreign.origin}/login` }).end());
      open.push(own);
      const http = clientAt(own.origin, async () => parseExtraHeaders('SSO=s3cret'));
      await assert.rejects(http.send({ method: Method.get, path: '/' }), RedirectedError);
      assert.deepEqual(foreign.requests, []);
      const storage = newTransport();
      open.push(storage);
      assert.equal(
        await (await http.send({ method: Method.get, path: '/', externalTransport: storage })).text(),
        'stored',
      );
      assert.doesNotMatch(JSON.stringify(foreign.requests), /SSO|s3cret/);
      assert.ok(own.requests.every(({ headers }) => headers.cookie === 'SSO=s3cret'));
    });
  });
}

describe('a proxy before a gateway', () => {
  it('sees no cookie in the request for a tunnel', async () => {
    const authority = await TestAuthority.create('Servers');
    const server = await startServer((_, res) => res.end('fine'), await authority.issue({ names: ['localhost'] }));
    const proxy = await startHttpProxy();
    const own = { proxy: `http://127.0.0.1:${proxy.port}`, ca: [authority.cert] };
    const http = new HttpClient({
      base: BaseUrl.parse(`https://localhost:${server.port}`),
      transport: new UndiciTransport({ network: { ...plainNetwork, own } }),
      userAgent: 'test',
      forGateway: async own => withExtraHeaders(own, parseExtraHeaders('SSO=s3cret')),
    });
    try {
      assert.equal(await (await http.send({ method: Method.get, path: '/' })).text(), 'fine');
      assert.equal(server.requests[0]?.headers.cookie, 'SSO=s3cret');
      assert.equal(proxy.asked.length, 1);
      assert.doesNotMatch(proxy.bytes(), /s3cret/);
    } finally {
      await Promise.all([http, server, proxy].map(each => each.close()));
    }
  });
});

async function failureOf(asking: Promise<unknown>): Promise<RequestError> {
  return asking.then(
    () => assert.fail('it worked'),
    (error: RequestError) => error,
  );
}
