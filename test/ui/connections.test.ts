import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { type DemoJenkins, demoUsers as jenkinsUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { type DemoJira, demoUsers as jiraUsers, startDemoJira } from '../servers/jira/index.ts';
import { filesWith } from './secretFiles.ts';
import { Workbench } from './workbench.ts';

describe('a person who connects servers', () => {
  let person: Workbench;
  let jenkins: DemoJenkins;
  let moved: DemoJenkins;
  let cloud: DemoJira;
  let dataCenter: DemoJira;
  let intranet: Server;
  const { dev } = jenkinsUsers;
  const { fred } = jiraUsers;

  before(async () => {
    jenkins = await startDemoJenkins({ contextPath: '/ci' });
    moved = await startDemoJenkins();
    cloud = await startDemoJira({ flavor: 'cloud' });
    dataCenter = await startDemoJira({ flavor: 'dataCenter', contextPath: '/jira' });
    intranet = createServer((_, res) =>
      res.writeHead(200, { 'content-type': 'text/html' }).end('<title>Our intranet</title>'),
    );
    await new Promise<void>(done => intranet.listen(0, '127.0.0.1', done));
    person = await Workbench.launch();
  });
  after(async () => {
    await person?.leave();
    intranet.close();
    intranet.closeAllConnections();
    await Promise.all([jenkins, moved, cloud, dataCenter].map(server => server.close()));
  });

  afterEach(async function () {
    await person.endStep(this.currentTest);
  });

  /** What the user's settings hold. */
  function connections(): Record<string, unknown>[] {
    const settings = JSON.parse(readFileSync(join(person.folder, 'user/User/settings.json'), 'utf8'));
    return settings['jenkinsJira.connections'] ?? [];
  }

  it('is shown what to do when nothing is connected', async () => {
    await person.openViews();
    await person.page.getByRole('button', { name: 'Add Jenkins Connection', exact: true }).last().waitFor();
    await person.page.getByRole('button', { name: 'Add Jira Connection', exact: true }).last().waitFor();
    await person.picture('1-welcome');
  });

  it('is told what is wrong with an address, and keeps what was typed', async () => {
    await person.page.getByRole('button', { name: 'Add Jenkins Connection', exact: true }).last().click();
    const closedPort = await unusedPort();
    const { port } = intranet.address() as AddressInfo;
    const wrong: [string, RegExp][] = [
      ['', /Enter the address/],
      ['not an address', /not a valid address/],
      ['ftp://ci.example.com', /must start with https/],
      ['https://me:s3cret@ci.example.com', /Remove the user name and password/],
      ['https://no-such-host.invalid', /no-such-host\.invalid could not be found/],
      [`http://127.0.0.1:${closedPort}`, /Connection refused by/],
      [`http://127.0.0.1:${port}`, /Our intranet/],
    ];
    await person.asked('The address of your Jenkins');
    for (const [typed, sentence] of wrong) {
      await person.retry(typed);
      await person.problem(sentence);
      assert.equal(await person.input.inputValue(), typed);
    }
    await person.picture('1-wrong-address');
  });

  it('connects a Jenkins, and is told what was found', async () => {
    await person.retry(`${jenkins.url}/`);
    await person.answer('Your user name', dev.id);
    await person.answer('Your API token', 'wrong-token');
    await person.problem(/refused/);
    assert.equal(await person.input.getAttribute('type'), 'password');
    await person.picture('1-token');
    // A blank pasted along is no part of the token.
    await person.retry(` ${dev.token}`);
    await person.answer('Display name', '   ');
    await person.problem(/Enter a name/);
    await person.retry('Builds');
    await person.toast(/Connected Builds: Jenkins 2\.\d+.*API token/).waitFor();
    await person.line('Jenkins', /hello.*passed/).waitFor();
    await person.picture('1-jenkins-connected');
    assert.equal(connections().length, 1);
  });

  it('connects a Jira Cloud, with back and a name that is taken', async () => {
    await person.command('Jenkins & Jira: Add Connection…');
    await person.choose('Jira');
    await person.answer('The address of your Jira', `${jenkins.url}`);
    await person.problem(/is a Jenkins server, not Jira/);
    await person.retry(cloud.url);
    await person.asked('email address');
    await person.page.getByRole('button', { name: 'Back' }).click();
    await person.asked('The address of your Jira');
    assert.equal(await person.input.inputValue(), cloud.url);
    await person.page.keyboard.press('Enter');
    await person.answer('email address', fred.emailAddress);
    await person.answer('Your API token', fred.apiToken);
    await person.answer('Display name', 'builds');
    await person.problem(/A connection named .* already exists/);
    await person.retry('Issues');
    await person.toast(/Connected Issues: Jira Cloud, signed in as Fred Fischer/).waitFor();
    await person.line('Jira', /PAY-431/).waitFor();
  });

  it('connects a Jira Data Center by a personal access token', async () => {
    await person.command('Jenkins & Jira: Add Connection…');
    await person.choose('Jira');
    await person.answer('The address of your Jira', dataCenter.url);
    await person.choose('Personal access token');
    await person.answer('Your personal access token', fred.personalAccessToken);
    await person.answer('Display name', 'Old issues');
    await person.toast(/Connected Old issues: Jira 9\.\d/).waitFor();
    await person.picture('1-all-connected');
    assert.equal(connections().length, 3);
  });

  it('still is connected after a reload', async () => {
    await person.reload();
    await person.openViews();
    await person.line('Jenkins', /hello.*passed/).waitFor();
    await person.line('Jira', /PAY-431/).waitFor();
  });

  it('renames a connection, and replaces a token by a password', async () => {
    await person.contextAction('Jenkins', /Builds/, 'Edit Connection…');
    await person.choose('Name');
    await person.answer('Display name', 'CI');
    await person.line('Jenkins', /CI/).waitFor();
    await person.contextAction('Jenkins', /CI/, 'Replace Token…');
    await person.answer('The token or password', dev.password);
    await person.toast(/with a password/).waitFor();
    const [first] = connections();
    assert.deepEqual([first?.['name'], first?.['auth']], ['CI', { kind: 'password', user: dev.id }]);
    await person.inlineAction('Jenkins', /hello/, 'Start Build');
    await person.statusBar(/hello/).waitFor();
  });

  it('tests a connection', async () => {
    await person.closeToasts();
    await person.contextAction('Jenkins', /CI/, 'Test Connection');
    await person.toast(/CI works \(\d+ ms\): Jenkins 2\.\d+, signed in as .* with a password/).waitFor();
    await person.picture('22-test');
  });

  it('is asked for the token when the address changes to another server', async () => {
    await person.closeToasts();
    await person.contextAction('Jenkins', /CI/, 'Edit Connection…');
    await person.choose('Address');
    await person.answer('The address of your Jenkins', moved.url);
    await person.asked('The token or password');
    assert.ok(moved.requests.every(request => request.headers['authorization'] === undefined));
    await person.answer('The token or password', dev.token);
    await person.toast(/Connected CI/).waitFor();
    assert.equal(connections()[0]?.['url'], moved.url);
  });

  it('removes a connection with its secret', async () => {
    await person.collapse('Jira', /^Issues/);
    await person.contextAction('Jira', /Old issues/, 'Remove Connection…');
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'Remove the connection Old issues?' });
    await dialog.waitFor();
    await person.picture('1-remove');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await person.line('Jira', /Old issues/).waitFor({ state: 'detached' });
    assert.equal(connections().length, 2);
  });

  it('sees in another window what was changed in this one', async () => {
    const other = await person.otherWindow();
    await other.openViews();
    await other.line('Jenkins', /^CI/).waitFor();
    // A page that is not in front hardly draws.
    await person.page.bringToFront();
    await person.contextAction('Jenkins', /CI/, 'Edit Connection…');
    await person.choose('Name');
    await person.answer('Display name', 'Factory');
    // The rig's server tells a window of changed settings only when it loads.
    await other.page.bringToFront();
    await other.reload();
    await other.openViews();
    await other.line('Jenkins', /^Factory/).waitFor();
    await other.page.close();
  });

  it('has left no secret in the open anywhere', () => {
    const secrets = [dev.token, dev.password, fred.apiToken, fred.personalAccessToken, 's3cret@ci', 'wrong-token'];
    for (const secret of secrets) assert.deepEqual(filesWith(person.folder, secret), [], secret);
    assert.ok(filesWith(person.folder, 'Factory').length > 0, 'what is not secret is found');
  });
});

async function unusedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>(done => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise(done => probe.close(done));
  return port;
}
