import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { encodedText } from '../../../src/snippets/encoded.ts';
import { type Call, languages, type SnippetLanguage } from '../../../src/snippets/index.ts';
import { type DemoJenkins, startDemoJenkins } from '../../servers/jenkins/index.ts';
import { type DemoJira, startDemoJira } from '../../servers/jira/startDemoJira.ts';
import { TestAuthority } from '../../servers/wire/certificates.ts';
import { startServer, type TestServer } from '../../servers/wire/httpServer.ts';
import { startHttpProxy, startSocksProxy, type TestProxy } from '../../servers/wire/proxies.ts';
import { relayTo } from '../../servers/wire/relay.ts';
import { type Ended, type Runner, runners, runSnippet } from './running/runners.ts';
import { baseOf, configuration, hostilePassword, type Places, type Scene, triggerToken, Way } from './running/scene.ts';
import { scenes } from './running/scenes.ts';

/** Languages of a usual run; `npm run test:snippets` runs them all. */
const usual = ['curl', 'javascript', 'python'];
const all = process.env['SNIPPETS'];
const chosen = all ? (all === 'all' ? Object.keys(runners) : all.split(',')) : usual;

describe('snippets that are run', function () {
  this.timeout(120_000);
  let jenkins: DemoJenkins;
  let jira: DemoJira;
  let foreign: TestServer;
  let gates: TestServer[];
  let proxies: readonly [TestProxy, TestProxy, TestProxy];
  let folder: string;
  let plain: Places;
  let secured: Places;
  let guarded: Places;
  let socks: Places;
  let certificate: string;

  before(async () => {
    jenkins = await startDemoJenkins({ pace: 100 });
    jira = await startDemoJira({ flavor: 'dataCenter', contextPath: '/jira' });
    const admin = jenkins.state.users.get('admin');
    if (admin) admin.password = hostilePassword;
    const job = jenkins.state.root.items.get('everything');
    if (job && 'authToken' in job) job.authToken = triggerToken;
    const authority = await TestAuthority.create('Snippets');
    const identity = await authority.issue({ names: ['jenkins.test', 'jira.test'] });
    foreign = await startServer((_, res) => res.writeHead(404).end());
    gates = [];
    for (const { url } of [jenkins, jira])
      gates.push(await startServer(relayTo(Number(new URL(url).port)), { cert: identity.cert, key: identity.key }));
    const names = Object.fromEntries(
      ['jenkins.test', 'jira.test'].map((name, i) => [name, { host: '127.0.0.1', port: gates[i]?.port ?? 0 }]),
    );
    proxies = [
      await startHttpProxy({ names }),
      await startHttpProxy({ names, login: proxyLogin }),
      await startSocksProxy({ names, login: proxyLogin }),
    ];
    folder = mkdtempSync(join(tmpdir(), "jj snippets' "));
    certificate = join(folder, 'ca file.pem');
    writeFileSync(certificate, authority.cert);
    writeFileSync(join(folder, 'config.xml'), configuration);
    plain = {
      ...{ jenkins, jira, foreign, jenkinsBase: baseOf(jenkins.url), jiraBase: baseOf(jira.url) },
      network: { proxy: 'none' },
    };
    secured = {
      ...{ jenkins, jira, foreign, jenkinsBase: 'https://jenkins.test', jiraBase: 'https://jira.test/jira' },
      network: { proxy: `http://127.0.0.1:${proxies[0].port}`, ca: { variable: 'CA_FILE' } },
    };
    guarded = { ...secured, network: { proxy: [{ variable: 'PROXY_URL' }], ca: { variable: 'CA_FILE' } } };
    socks = { ...guarded, network: { ...guarded.network, proxyKind: 'socks' } };
  });

  after(async () => {
    await Promise.all([jenkins, jira, foreign, ...proxies, ...gates].map(each => each.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (id: string, scene: Scene, way: Way): Promise<'ran' | 'cannot'> => {
    const runner = runners[id];
    const language = languages.find(each => each.id === id);
    assert.ok(runner && language, id);
    const places = { [Way.directly]: plain, [Way.secured]: secured, [Way.guarded]: guarded, [Way.socks]: socks }[way];
    const call = scene.call(places);
    const snippet = canRun(runner, way) ? snippetOf(language, call) : undefined;
    if (snippet === undefined) return 'cannot';
    for (const secret of Object.values(scene.variables)) assert.ok(!snippet.includes(secret));
    for (const { requests } of [jenkins, jira]) requests.length = 0;
    emptyQueue(jenkins);
    for (const { asked } of proxies) asked.length = 0;
    scene.prepare?.(places);
    const variables = { ...variablesFor(scene, language.unencoded?.(call) ?? []), CA_FILE: certificate };
    // A proxy of the machine, which a connection that wants none goes around.
    if (!runner.hasNoNetwork) Object.assign(variables, { http_proxy: 'http://127.0.0.1:9' });
    const address = proxyAddress(way, proxies);
    const { status, output } = await runSnippet(runner, {
      folder,
      snippet,
      variables: { ...variables, PROXY_URL: address },
    });
    judged(`ended with ${status}\n${output.slice(0, 1500)}\n--- of\n${snippet}`, () => {
      scene.check(places);
      const used = Object.values(Way).filter((_, i) => (proxies[i - 1]?.asked.length ?? 0) > 0);
      assert.deepEqual(used, way === Way.directly ? [] : [way], 'the proxy is used where it is meant to be');
      if (scene.fails) checkFailure(scene.fails, runner, { status, output });
    });
    return 'ran';
  };

  for (const id of chosen) {
    for (const scene of scenes.filter(({ only = id }) => only === id)) {
      for (const way of all ? waysOf(scene) : scene.usual) {
        it(`${id}: ${scene.name}, ${way}`, async function () {
          if ((await run(id, scene, way)) === 'cannot') this.skip();
        });
      }
    }
  }
});

/** The same build in the queue would be joined, with 303. */
function emptyQueue({ state: { queue } }: DemoJenkins): void {
  for (const item of [...queue.items]) queue.cancel(item);
}

function checkFailure(shown: RegExp, { isLenient }: Runner, { status, output }: Ended): void {
  assert.match(output, shown, 'the status is shown');
  if (!isLenient) assert.notEqual(status, 0, 'a refused request is a failure');
}

/** Address of a proxy with its login, as a reader sets it. */
function proxyAddress(way: Way, [, guarded, socks]: readonly [TestProxy, TestProxy, TestProxy]): string {
  const [scheme, gate] = way === Way.socks ? ['socks5h', socks] : ['http', guarded];
  return `${scheme}://me:${encodeURIComponent(proxyPassword)}@127.0.0.1:${gate.port}`;
}

const proxyPassword = 's&c r%t:@';
const proxyLogin = `me:${proxyPassword}`;

function waysOf({ everyWay }: Scene): readonly Way[] {
  return everyWay ? Object.values(Way) : [Way.directly, Way.secured];
}

/** Values as a reader sets them, those encoded that the language does not encode. */
function variablesFor({ variables }: Scene, unencoded: readonly string[]): Record<string, string> {
  const entries = Object.entries(variables);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, unencoded.includes(name) ? encodedText(value) : value]),
  );
}

/** Tells how the snippet ended where it did not do what was meant. */
function judged(ended: string, check: () => void): void {
  try {
    check();
  } catch (cause) {
    throw new Error(`${String(cause)}\n--- ${ended}`, { cause });
  }
}

/** Snippet of a call that the language, with what it has by itself, can make. */
function snippetOf(language: SnippetLanguage, call: Call): string | undefined {
  if (!(language.fits?.(call) ?? true)) return undefined;
  const snippet = language.write(call);
  return /speaks SOCKS: (?:this call|install)/.test(snippet) ? undefined : snippet;
}

function canRun(runner: Runner, way: Way): boolean {
  return runner.isHere() && !(runner.hasNoNetwork && way !== Way.directly);
}
