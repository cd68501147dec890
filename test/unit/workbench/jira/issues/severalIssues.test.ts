import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Line } from '../../../../cases/editor/treeView.ts';
import { sprintFieldId } from '../../../../servers/jira/customFields.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const keys = ['PAY-419', 'PAY-436', 'PAY-442'];

describe('several selected issues', () => {
  describe('of Cloud', () => several('cloud'));
  describe('of Data Center', () => several('dataCenter'));
});

function several(flavor: 'cloud' | 'dataCenter'): void {
  const at = jiraWorkbench({ flavor });
  const search = flavor === 'cloud' ? 'POST /search/jql' : 'POST /search';
  const issue = (key: string) => {
    const found = at.jira.state.issue(key);
    assert.ok(found);
    return found;
  };
  const each = <T>(read: (of: ReturnType<typeof issue>) => T) => keys.map(key => read(issue(key)));
  const lines = async (wanted = keys): Promise<readonly Line[]> =>
    at.view.open(...(await at.query({ jql: `key in (${wanted.join()}) ORDER BY key ASC` })));
  /** Runs a command on the first line, while all are selected; requests are counted from here on. */
  const run = async (command: string, wanted?: readonly string[]) => {
    const selected = await lines(wanted && [...wanted]);
    at.asked();
    return at.editor.execute(`jenkinsJira.${command}`, selected[0], selected);
  };
  const asked = (wanted: RegExp) => at.asked().filter(path => wanted.test(path));

  it('can be selected in the view', () => assert.equal(at.view.options.canSelectMany, true));

  it('are copied by key and by link, a line for each', async () => {
    await run('copyKey');
    assert.equal(at.editor.clipboard, keys.join('\n'));
    await run('copyLink');
    assert.equal(at.editor.clipboard, keys.map(key => `${at.jira.url}/browse/${key}`).join('\n'));
    const done = run('copyIssueAs');
    const pick = await at.editor.dialogs.nextPick();
    assert.equal(pick.title, 'Copy 3 issues As');
    await pick.choose('Key and summary');
    await done;
    assert.match(at.editor.clipboard, /^PAY-419 Refund e-mail is sent twice\nPAY-436 Amex.*\nPAY-442 /);
  });

  it('get a status together; what its transition demands is asked once; the view reads them once', async () => {
    issue('PAY-436').statusId = '3';
    const done = run('changeStatus');
    const pick = await at.editor.dialogs.nextPick();
    const shown = pick.items.map(item => [item.label, Reflect.get(item, 'description')]);
    assert.deepEqual(shown, [
      ['Done', 'all 3 issues'],
      ['In Progress', '2 of 3 issues'],
      ['To Do', '1 of 3 issues'],
      ['In Review', '1 of 3 issues'],
    ]);
    await pick.choose('Done');
    const resolution = await at.editor.dialogs.nextPick();
    assert.equal(resolution.title, 'Done: Resolution');
    await resolution.choose('Done');
    await done;
    assert.deepEqual(
      each(({ statusId }) => statusId),
      ['10002', '10002', '10002'],
    );
    assert.equal(at.editor.dialogs.count, 0);
    const seen: string[] = [];
    await until(() => {
      seen.push(...at.asked());
      return seen.includes(search);
    });
    assert.equal(seen.filter(path => path.startsWith('GET') && path.endsWith('/transitions')).length, 3);
    assert.equal(seen.filter(path => path.startsWith('POST') && path.endsWith('/transitions')).length, 3);
    assert.equal(seen.filter(path => path === search).length, 1, seen.join());
    for (const key of keys) issue(key).statusId = '10000';
  });

  it('are asked by which transition, where one of them has several to the same status', async () => {
    for (const key of keys) {
      const to = { id: '10002', name: 'Done', statusCategory: { key: 'done' } };
      const names = key === 'PAY-436' ? ['Approve', 'Reject'] : ['Reject'];
      const transitions = names.map(name => ({ id: `of ${name}`, name, to, fields: {} }));
      at.jira.answerOnce({ method: 'GET', path: new RegExp(`${key}/transitions`) }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ transitions })),
      );
    }
    const done = run('changeStatus');
    const pick = await at.editor.dialogs.nextPick();
    const shown = pick.items.map(item => [item.label, Reflect.get(item, 'description')]);
    assert.deepEqual(shown, [
      ['Done', 'Reject · all 3 issues'],
      ['Done', 'Approve · 1 of 3 issues'],
    ]);
    pick.hide();
    await done;
  });

  it('get an assignee together', async () => {
    const done = run('assignIssue');
    await (await at.editor.dialogs.nextPick()).choose('Me');
    await done;
    assert.deepEqual(
      each(({ assignee }) => assignee),
      ['fred', 'fred', 'fred'],
    );
    assert.deepEqual(asked(/myself|assignee/), ['GET /myself', ...keys.map(key => `PUT /issue/${key}/assignee`)]);
  });

  it('get and lose labels together; those that only some have stay', async () => {
    for (const key of keys) issue(key).labels = ['old', ...(key === 'PAY-436' ? ['own'] : [])];
    const done = run('editLabels');
    const pick = await at.editor.dialogs.nextPick();
    const own = pick.items.find(({ label }) => label === 'own');
    assert.equal(own && Reflect.get(own, 'description'), 'on 1 of 3 issues');
    pick.value = 'new';
    pick.selectedItems = [];
    pick.accepted.fire();
    await done;
    assert.deepEqual(
      each(({ labels }) => labels),
      [['new'], ['own', 'new'], ['new']],
    );
  });

  it('get each label of a typed text, as in Jira: labels have no spaces', async () => {
    for (const key of keys) issue(key).labels = ['old'];
    const done = run('editLabels');
    const pick = await at.editor.dialogs.nextPick();
    pick.value = ' two "odd"/labels  old ';
    pick.accepted.fire();
    await done;
    assert.deepEqual(
      each(({ labels }) => labels),
      keys.map(() => ['old', 'two', '"odd"/labels']),
    );
    assert.deepEqual(
      asked(/^PUT/),
      keys.map(key => `PUT /issue/${key}`),
    );
  });

  it('move to a sprint and back to the backlog, by a single request', async () => {
    for (const [target, ids] of [
      ['Sprint 8', [8, 8, 8]],
      ['Backlog', [undefined, undefined, undefined]],
    ] as const) {
      const done = run('moveToSprint');
      const pick = await at.editor.dialogs.nextPick();
      assert.equal(pick.title, 'Move 3 issues to Sprint');
      await pick.choose(target);
      await done;
      const now = each(({ custom }) => custom?.[sprintFieldId] as { id: number }[] | null | undefined);
      assert.deepEqual(
        now.map(sprints => sprints?.[0]?.id),
        ids,
      );
      assert.equal(asked(/^POST \/rest\/agile/).length, 1);
    }
  });

  it('move by fifties, and a failure says how many were not moved', async () => {
    const many = at.jira.state.addIssues(52, { projectKey: 'PAY', typeId: '10004', reporter: 'fred' });
    const connection = { id: flavor === 'cloud' ? 'demoJira' : 'demoDataCenter' };
    const selected = many.map(({ key }) => ({ connection, key }));
    at.asked();
    const done = at.editor.execute('jenkinsJira.moveToSprint', selected[0], selected);
    const pick = await at.editor.dialogs.nextPick();
    assert.equal(pick.title, 'Move 52 issues to Sprint');
    const refuse = { method: 'POST', path: /sprint\/8\/issue/ };
    at.jira.answerOnce(refuse, (_, res) => {
      at.jira.answerOnce(refuse, (__, second) => second.writeHead(400).end());
      res.writeHead(204).end();
    });
    await pick.choose('Sprint 8');
    await done;
    assert.equal(asked(/^POST \/rest\/agile/).length, 2);
    await until(() => at.editor.messages.some(text => text.startsWith('Could not move 2 issues to Sprint 8.')));
  });

  it('that cannot be changed are named, the others are changed', async () => {
    for (const key of keys) issue(key).assignee = null;
    at.jira.answerOnce({ method: 'PUT', path: /PAY-436\/assignee$/ }, (_, res) =>
      res.writeHead(400, { 'content-type': 'application/json' }).end('{"errorMessages":["No."],"errors":{}}'),
    );
    const done = run('assignIssue');
    await (await at.editor.dialogs.nextPick()).choose('Me');
    await done;
    assert.deepEqual(
      each(({ assignee }) => assignee),
      ['fred', null, 'fred'],
    );
    await until(() => at.editor.messages.some(text => /^1 of 3 issues were not changed: PAY-436\./.test(text)));
  });
}
