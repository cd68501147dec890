import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { type DemoServers, startDemoServers } from '../demo/servers.ts';
import { demoUsers } from '../servers/jenkins/index.ts';
import { gatewayCookie, type SsoGateway, startSsoGateway } from '../servers/wire/ssoGateway.ts';
import { filesWith } from './secretFiles.ts';
import { Workbench } from './workbench.ts';

describe('a person before a sign-on gateway', () => {
  const { dev } = demoUsers;
  const values: string[] = [];
  let person: Workbench;
  let demo: DemoServers;
  let gateway: SsoGateway;

  before(async () => {
    demo = await startDemoServers({ pace: 4 });
    gateway = await startSsoGateway({ port: Number(new URL(demo.jenkins.url).port) });
    person = await Workbench.launch({ settings: { 'jenkinsJira.pollingSeconds': 0 } });
    await person.openViews();
  });
  after(async () => {
    await person?.leave();
    await Promise.all([gateway, demo].map(each => each.close()));
  });
  afterEach(async function () {
    await person.endStep(this.currentTest);
  });

  function signIn(): string {
    const value = gateway.signIn();
    values.push(value);
    return value;
  }

  it('is told which cookie to copy, and connects with it', async () => {
    await person.page.getByRole('button', { name: 'Add Jenkins Connection', exact: true }).click();
    await person.answer('The address of your Jenkins', gateway.url);
    await person.choose('User name with API token or password');
    await person.answer('Your user name', dev.id);
    await person.answer('Your API token', dev.token);
    await person.problem(/If it is a sign-on gateway, add its cookie with the button/);
    await person.picture('6-gateway-answers');
    await person.page.getByRole('button', { name: 'Add Gateway Cookie or Header' }).click();
    await person.asked('open its developer tools (F12)');
    assert.equal(await person.input.getAttribute('type'), 'password');
    await person.picture('6-gateway-cookie');
    await person.retry('Authorization: Basic x');
    await person.problem(/set by the extension itself/);
    await person.retry(`${gatewayCookie}=${signIn()}`);
    await person.asked('Your API token');
    await person.page.keyboard.press('Enter');
    await person.answer('Display name', 'Guarded');
    await person.toast(/Connected Guarded: Jenkins 2\.\d+/).waitFor();
    await person.line('Jenkins', /hello.*passed/).waitFor();
    const settings = readFileSync(join(person.folder, 'user/User/settings.json'), 'utf8');
    assert.deepEqual(JSON.parse(settings)['jenkinsJira.connections'][0].headerNames, [`Cookie ${gatewayCookie}`]);
  });

  it('is told that the cookie has expired, and replaces it from there', async () => {
    await person.closeToasts();
    gateway.expire();
    await person.command('Jenkins & Jira: Refresh');
    const problem = person.line('Jenkins', /sign-on gateway in front of .* requires a login/);
    await problem.waitFor();
    await problem.click();
    const toast = person.toast(/cookie or header has expired or is missing/);
    const replace = toast.getByRole('button', { name: 'Replace Gateway Cookie' });
    await replace.hover();
    await person.picture('6-gateway-expired');
    await replace.click();
    await person.answer(`New value of Cookie ${gatewayCookie}`, signIn());
    await person.toast(/Connected Guarded/).waitFor();
    await problem.waitFor({ state: 'detached' });
    await person.inlineAction('Jenkins', /^hello/, 'Start Build');
    await person.statusBar(/hello/).waitFor();
  });

  it('finds no value of a cookie in the open', () => {
    assert.equal(values.length, 2);
    for (const value of values) assert.deepEqual(filesWith(person.folder, value), []);
    assert.deepEqual(gateway.signOn.requests, []);
  });
});
