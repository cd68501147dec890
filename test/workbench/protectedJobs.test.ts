import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, jenkinsConnection } from './demo.ts';
import { Person } from './person.ts';

const { Global } = vscode.ConfigurationTarget;
const run = (command: string, ...rest: unknown[]) => vscode.commands.executeCommand(`jenkinsJira.${command}`, ...rest);

describe('the former name of the setting of protected jobs', () => {
  const settings = vscode.workspace.getConfiguration('jenkinsJira');
  let person: Person;

  before(async () => {
    await activate();
    person = new Person();
  });
  afterEach(async () => {
    await settings.update('carefulJobs', undefined, Global);
    await settings.update('protectedJobs', undefined, Global);
    person.hideAll();
  });
  after(() => person.leave());

  const isAsked = async () => {
    const changing = run('disableJob', { ...jenkinsConnection, job: 'hello' });
    await person.box(/hello is protected \(matches HEL\*\)/);
    person.hideAll();
    await changing;
  };

  it('counts while the new one is not set', async () => {
    await settings.update('carefulJobs', ['HEL*'], Global);
    await isAsked();
    await settings.update('protectedJobs', ['other'], Global);
    await run('disableJob', { ...jenkinsConnection, job: 'hello' });
    await run('enableJob', { ...jenkinsConnection, job: 'hello' });
  });

  it('gives its patterns to the new one when a job is protected on its line, and no longer', async () => {
    await settings.update('carefulJobs', ['HEL*'], Global);
    const lists = () => {
      const now = vscode.workspace.getConfiguration('jenkinsJira');
      return ['carefulJobs', 'protectedJobs'].map(name => now.inspect(name)?.globalValue);
    };
    await run('protectJob', { ...jenkinsConnection, job: 'payments/api/feature%2Flogin' });
    assert.deepEqual(lists(), [undefined, ['HEL*', 'payments/api/feature/login']]);
    await isAsked();
    await run('stopProtecting', { ...jenkinsConnection, job: 'payments/api/feature%2Flogin' });
    assert.deepEqual(lists(), [undefined, ['HEL*']]);
    const stopping = run('stopProtecting', { ...jenkinsConnection, job: 'hello' });
    await person.message(/^hello is still protected: it matches HEL\*\./);
    await stopping;
    assert.deepEqual(lists(), [undefined, ['HEL*']]);
  });
});
