import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, askJenkins, jenkinsConnection, order, until } from './demo.ts';

const slots = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];
const foundAtLoad = slots.map(slot => Reflect.get(globalThis, slot));

function undiciIsLoaded(): boolean {
  return Object.keys(require.cache).some(file => file.endsWith('/dist/undici.js'));
}

describe('activation', () => {
  let extension: vscode.Extension<unknown>;

  before(async () => {
    extension = await activate();
  });

  it('registers every command that the manifest declares, and no other', async () => {
    const declared: string[] = extension.packageJSON.contributes.commands.map(
      (command: { command: string }) => command.command,
    );
    const registered = (await vscode.commands.getCommands(true)).filter(
      // Views bring commands of their own, such as focusing them.
      command => command.startsWith('jenkinsJira.') && !/^jenkinsJira\.(jenkins|jira|myWork)\./.test(command),
    );
    assert.deepEqual(registered.sort(), declared.sort());
  });

  it('loads undici at the first request, not before, and leaves the shared dispatchers alone', async () => {
    assert.equal(undiciIsLoaded(), false);
    const before = (await askJenkins('/job/hello/api/json?tree=nextBuildNumber')) as { nextBuildNumber: number };
    await vscode.commands.executeCommand('jenkinsJira.startBuild', { ...jenkinsConnection, job: 'hello' });
    assert.equal(undiciIsLoaded(), true);
    assert.deepEqual(
      slots.map(slot => Reflect.get(globalThis, slot)),
      foundAtLoad,
    );
    await until('the build', async () => {
      const after = (await askJenkins('/job/hello/api/json?tree=nextBuildNumber')) as { nextBuildNumber: number };
      return after.nextBuildNumber === before.nextBuildNumber + 1 ? after : undefined;
    });
  });

  it('does what the buttons of a view’s title say, while no line has the focus', async () => {
    await vscode.commands.executeCommand('jenkinsJira.jenkins.focus');
    const requests = async () => Number(await order({ kind: 'requests' }));
    await until('the first lines', async () => ((await requests()) > 0 ? true : undefined));
    await new Promise(done => setTimeout(done, 1000));
    const before = await requests();
    // So VS Code calls them: with nothing where a line would stand.
    await vscode.commands.executeCommand('jenkinsJira.refresh', undefined, undefined);
    await until('what is read anew', async () => ((await requests()) > before ? true : undefined));
  });

  it('asks nothing when a line was clicked that was just being fetched anew', async () => {
    const before = (await askJenkins('/job/hello/api/json?tree=nextBuildNumber')) as { nextBuildNumber: number };
    // Without this it would ask for a job, which nobody answers here.
    await vscode.commands.executeCommand('jenkinsJira.startBuild', undefined, undefined);
    const after = (await askJenkins('/job/hello/api/json?tree=nextBuildNumber')) as { nextBuildNumber: number };
    assert.deepEqual(after, before);
  });

  it('bears commands that are called with nonsense', async () => {
    const nonsense: unknown[] = [null, 7, 'x', {}, { connection: null }, { connection: { id: 7 }, job: 1, key: [] }];
    for (const target of nonsense) {
      // With a target that is none these would ask the person, which nobody answers here.
      for (const command of ['showProblem', 'showMore', 'postComment', 'discardComment', 'refresh']) {
        await vscode.commands.executeCommand(`jenkinsJira.${command}`, target);
      }
    }
  });
});
