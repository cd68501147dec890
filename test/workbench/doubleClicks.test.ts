import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, askJenkins, askJira, jenkinsConnection, jiraConnectionId, until } from './demo.ts';

const buildsOf = async (job: string) =>
  ((await askJenkins(`/job/${job}/api/json?tree=nextBuildNumber`)) as { nextBuildNumber: number }).nextBuildNumber - 1;

const twice = async (command: string, target: unknown) => {
  const run = () => vscode.commands.executeCommand(`jenkinsJira.${command}`, target);
  await Promise.all([run(), run()]);
};

const moment = (ms: number) => new Promise(done => setTimeout(done, ms));

describe('a double click', () => {
  before(() => activate());

  it('starts one build', async () => {
    const before = await buildsOf('hello');
    await twice('startBuild', { ...jenkinsConnection, job: 'hello' });
    await until('the build', async () => ((await buildsOf('hello')) > before ? true : undefined));
    await moment(1500);
    assert.equal(await buildsOf('hello'), before + 1);
  });

  it('starts one build also where the first click was done before the second', async () => {
    const before = await buildsOf('hello');
    const target = { ...jenkinsConnection, job: 'hello' };
    await vscode.commands.executeCommand('jenkinsJira.startBuild', target);
    await vscode.commands.executeCommand('jenkinsJira.startBuild', target);
    await moment(1500);
    assert.equal(await buildsOf('hello'), before + 1);
    await vscode.commands.executeCommand('jenkinsJira.startBuild', target);
    await until('a build that was asked for later', async () =>
      (await buildsOf('hello')) > before + 1 ? true : undefined,
    );
  });

  it('runs a build again once', async () => {
    const number = await buildsOf('hello');
    await twice('runAgain', { ...jenkinsConnection, job: 'hello', number });
    await until('the build', async () => ((await buildsOf('hello')) > number ? true : undefined));
    await moment(1500);
    assert.equal(await buildsOf('hello'), number + 1);
  });

  it('posts one comment', async () => {
    const issue = { connection: { id: jiraConnectionId }, key: 'OPS-121' };
    await vscode.commands.executeCommand('jenkinsJira.addComment', issue);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const words = 'Clicked twice, said once.';
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), words));
    const { uri } = editor.document;
    await twice('postComment', uri);
    await vscode.commands.executeCommand('jenkinsJira.postComment', uri);
    const posted = JSON.stringify(await askJira('/rest/api/3/issue/OPS-121/comment'));
    assert.equal(posted.split(words).length - 1, 1);
    assert.equal(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(tab => /OPS-121/.test(tab.label)).length,
      0,
    );
  });
});
