import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, afterEach, before, describe, it } from 'mocha';
import { ForbiddenError, NotFoundError } from '../../../../src/http/errors.ts';
import type { Editor } from '../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../cases/editor/extension.ts';
import type { Panel } from '../../../cases/editor/panel.ts';
import { type DemoJenkins, demoUsers, startDemoJenkins } from '../../../servers/jenkins/index.ts';
import { startDemoJira } from '../../../servers/jira/index.ts';
import { selfSigned, TestAuthority } from '../../../servers/wire/certificates.ts';
import { freePort, startRawServer, startServer } from '../../../servers/wire/httpServer.ts';
import { relayTo } from '../../../servers/wire/relay.ts';
import { until } from '../../fixtures/until.ts';

describe('Diagnose Connection', () => {
  let editor: Editor;
  let jenkins: DemoJenkins;
  const open: { close(): Promise<unknown> }[] = [];

  before(async () => {
    editor = await extensionEditor();
    jenkins = await startDemoJenkins({});
  });
  afterEach(() => {
    for (const panel of editor.panels.splice(0)) panel.close();
    editor.messages.length = 0;
  });
  after(async () => {
    editor.set('jenkinsJira.connections', []);
    await Promise.all([jenkins, ...open].map(each => each.close()));
  });

  const connect = (url: string, user: string = demoUsers.dev.id) =>
    editor.set('jenkinsJira.connections', [
      { id: 'jenkins', product: 'jenkins', name: 'CI', url, auth: { kind: 'apiToken', user } },
    ]);
  const run = (command: string, ...given: unknown[]) => editor.execute(`jenkinsJira.${command}`, ...given);
  const pageOf = () => editor.panels.at(-1) ?? assert.fail('no page');
  const htmlOf = (panel: Panel) => panel.content;
  async function ended(panel: Panel): Promise<string> {
    await until(() => htmlOf(panel).includes('Run Again'));
    return htmlOf(panel);
  }
  async function diagnose(target: unknown = 'jenkins'): Promise<Panel> {
    await run('diagnoseConnection', target);
    await ended(pageOf());
    return pageOf();
  }

  async function runAgain(panel: Panel): Promise<void> {
    const { length } = panel.messages;
    panel.say({ command: 'runAgain' });
    await until(() => panel.messages.length > length && panel.content.includes('Run Again'));
  }

  it('says of each step what it found, and that all is well', async () => {
    connect(jenkins.url);
    const html = htmlOf(await diagnose());
    assert.match(html, /<h1 dir="auto">Diagnosis of CI<\/h1>\n<p role="status">No problems were found\.<\/p>/);
    for (const title of ['Address', 'Proxy', 'Encryption \\(TLS\\)', 'Login', 'Speed']) {
      assert.match(html, new RegExp(`<h2 class="step">${title} `));
    }
    assert.match(html, /Signed in as dev\./);
    assert.doesNotMatch(html, new RegExp(demoUsers.dev.token));
  });

  it('begins with the problem, and leads to its fix', async () => {
    connect(`${jenkins.url.replace('http:', 'https:')}`);
    const panel = await diagnose();
    const html = htmlOf(panel);
    assert.match(html, /role="status">127\.0\.0\.1:\d+ does not support https\. The address should be http:/);
    const [, argument = ''] = /data-command="fix" data-argument="(\d+ \d+)"[^>]*>Use New Address</.exec(html) ?? [];
    panel.say({ command: 'fix', argument });
    // To another origin the token is not carried along.
    (await editor.dialogs.nextBox()).enter(demoUsers.dev.token);
    const saved = () => (editor.settings.get('jenkinsJira.connections') as { url: string }[])[0]?.url;
    await until(() => saved() === jenkins.url);
  });

  it('is offered by the message of a failure, and takes up what failed', async () => {
    connect(`http://127.0.0.1:${await freePort()}`);
    editor.press('Diagnose Connection');
    await run('testConnection', { connection: { id: 'jenkins' } });
    await until(() => editor.panels.length > 0);
    assert.match(await ended(pageOf()), /Connection refused by 127\.0\.0\.1:\d+.*Nothing listens on this port/);
  });

  it('is copied as Markdown, with host names or without', async () => {
    connect(jenkins.url);
    const panel = await diagnose();
    const copied = async (command: string) => {
      editor.clipboard = '';
      panel.say({ command });
      await until(() => editor.clipboard !== '');
      return editor.clipboard;
    };
    const plain = await copied('copyAsMarkdown');
    assert.match(plain, /^\*\*Diagnosis of a Jenkins connection\*\*\n\nNo problems were found\./);
    assert.match(plain, /\*\*Login: OK\*\*\n\n- Signed in as dev\./);
    assert.match(plain, /127\.0\.0\.1/);
    const masked = await copied('copyMasked');
    assert.doesNotMatch(masked, /127\.0\.0\.1/);
    assert.match(masked, /host-1/);
    for (const text of [plain, masked]) assert.ok(!text.includes(demoUsers.dev.token));
  });

  it('masks names of hosts that it was told, wherever they stand', async () => {
    editor.set('jenkinsJira.connections', []);
    const panel = await diagnose({ product: 'jenkins', address: 'https://ci.nowhere.invalid:8443' });
    panel.say({ command: 'copyMasked' });
    await until(() => editor.clipboard.includes('could not be found'));
    assert.doesNotMatch(editor.clipboard, /nowhere/);
    assert.match(editor.clipboard, /The host host-1 could not be found/);
  });

  it('masks the company that an authority or a portal names', async () => {
    editor.set('jenkinsJira.connections', []);
    const root = await TestAuthority.create('Acme Root');
    const below = await root.intermediate('Acme Servers');
    const { cert, key } = await below.issue({ names: ['localhost'] });
    const secure = await startServer((_, res) => res.end(), { cert: `${cert}\n${below.cert}`, key });
    const leading = await startServer((_, res) =>
      res.writeHead(302, { location: 'http://captive.acme.example/login' }).end(),
    );
    open.push(secure, leading);
    for (const [address, said] of [
      [`https://localhost:${secure.port}`, 'authority is not trusted'],
      [leading.origin, 'Sign in in the browser'],
    ]) {
      const panel = await diagnose({ product: 'jenkins', address });
      editor.clipboard = '';
      panel.say({ command: 'copyMasked' });
      await until(() => editor.clipboard.includes(said ?? ''));
      assert.doesNotMatch(editor.clipboard, /acme/i);
    }
  });

  it('tells a hidden job from a refused token', async () => {
    connect(jenkins.url);
    const request = { method: 'POST', origin: jenkins.url, path: '/job/gone/build' };
    await run('diagnoseConnection', 'jenkins', new NotFoundError(request, { status: 404 }));
    assert.match(
      await ended(pageOf()),
      /gone does not exist, or your account lacks Job\/Read there\. The login itself is/,
    );
  });

  it('sends a refused login again only when the person says so', async () => {
    connect(jenkins.url, 'nobody');
    const begun = jenkins.requests.length;
    const sent = () => jenkins.requests.slice(begun).filter(each => each.path.startsWith('/whoAmI')).length;
    const panel = await diagnose();
    assert.match(htmlOf(panel), /The user or the token was refused\./);
    const before = sent();
    await runAgain(panel);
    assert.match(editor.messages.join(), /The login of CI was refused before\. Sign in once more\?/);
    assert.match(htmlOf(panel), /The user or the token was refused\./);
    assert.equal(sent(), before);
    editor.press('Sign In Once More');
    await runAgain(panel);
    assert.equal(sent(), before + 1);
  });

  it('sends a refused login of no connection yet again only when the person says so, too', async () => {
    const begun = jenkins.requests.length;
    const sent = () => jenkins.requests.slice(begun).filter(({ headers }) => headers['authorization']).length;
    const place = { product: 'jenkins', url: jenkins.url, auth: { kind: 'apiToken', user: demoUsers.dev.id } };
    const login = { connection: { id: 'new', name: 'CI', ...place }, secret: 'deploy-word' };
    const panel = await diagnose({ product: 'jenkins', address: jenkins.url, network: {}, login });
    assert.equal(sent(), 1);
    await runAgain(panel);
    assert.equal(sent(), 1);
    assert.match(editor.messages.join(), /The login of CI was refused before\. Sign in once more\?/);
  });

  it('names the rule that a restricted token lacks', async () => {
    const forbidden = (_: unknown, res: ServerResponse) =>
      res.writeHead(403, { 'content-type': 'application/json', 'x-ausername': 'fred' }).end('{"message":"Forbidden"}');
    const jira = await startDemoJira({ flavor: 'dataCenter', seed: 'empty' });
    open.push(jira);
    for (let times = 0; times < 3; times++) jira.answerOnce({ path: /\/myself$/ }, forbidden);
    editor.set('jenkinsJira.connections', [
      { id: 'jira', product: 'jira', name: 'Issues', url: jira.url, flavor: 'dataCenter', auth: { kind: 'bearer' } },
    ]);
    const rule = /is not allowed GET \/rest\/api\/2\/myself\. If this token has restrictions, add this rule: \[get\]/;
    assert.match(htmlOf(await diagnose('jira')), rule);
  });

  it('names the rule that a refused call needs', async () => {
    const jira = await startDemoJira({ flavor: 'dataCenter', seed: 'empty' });
    open.push(jira);
    editor.set('jenkinsJira.connections', [
      {
        ...{ id: 'demoDataCenter', product: 'jira', name: 'Issues', url: jira.url, flavor: 'dataCenter' },
        auth: { kind: 'bearer' },
      },
    ]);
    const request = { method: 'POST', origin: jira.url, path: '/rest/api/2/issue/PAY-1/transitions' };
    await run('diagnoseConnection', 'demoDataCenter', new ForbiddenError(undefined, request, { status: 403 }));
    const html = await ended(pageOf());
    assert.doesNotMatch(html, /Not checked: [^<]*Crumbs/);
    assert.match(
      html,
      /The login is fine: .*\/transitions, or the token’s rules do not allow it\. If this token has restrictions, add this rule: \[post\][^<]*transitions/,
    );
  });

  it('is canceled by its button, and keeps what it found', async () => {
    const silent = await startRawServer(() => undefined);
    open.push(silent);
    connect(`http://127.0.0.1:${silent.port}`);
    await run('diagnoseConnection', 'jenkins');
    await until(() => htmlOf(pageOf()).includes('Checking: Server'));
    pageOf().say({ command: 'cancel' });
    const html = await ended(pageOf());
    assert.match(html, /The diagnosis was canceled\./);
    assert.match(html, /accepts connections/);
    await until(() => silent.asking() === 0);
  });

  it('ends with its page', async () => {
    const silent = await startRawServer(() => undefined);
    open.push(silent);
    connect(`http://127.0.0.1:${silent.port}`);
    await run('diagnoseConnection', 'jenkins');
    await until(() => silent.asking() === 1);
    pageOf().close();
    await until(() => silent.asking() === 0);
  });

  it('examines an address that is no connection yet, and goes on with a better one', async () => {
    editor.set('jenkinsJira.connections', []);
    const panel = await diagnose({ product: 'jenkins', address: `${jenkins.url}/job/hello/` });
    const html = htmlOf(panel);
    assert.match(html, /That is a link to a page\./);
    assert.match(html, /Not checked: no user or token has been entered\./);
    assert.match(html, new RegExp(`data-argument="0 0"[^>]*>Diagnose ${jenkins.url}<`));
    panel.say({ command: 'fix', argument: '0 0' });
    await until(() => editor.panels.length > 1);
    assert.match(await ended(pageOf()), /The server address is http:/);
  });

  it('goes on with the certificate of an address that is no connection yet, once it is trusted', async () => {
    const secure = await startServer(relayTo(Number(new URL(jenkins.url).port)), await selfSigned(['localhost']));
    open.push(secure);
    const panel = await diagnose({ product: 'jenkins', address: `https://localhost:${secure.port}` });
    const [, argument = ''] = /data-argument="(\d+ \d+)"[^>]*>Trust for This Diagnosis…</.exec(htmlOf(panel)) ?? [];
    editor.press('Trust This Certificate');
    panel.say({ command: 'fix', argument });
    await until(() => editor.panels.length > 1);
    assert.match(await ended(pageOf()), /The certificate is the one that you trust.*A Jenkins server answers\./s);
  });

  it('goes on by the editor’s transport', async () => {
    const network = { proxy: `http://127.0.0.1:${await freePort()}` };
    const panel = await diagnose({ product: 'jenkins', address: jenkins.url, network });
    const title = 'Diagnose by the Editor’s Transport';
    const [, argument = ''] = new RegExp(`data-argument="(\\d+ \\d+)"[^>]*>${title}<`).exec(htmlOf(panel)) ?? [];
    panel.say({ command: 'fix', argument });
    await until(() => editor.panels.length > 1);
    assert.match(await ended(pageOf()), /uses the editor’s transport.*A Jenkins server answers\./s);
  });

  it('is a button while a connection is added, and sends no login that was refused there', async () => {
    editor.set('jenkinsJira.connections', []);
    const begun = jenkins.requests.length;
    const sent = () => jenkins.requests.slice(begun).filter(({ headers }) => headers['authorization']).length;
    void run('addConnection', 'jenkins');
    const address = await editor.dialogs.nextBox();
    address.value = jenkins.url;
    address.press('Diagnose');
    await until(() => editor.panels.length === 1);
    assert.match(await ended(pageOf()), /A Jenkins server answers\..*Not checked: no user or token/s);
    address.enter(jenkins.url);
    (await editor.dialogs.nextBox()).enter(demoUsers.dev.id);
    const secret = await editor.dialogs.nextBox();
    secret.enter('deploy-word');
    await until(() => secret.validationMessage !== undefined && !secret.busy);
    assert.equal(sent(), 1);
    secret.press('Diagnose');
    await until(() => editor.panels.length === 2);
    assert.match(await ended(pageOf()), /It does not look like an API token\. A job’s trigger token/);
    assert.equal(sent(), 1);
    secret.value = demoUsers.dev.token;
    secret.press('Diagnose');
    await until(() => editor.panels.length === 3);
    assert.match(await ended(pageOf()), /Signed in as dev\./);
    editor.dialogs.leave();
    secret.hide();
  });

  it('asks which connection or address is meant when called from the palette', async () => {
    connect(jenkins.url);
    const running = run('diagnoseConnection');
    await (await editor.dialogs.nextPick()).choose('Address of a Jenkins…');
    (await editor.dialogs.nextBox()).enter('our build server');
    await running;
    assert.match(await ended(pageOf()), /This is not a valid address/);
  });
});
