import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sprintFieldId } from '../../../../servers/jira/customFields.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const custom = 'com.atlassian.jira.plugin.system.customfieldtypes';
const team = { type: 'team', custom: `${custom}:atlassian-team` };
const assets = {
  type: 'array',
  items: 'cmdb-object-field',
  custom: 'com.atlassian.jira.plugins.cmdb:cmdb-object-cftype',
};
const text = { type: 'string', system: 'description' };
const sprint = { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint' };
const high = { id: '2', name: 'High' };

describe('a new issue with fields that only Jira can fill in', () => {
  describe('of Cloud', () => form('cloud'));
  describe('of Data Center', () => form('dataCenter'));
});

function form(flavor: 'cloud' | 'dataCenter'): void {
  const at = jiraWorkbench({ flavor });
  const page = () => new URL(at.editor.browsed.splice(0).join());
  const answer = (required: boolean) => {
    const fields = [
      { fieldId: 'summary', name: 'Summary', required: true, schema: { type: 'string', system: 'summary' } },
      { fieldId: 'customfield_10001', name: 'Team', required, schema: team },
      { fieldId: 'customfield_10002', name: 'Affected Assets', required: false, schema: assets },
      { fieldId: 'description', name: 'Description', required: false, schema: text },
      { fieldId: 'priority', name: 'Priority', schema: { type: 'priority' }, allowedValues: [high] },
      { fieldId: sprintFieldId, name: 'Sprint', schema: sprint },
    ];
    at.jira.answerOnce({ path: /\/createmeta\/PAY\/issuetypes\/10004/ }, (_, res) =>
      res
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ [flavor === 'cloud' ? 'fields' : 'values']: fields, total: fields.length })),
    );
  };
  const choose = async () => {
    void at.editor.execute('jenkinsJira.createIssue');
    await (await at.editor.dialogs.nextPick()).choose('Payments');
    await (await at.editor.dialogs.nextPick()).choose('Bug');
  };

  it('names a required one before anything is asked, and leads to the page where it can be', async () => {
    answer(true);
    at.editor.press('Open in Browser');
    await choose();
    await until(() => at.editor.browsed.length > 0);
    assert.deepEqual(at.editor.messages, ['A new Bug in PAY requires Team, which can only be filled in in Jira.']);
    assert.equal(page().href, `${at.jira.url}/secure/CreateIssueDetails!init.jspa?pid=10000&issuetype=10004`);
    assert.equal(at.editor.dialogs.count, 0);
  });

  it('names the others, last, and goes on there with what was filled in', async () => {
    answer(false);
    await choose();
    let pick = await at.editor.dialogs.nextPick();
    const fields = pick.labels.filter(label => label !== 'Start Over').slice(1, -3);
    const left = pick.labels.slice(-3);
    assert.deepEqual(fields, ['fields', 'Summary', 'Description', 'Priority', 'Sprint']);
    assert.deepEqual(left, ['only in Jira', 'Team', 'Affected Assets']);
    assert.equal(Reflect.get(pick.items.at(-1) ?? {}, 'description'), 'opens the browser');
    await pick.choose('Summary');
    (await at.editor.dialogs.nextBox()).enter('Fees & "taxes"');
    await (await at.editor.dialogs.nextPick()).choose('Priority');
    await (await at.editor.dialogs.nextPick()).choose('High');
    await (await at.editor.dialogs.nextPick()).choose('Team');
    pick = await at.editor.dialogs.nextPick();
    assert.ok(pick.labels.includes('Create Issue'), 'the form stays open');
    const known = ['pid=10000', 'issuetype=10004', 'priority=2', 'summary=Fees+%26+%22taxes%22'];
    assert.deepEqual(page().search.slice(1).split('&'), known);
  });

  it('stays open where boards are refused, and says why there are no sprints', async () => {
    answer(false);
    at.jira.answerOnce({ path: /\/rest\/agile/ }, (_, res) => res.writeHead(403).end());
    await choose();
    await (await at.editor.dialogs.nextPick()).choose('Sprint');
    await until(() => at.editor.messages.some(each => each.startsWith('Could not load the sprints of PAY.')));
    assert.ok((await at.editor.dialogs.nextPick()).labels.includes('Create Issue'));
  });
}
