import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sprintFieldId, sprints } from '../../../../servers/jira/customFields.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';

describe('lines of issues', () => {
  describe('of Cloud', () => lines('cloud'));
  describe('of Data Center', () => lines('dataCenter'));
});

function lines(flavor: 'cloud' | 'dataCenter'): void {
  const at = jiraWorkbench({ flavor });
  const search = flavor === 'cloud' ? 'POST /search/jql' : 'POST /search';

  it('tell type, priority, status and assignee by icon and by word, and a screen reader all of it', async () => {
    const site = await at.query({ jql: 'key in (PAY-431, PAY-438, PAY-400, PAY-433) ORDER BY key ASC' });
    const drawn = (await at.view.open(...site)).map(line => {
      const { label, description, iconPath, accessibilityInformation } = at.view.item(line);
      return [label, description, iconPath?.id, accessibilityInformation?.label];
    });
    assert.deepEqual(drawn, [
      [
        'PAY-400 ↑ Card payments 2.0',
        'Epic · High · In Progress · Dana Okafor',
        'zap',
        'PAY-400 Card payments 2.0, Epic, In Progress, priority High, assigned to Dana Okafor',
      ],
      [
        'PAY-431 ↑ Refuse expired cards',
        'Story · High · In Progress · Fred Fischer',
        'bookmark',
        'PAY-431 Refuse expired cards, Story, In Progress, priority High, assigned to Fred Fischer',
      ],
      [
        'PAY-433 = Map gateway code 54 to a clear message',
        'Sub-task · Medium · To Do · Fred Fischer',
        'type-hierarchy-sub',
        'PAY-433 Map gateway code 54 to a clear message, Sub-task, To Do, priority Medium, assigned to Fred Fischer',
      ],
      [
        'PAY-438 ⇊ Typo in the German refund dialog',
        'Bug · Lowest · To Do · Unassigned',
        'bug',
        'PAY-438 Typo in the German refund dialog, Bug, To Do, priority Lowest, unassigned',
      ],
    ]);
  });

  it('stand without sprints where Jira refuses to name its fields', async () => {
    at.jira.answerOnce({ path: /\/field$/ }, (_, res) => res.writeHead(403).end());
    const site = await at.query({ jql: 'key = PAY-431', groupBy: 'sprint' });
    assert.deepEqual(await at.view.labels(...site), ['No sprint (1)']);
  });

  it('stand in groups by project, type, sprint and epic', async () => {
    Object.assign(at.jira.state.issue('PAY-431') ?? {}, { custom: { [sprintFieldId]: sprints } });
    const jql = 'key in (PAY-400, PAY-431, PAY-436, OPS-118) ORDER BY key DESC';
    let site = await at.query({ jql, groupBy: 'project' });
    assert.deepEqual(await at.view.labels(...site), ['Payments (3)', 'Operations (1)']);
    site = await at.query({ jql, groupBy: 'type' });
    assert.deepEqual(await at.view.labels(...site), ['Bug (1)', 'Story (1)', 'Epic (1)', 'Task (1)']);
    site = await at.query({ jql, groupBy: 'sprint' });
    at.asked();
    assert.deepEqual(await at.view.labels(...site), ['Sprint 7 (2)', 'No sprint (2)']);
    assert.deepEqual(at.asked(), ['GET /field', search]);
    site = await at.query({ jql, groupBy: 'parent' });
    const ofEpic = 'PAY-400 Card payments 2.0 (2)';
    const ofOps = flavor === 'cloud' ? 'OPS-100 Builds on Linux agents only (1)' : 'OPS-100 (1)';
    assert.deepEqual(await at.view.labels(...site), ['No parent (1)', ofEpic, ofOps]);
    assert.deepEqual(await at.view.labels(...site, 'PAY-400'), [
      'PAY-400 ↑ Card payments 2.0',
      'PAY-431 ↑ Refuse expired cards',
    ]);
    assert.deepEqual(at.asked(), [search]);
  });

  it('have the issues below them: of an epic first, of others after their comments', async () => {
    const site = await at.query({ jql: 'key in (PAY-400, PAY-431, PAY-433) ORDER BY key ASC' });
    assert.deepEqual(await at.view.labels(...site, 'PAY-400'), ['Child Issues', 'Comments']);
    assert.deepEqual(await at.view.labels(...site, 'PAY-431'), ['Comments', 'Child Issues']);
    assert.deepEqual(await at.view.labels(...site, 'PAY-433'), ['Comments']);
    at.asked();
    const children = await at.view.labels(...site, 'PAY-400', 'Child Issues');
    assert.deepEqual(
      children.map(label => label.slice(0, 7)),
      ['PAY-404', 'PAY-412', 'PAY-428', 'PAY-429', 'PAY-431'],
    );
    assert.deepEqual(at.asked(), [search]);
    assert.deepEqual(await at.view.labels(...site, 'PAY-400', 'Child Issues', 'PAY-431', 'Child Issues'), [
      'PAY-432 = Check the expiry date in the browser',
      'PAY-433 = Map gateway code 54 to a clear message',
      'PAY-434 = Test with the sandbox of every bank',
    ]);
    assert.deepEqual(await at.view.labels(...site, 'PAY-400', 'Child Issues', 'PAY-404', 'Child Issues'), [
      'No child issues',
    ]);
  });
}
