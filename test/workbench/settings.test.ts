import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, until } from './demo.ts';

interface Scoped {
  scope?: string;
}

describe('the settings', () => {
  let extension: vscode.Extension<unknown>;
  const settings = () => vscode.workspace.getConfiguration('jenkinsJira');
  const connections = () => settings().get<object[]>('connections') ?? [];
  let original: object[];

  before(async () => {
    extension = await activate();
    original = connections();
  });
  afterEach(async () => {
    await settings().update('connections', original, vscode.ConfigurationTarget.Global);
  });

  it('can be set by the person alone, save those of a folder that send a token nowhere', () => {
    const sections: { properties: Record<string, Scoped> }[] = extension.packageJSON.contributes.configuration;
    const properties = sections.flatMap(section => Object.entries(section.properties));
    assert.ok(properties.length > 15);
    const ofFolders = /^jenkinsJira\.(branchName|commitMessage|restrictions\.(match|query|product|baseUrl))$/;
    for (const [name, { scope }] of properties) {
      assert.equal(scope, ofFolders.test(name) ? 'resource' : 'application', name);
    }
  });

  it('bear what a person may write there by mistake', async () => {
    const odd = [null, 7, 'x', {}, { id: 'a' }, { ...original[0], id: 'b', url: 'not a url' }, ...original];
    await settings().update('connections', odd, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('jenkinsJira.refresh');
    // The good ones among them still work.
    await vscode.commands.executeCommand('jenkinsJira.showInStatusBar', { connection: 'demo-jenkins', job: 'hello' });
    const jobs = () => settings().get<object[]>('statusBar.jobs');
    assert.deepEqual(await until('the job', () => (jobs()?.length ? jobs() : undefined)), [
      { connection: 'demo-jenkins', job: 'hello' },
    ]);
    await vscode.commands.executeCommand('jenkinsJira.removeFromStatusBar', {
      connection: 'demo-jenkins',
      job: 'hello',
    });
    assert.deepEqual(jobs(), []);
  });
});
