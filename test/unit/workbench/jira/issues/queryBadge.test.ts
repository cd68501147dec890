import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import type { Line } from '../../../../cases/editor/treeView.ts';
import { sprintFieldId, sprints } from '../../../../servers/jira/customFields.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const manifest = readFileSync(join(resolve(import.meta.dirname, '../../../../..'), 'package.json'), 'utf8');
const setting = 'jenkinsJira.jira.queries';
interface Query {
  readonly name: string;
  readonly jql: string;
  readonly badge?: boolean;
}

describe('ready queries', () => {
  describe('of Cloud', () => queries('cloud'));
  describe('of Data Center', () => queries('dataCenter'));
});

function queries(flavor: 'cloud' | 'dataCenter'): void {
  const at = jiraWorkbench({ flavor });
  const count = flavor === 'cloud' ? 'POST /search/approximate-count' : 'POST /search';
  const defaults = JSON.parse(manifest).contributes.configuration.flatMap(
    ({ properties }: { properties: Record<string, { default: Query[] }> }) => properties[setting]?.default ?? [],
  );
  const settings = () => at.editor.settings.get(setting) as readonly Query[];
  const lineOf = async (name: string): Promise<Line> => {
    const lines = await at.view.open('Demo Jira');
    const line = lines.find(each => String(at.view.item(each).label).startsWith(name));
    assert.ok(line, name);
    return line;
  };

  it('are closed, ask nothing before they are opened, and find what they say', async () => {
    Object.assign(at.jira.state.issue('PAY-431') ?? {}, { custom: { [sprintFieldId]: sprints.slice(0, 1) } });
    Object.assign(at.jira.state.issue('PAY-425') ?? {}, { custom: { [sprintFieldId]: sprints.slice(1) } });
    at.editor.set(setting, defaults);
    const lines = await at.view.open('Demo Jira');
    const drawn = lines.map(line => [at.view.item(line).label, at.view.item(line).collapsibleState]);
    const closed = ['My Sprint', 'Watching', 'Reported by Me', 'Recently Viewed', 'Favorite Filters'];
    assert.deepEqual(drawn, [['My Open Issues', 2], ...closed.map(name => [name, 1])]);
    // The extension may read the open query on its own.
    const [, ...closedQueries] = defaults as readonly Query[];
    const timesAsked = () =>
      closedQueries.map(({ jql }) => at.jira.requests.filter(({ body }) => body.includes(JSON.stringify(jql))).length);
    assert.deepEqual(timesAsked(), [0, 0, 0, 0]);
    const keysOf = async (name: string) => (await at.view.labels('Demo Jira', name)).map(label => label.split(' ')[0]);
    assert.deepEqual((await keysOf('My Sprint')).sort(), ['OPS-127', 'PAY-431', 'PAY-436', 'PAY-437']);
    assert.deepEqual(await keysOf('Recently Viewed'), ['PAY-428', 'OPS-118']);
    assert.ok((await keysOf('Watching')).includes('PAY-431'));
    assert.ok((await keysOf('Reported by Me')).includes('PAY-424'));
    assert.deepEqual(timesAsked(), [1, 1, 1, 1]);
  });

  it('are offered to those who have other queries', async () => {
    at.editor.set(setting, [{ name: 'Watching', jql: 'watcher = currentUser()' }]);
    void at.editor.execute('jenkinsJira.addQuery');
    const pick = await at.editor.dialogs.nextPick();
    assert.deepEqual(pick.labels.slice(0, 4), ['Write JQL…', 'My Sprint', 'Reported by Me', 'Recently Viewed']);
    await pick.choose('Reported by Me');
    await until(() => settings().some(({ name }) => name === 'Reported by Me'));
  });

  it('show the number of one as a badge, counted by one request, anew after a change', async () => {
    at.editor.set(setting, [
      { name: 'Mine', jql: 'assignee = fred AND statusCategory != Done', badge: true },
      { name: 'Bugs', jql: 'project = PAY AND type = Bug AND statusCategory != Done' },
    ]);
    const open = at.jira.state.issues.filter(({ assignee, statusId }) => assignee === 'fred' && statusId !== '10002');
    await until(() => at.view.badge?.tooltip === `Mine: ${open.length}`);
    assert.equal(at.view.badge?.value, open.length);
    at.asked();
    await at.editor.execute('jenkinsJira.showQueryBadge', await lineOf('Bugs'));
    await until(() => at.view.badge?.tooltip.startsWith('Bugs: ') === true);
    assert.deepEqual(at.asked(), [count]);
    assert.deepEqual(
      settings().map(({ badge }) => badge === true),
      [false, true],
    );
    const before = at.view.badge?.value ?? 0;
    Object.assign(at.jira.state.issue('PAY-441') ?? {}, { statusId: '10002' });
    await at.editor.execute('jenkinsJira.refresh');
    await until(() => at.view.badge?.value === before - 1);
    const refuse = () =>
      at.jira.answerOnce({ method: 'POST', path: /count|search$/ }, (_, res) => res.writeHead(403).end());
    refuse();
    at.asked();
    await at.editor.execute('jenkinsJira.refresh');
    await until(() => at.asked().includes(count));
    assert.equal(at.view.badge?.value, before - 1, 'the last number of the same query stays');
    refuse();
    await at.editor.execute('jenkinsJira.showQueryBadge', await lineOf('Mine'));
    await until(() => at.view.badge === undefined);
    await at.editor.execute('jenkinsJira.refresh');
    await until(() => at.view.badge?.tooltip.startsWith('Mine: ') === true);
    await at.editor.execute('jenkinsJira.hideQueryBadge');
    await until(() => at.view.badge === undefined);
    assert.deepEqual(
      settings().map(({ badge }) => badge === true),
      [false, false],
    );
  });
}
