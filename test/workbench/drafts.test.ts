import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, jiraConnectionId } from './demo.ts';

describe('the draft of a comment', () => {
  const uri = vscode.Uri.from({ scheme: 'jira-comment', path: `/${jiraConnectionId}/PAY-428/Comment on PAY-428.md` });

  before(() => activate());

  it('is empty before something is written', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), '');
  });

  it('is kept by saving, and forgotten by discarding', async () => {
    await vscode.commands.executeCommand('jenkinsJira.addComment', {
      connection: { id: jiraConnectionId },
      key: 'PAY-428',
    });
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), uri.toString());
    await editor?.edit(edit => edit.insert(new vscode.Position(0, 0), 'a draft: ✓'));
    await editor?.document.save();
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString(), 'a draft: ✓');
    await vscode.workspace.fs.delete(uri);
    assert.equal((await vscode.workspace.fs.readFile(uri)).length, 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('keeps to its own folder, whatever an address says', async () => {
    const escaping = vscode.Uri.from({ scheme: 'jira-comment', path: '/..%2f..%2fx/..%2f..%2fPAY-1/c.txt' });
    await vscode.workspace.fs.writeFile(escaping, Buffer.from('x'));
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(escaping)).toString(), 'x');
    await vscode.workspace.fs.delete(escaping);
    const nowhere = vscode.Uri.from({ scheme: 'jira-comment', path: '/only-one-part' });
    await assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(nowhere)));
  });
});
