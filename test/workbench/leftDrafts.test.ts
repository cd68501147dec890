import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DraftFolder } from '../../src/base/draftFolder.ts';
import { asObject } from '../../src/base/json.ts';
import { activate, askJenkins, basicOf, demoJira, jenkinsConnection, jiraConnectionId, until } from './demo.ts';
import { draftFolder, draftWith, moment, setQueries } from './draftFiles.ts';

describe('a draft that was left', () => {
  before(activate);

  it('stays a draft when a build is started with another value', async () => {
    const query = new URLSearchParams({ ...jenkinsConnection, job: 'everything', parameter: 'T' });
    const uri = vscode.Uri.from({ scheme: 'jenkins-parameter', path: '/T (everything).txt', query: query.toString() });
    const name = { connection: jenkinsConnection.connection, name: 'parameter everything T' };
    const values = { place: 'everything', title: 'Parameter T of everything', uri: uri.toString() };
    const drafts = new DraftFolder(draftFolder);
    await drafts.write(name, 'Words that no build had', { ...values, base: { text: '' } });
    const starting = vscode.commands.executeCommand('jenkinsJira.startBuild', {
      ...jenkinsConnection,
      job: 'everything',
    });
    const started = starting.then(() => true as const);
    await until('the start', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return Promise.race([started, moment(300).then(() => undefined)]);
    });
    const path = '/job/everything/api/json?tree=builds[actions[parameters[name,value]]]';
    const builds = await until('the build', async () => {
      const found = JSON.stringify(await askJenkins(path));
      return found.includes('"T"') ? found : undefined;
    });
    assert.doesNotMatch(builds, /Words that no build had/);
    assert.ok(await draftWith('Words that no build had'));
    await drafts.remove(name);
  });

  it('keeps the id of a completed name, whatever is saved beside it', async () => {
    const path = `/jira-draft/${jiraConnectionId}/PAY-441/Comment on PAY-441`;
    const uri = vscode.Uri.from({ scheme: 'jira-comment', path });
    const save = (text: string) => vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    for (let round = 0; round < 10; round++) {
      const id = `person-${round}-of-ten`;
      const name = { text: '@Dana Okafor', node: { type: 'mention', attrs: { id, text: '@Dana Okafor' } } };
      await save(`Begun in round ${round} for @Dana Okafor`);
      await Promise.all([
        vscode.commands.executeCommand('jenkinsJira.keepName', uri, name),
        ...Array.from({ length: 20 }, (_, at) => save(`Round ${round} for @Dana Okafor, saved ${at}`)),
      ]);
      const draft = await new DraftFolder(draftFolder).read({ connection: jiraConnectionId, name: 'PAY-441' });
      assert.ok(JSON.stringify(draft?.details).includes(id), `round ${round}`);
    }
    await vscode.workspace.fs.delete(uri);
  });

  it('goes on with the words of another comment, for the same audience', async () => {
    const headers = { authorization: basicOf(demoJira()), 'content-type': 'application/json' };
    const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Only for developers' }] };
    const body = { type: 'doc', version: 1, content: [paragraph] };
    const answer = await fetch(`${demoJira().url}/rest/api/3/issue/PAY-441/comment`, {
      ...{ method: 'POST', headers },
      body: JSON.stringify({ body, visibility: { type: 'role', value: 'Developers' } }),
    });
    const { id } = (await answer.json()) as { id: string };
    const target = { connection: { id: jiraConnectionId }, key: 'PAY-441', commentId: id };
    await vscode.commands.executeCommand('jenkinsJira.quoteComment', target);
    const name = { connection: jiraConnectionId, name: 'PAY-441' };
    const draft = await until('the draft', () => new DraftFolder(draftFolder).read(name));
    assert.equal(draft.text, '> Only for developers\n\n');
    assert.deepEqual(asObject(draft.details['details'])['visibility'], { type: 'role', value: 'Developers' });
    const uri = vscode.window.activeTextEditor?.document.uri;
    assert.equal(uri?.scheme, 'jira-comment');
    await vscode.workspace.fs.delete(uri);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('goes with its query, and nothing is opened for it', async () => {
    const query = { name: 'Gone', jql: 'project = PAY', connection: jiraConnectionId };
    await setQueries([query]);
    const uri = vscode.Uri.from({
      scheme: 'jira-query',
      path: '/Gone.jql',
      query: `${new URLSearchParams({ ...query, helper: jiraConnectionId })}`,
    });
    const values = { place: 'query Gone', title: 'Query “Gone”', uri: uri.toString(), base: { text: query.jql } };
    const name = { connection: jiraConnectionId, name: 'query own Gone' };
    await new DraftFolder(draftFolder).write(name, 'Words of a query that goes', values);
    void vscode.commands.executeCommand('jenkinsJira.removeQuery', { query });
    await until('the end of the draft', async () =>
      (await draftWith('Words of a query that goes')) ? undefined : true,
    );
    await moment(1500);
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label),
      [],
    );
    assert.ok(!vscode.languages.getDiagnostics().some(([at, found]) => at.scheme === 'jira-query' && found.length > 0));
    await setQueries(undefined);
  });
});
