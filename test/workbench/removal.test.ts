import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { gatewayCookie, type SsoGateway, startSsoGateway } from '../servers/wire/ssoGateway.ts';
import { activate, demoJenkins, until } from './demo.ts';
import { Person } from './person.ts';

describe('removing a connection', () => {
  const run = (command: string, ...given: unknown[]) =>
    vscode.commands.executeCommand(`jenkinsJira.${command}`, ...given);
  const setting = () => vscode.workspace.getConfiguration('jenkinsJira');
  const list = () => setting().get<{ id: string; name: string }[]>('connections') ?? [];
  const idOf = (name: string) => list().find(each => each.name === name)?.id;
  const cookie = () => `${gatewayCookie}=${gateway.signIn()}`;
  let original: unknown;
  let person: Person;
  let gateway: SsoGateway;
  let moved: SsoGateway;

  before(async () => {
    await activate();
    original = setting().inspect('connections')?.globalValue;
    const port = Number(new URL(demoJenkins().url).port);
    gateway = await startSsoGateway({ port });
    moved = await startSsoGateway({ port, guards: 'login' });
    person = new Person();
  });
  after(async () => {
    person.leave();
    await setting().update('connections', original, vscode.ConfigurationTarget.Global);
    await Promise.all([gateway.close(), moved.close()]);
  });

  async function add(name: string): Promise<void> {
    void run('addConnection', 'jenkins');
    await person.press(/address of your Jenkins/, 'Add Gateway Cookie or Header');
    await person.enter(/cookie as name=value/, cookie());
    await person.enter(/address of your Jenkins/, gateway.url);
    await person.enter(/user name/, demoJenkins().user);
    await person.enter(/Your API token/, demoJenkins().secret);
    await person.enter(/Display name/, name);
    await person.message(new RegExp(`Connected ${name}`));
    person.told.splice(0);
  }

  /** Origins with secrets that no connection has, as *Remove Connection* lists them. */
  async function lost(): Promise<string[]> {
    void run('removeConnection');
    const items = await person.items(/^Demo Jenkins/);
    person.hideAll();
    return items
      .filter(({ label }) => label === 'Secrets without a connection')
      .map(({ description = '' }) => description);
  }

  it('leaves none of its secrets, whatever addresses it had', async () => {
    const before = await lost();
    await add('Passing');
    void run('editConnection', idOf('Passing'));
    await person.choose(/^Address/);
    await person.enter(/address of your Jenkins/, moved.url);
    await person.enter(/token or password for/, demoJenkins().secret);
    await person.message(/Connected Passing/);
    person.buttons.push('Remove');
    await run('removeConnection', idOf('Passing'));
    assert.equal(idOf('Passing'), undefined);
    assert.deepEqual(await lost(), before);
  });

  it('lists secrets whose connection is gone from the settings, and removes them when asked to', async () => {
    const before = await lost();
    await add('Vanished');
    const rest = list().filter(({ name }) => name !== 'Vanished');
    await setting().update('connections', rest, vscode.ConfigurationTarget.Global);
    await until('the change', () => (idOf('Vanished') === undefined ? true : undefined));
    assert.deepEqual((await lost()).sort(), [...before, gateway.url].sort(), 'not removed by themselves');
    person.buttons.push('Remove');
    const removed = run('removeConnection');
    await person.choose(/^Secrets without/, gateway.url);
    await removed;
    await person.message(/Remove the secrets for http:.*Another profile may still/);
    assert.deepEqual(await lost(), before);
  });
});
