import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

describe('a new issue with a field that only Jira can fill in', () => {
  const at = jiraWorkbench({ flavor: 'cloud' });
  const answer = (required: boolean) => {
    const team = { type: 'team', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team' };
    const fields = [
      { fieldId: 'summary', name: 'Summary', required: true, schema: { type: 'string', system: 'summary' } },
      { fieldId: 'customfield_10001', name: 'Team', required, schema: team },
    ];
    at.jira.answerOnce({ path: /\/createmeta\/PAY\/issuetypes\/10004/ }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ fields, total: 2 })),
    );
  };
  const choose = async () => {
    void at.editor.execute('jenkinsJira.createIssue');
    await (await at.editor.dialogs.nextPick()).choose('Payments');
    await (await at.editor.dialogs.nextPick()).choose('Bug');
  };

  it('names it before anything is asked, and leads to the page where it can be', async () => {
    answer(true);
    at.editor.press('Open in Browser');
    await choose();
    await until(() => at.editor.browsed.length > 0);
    assert.deepEqual(at.editor.messages, ['A new Bug in PAY requires Team, which can only be filled in in Jira.']);
    assert.deepEqual(at.editor.browsed, [`${at.jira.url}/secure/CreateIssueDetails!init.jspa`]);
    assert.equal(at.editor.dialogs.count, 0);
  });

  it('asks for the others where it is not required', async () => {
    answer(false);
    await choose();
    const form = await at.editor.dialogs.nextPick();
    assert.deepEqual(form.labels, ['Create Issue', 'fields', 'Summary']);
  });
});
