import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, jenkinsConnection, until } from './demo.ts';

describe('the log of a build', () => {
  before(() => activate());

  it('is opened by the last build of a job, read-only, and ends with its result', async () => {
    await vscode.commands.executeCommand('jenkinsJira.openLog', { ...jenkinsConnection, job: 'hello' });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'jenkins-log');
    assert.equal(document?.languageId, 'log');
    await until('its end', () => (/Finished: SUCCESS\n$/.test(document?.getText() ?? '') ? true : undefined));
  });

  it('grows while its build runs, and is whole at its end', async () => {
    await vscode.commands.executeCommand('jenkinsJira.startBuild', { ...jenkinsConnection, job: 'slow' });
    await new Promise(done => setTimeout(done, 700)); // its quiet period, at the demo's pace
    await vscode.commands.executeCommand('jenkinsJira.openLog', { ...jenkinsConnection, job: 'slow' });
    const document = vscode.window.activeTextEditor?.document;
    const sizes = new Set<number>();
    await until('its end', () => {
      sizes.add(document?.getText().length ?? 0);
      return /Finished: SUCCESS\n$/.test(document?.getText() ?? '') ? true : undefined;
    });
    assert.ok(sizes.size > 2, `seen with ${sizes.size} lengths`);
    const lines = document?.getText().split('\n') ?? [];
    const numbers = lines.flatMap(line => /^line (\d+) /.exec(line)?.[1] ?? []).map(Number);
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
      'every line once, in order',
    );
  });

  it('says so when its connection is gone', async () => {
    const query = new URLSearchParams({ connection: 'nosuch', job: 'x', number: '1' });
    const uri = vscode.Uri.from({ scheme: 'jenkins-log', path: '/x #1.log', query: query.toString() });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /connection/);
  });
});
