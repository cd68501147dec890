import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, askJenkins, jenkinsConnection, until } from './demo.ts';

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(`jenkinsJira.${command}`, ...args);
const uriOf = (scheme: string, path: string, query: Record<string, string>) =>
  vscode.Uri.from({
    scheme,
    path,
    query: new URLSearchParams({ ...jenkinsConnection, ...query }).toString(),
  });

interface SeenJob {
  readonly color: string;
  readonly description: string;
  readonly builds: { readonly number: number; readonly actions: { readonly parameters?: unknown }[] }[];
}

const look = async (job: string) =>
  (await askJenkins(
    `/job/${job}/api/json?tree=color,description,builds[number,actions[parameters[name,value]]]`,
  )) as SeenJob;

describe('what is done on Jenkins', () => {
  before(() => activate());

  it('reads an artifact as a file, and refuses a path that leads out', async () => {
    const query = { job: 'unstable', number: '2' };
    const content = await vscode.workspace.fs.readFile(uriOf('jenkins-artifact', '/reports/tests.txt', query));
    assert.match(Buffer.from(content).toString(), /3 tests, 1 failure/);
    const outside = uriOf('jenkins-artifact', '/../../secret.txt', query);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(outside)));
    const uri = uriOf('jenkins-artifact', '/reports/tests.txt', query);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, Buffer.from('x'))));
  });

  it('shows what a failed test says as a file, with links to files of the workspace', async () => {
    const names = { className: 'payments.CardTest', name: 'refusesExpired' };
    const uri = uriOf('jenkins-test', '/refusesExpired.txt', { job: 'unstable', number: '2', ...names });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /^payments\.CardTest › refusesExpired\nFailed in unstable #2 on .*: new\n/);
    assert.match(document.getText(), /expected REFUSED but was ACCEPTED/);
    const links = await until('links', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(document.getText(links[0]?.range), 'CardTest.java:42');
    const gone = uriOf('jenkins-test', '/x.txt', { job: 'unstable', number: '2', className: 'a', name: 'passes' });
    await assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(gone)), /no longer contains this failed test/);
    const untested = uriOf('jenkins-test', '/x.txt', { job: 'hello', number: '1', className: 'a', name: 'b' });
    await assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(untested)));
  });

  it('pins jobs in the person’s settings, and nothing else', async () => {
    const pinned = () => vscode.workspace.getConfiguration('jenkinsJira').get<unknown[]>('pinnedJobs');
    await run('pinJob', { ...jenkinsConnection, job: 'hello' });
    await run('pinJob', { ...jenkinsConnection, job: 'slow' });
    await run('pinJob', { ...jenkinsConnection, job: 'hello' });
    assert.deepEqual(pinned(), [
      { ...jenkinsConnection, job: 'hello' },
      { ...jenkinsConnection, job: 'slow' },
    ]);
    await run('unpinJob', { ...jenkinsConnection, job: 'hello' });
    await run('unpinJob', { ...jenkinsConnection, job: 'slow' });
    assert.deepEqual(pinned(), []);
  });

  it('runs a build again with the values that it had', async () => {
    const before = await look('deploy');
    const [newest] = before.builds;
    await run('runAgain', { ...jenkinsConnection, job: 'deploy', number: 1 });
    const parametersOf = (build: SeenJob['builds'][number] | undefined) =>
      build?.actions.flatMap(action => action.parameters ?? []);
    const again = await until('the build', async () => {
      const [now] = (await look('deploy')).builds;
      return now && now.number > (newest?.number ?? 0) ? now : undefined;
    });
    assert.deepEqual(parametersOf(again), parametersOf(before.builds.at(-1)));
  });

  it('disables and enables a job', async () => {
    await run('disableJob', { ...jenkinsConnection, job: 'hello' });
    assert.equal((await look('hello')).color, 'disabled');
    await run('enableJob', { ...jenkinsConnection, job: 'hello' });
    assert.equal((await look('hello')).color, 'blue');
  });

  it('keeps the person’s lists out of a workspace’s reach', () => {
    for (const name of ['pinnedJobs', 'branchJobs', 'protectedJobs', 'connections', 'pollingSeconds']) {
      const found = vscode.workspace.getConfiguration('jenkinsJira').inspect(name);
      assert.ok(found, name);
      assert.equal(found.workspaceValue, undefined);
    }
  });
});
