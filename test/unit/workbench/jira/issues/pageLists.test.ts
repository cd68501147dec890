import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { Panel } from '../../../../cases/editor/panel.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

function paragraphs(...lines: readonly string[]): object {
  const content = lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  return { version: 1, type: 'doc', content };
}

function lists(flavor: 'cloud' | 'dataCenter'): void {
  const at = jiraWorkbench({ flavor });
  const id = flavor === 'cloud' ? 'demoJira' : 'demoDataCenter';
  const key = 'PAY-431';
  const issue = () => at.jira.state.issue(key) ?? assert.fail();
  const open = async (shown: string): Promise<Panel> => {
    await at.editor.execute('jenkinsJira.openIssue', { connection: { id }, key: shown });
    const panel = at.editor.panels.at(-1) ?? assert.fail();
    await until(() => panel.content.includes('<h1'));
    return panel;
  };
  const log = (logId: string, author: string, more: object = {}) => {
    const made = {
      id: logId,
      author,
      timeSpent: '2h',
      started: Date.UTC(2027, 0, 9, 4, 5),
      comment: undefined,
      ...more,
    };
    issue().worklogs = [...(issue().worklogs ?? []), made];
    return structuredClone(made);
  };
  afterEach(() => {
    for (const panel of at.editor.panels.splice(0)) panel.close();
    issue().worklogs = [];
    at.editor.browsed.length = 0;
  });

  describe('the work log', () => {
    it('has buttons at own entries alone, and says who sees an entry', async () => {
      log('71', 'fred', { visibility: { type: 'role', value: 'Developers' } });
      log('72', 'dana');
      const panel = await open(key);
      assert.match(panel.content, /Work log \(2\)/);
      assert.match(panel.content, /visible to Developers/);
      const buttons = [...panel.content.matchAll(/data-command="(\w+Worklog)" data-argument="(\d+)"/g)];
      assert.deepEqual(
        buttons.map(([, command, argument]) => [command, argument]),
        [
          ['editWorklog', '71'],
          ['deleteWorklog', '71'],
        ],
      );
    });

    it('loses the buttons with the permissions', async () => {
      log('71', 'fred');
      const fred = at.jira.state.users.find(({ name }) => name === 'fred') ?? assert.fail();
      const all = fred.permissions;
      fred.permissions = all.filter(name => !name.endsWith('_WORKLOGS'));
      try {
        assert.doesNotMatch((await open(key)).content, /data-command="\w+Worklog"/);
      } finally {
        fred.permissions = all;
      }
    });

    it('changes one part of an entry; its audience and the others stay', async () => {
      const visibility = { type: 'role', value: 'Developers' };
      const comment = at.jira.state.comments[0]?.body;
      const made = log('71', 'fred', { visibility, comment });
      const panel = await open(key);
      panel.say({ command: 'editWorklog', argument: '71' });
      const pick = await at.editor.dialogs.nextPick();
      assert.deepEqual(pick.labels, ['Time spent', 'Started', 'Description']);
      await pick.choose('Time spent');
      const box = await at.editor.dialogs.nextBox();
      assert.equal(box.value, '2h');
      box.enter('soon');
      await until(() => box.validationMessage !== undefined);
      box.enter('3h 15m');
      await until(() => panel.content.includes('3h 15m'));
      assert.deepEqual(issue().worklogs, [{ ...made, timeSpent: '3h 15m' }]);
    });

    it('changes its beginning and its description', async () => {
      log('71', 'fred');
      const panel = await open(key);
      panel.say({ command: 'editWorklog', argument: '71' });
      await (await at.editor.dialogs.nextPick()).choose('Started');
      (await at.editor.dialogs.nextBox()).enter('2027-02-03 10:00');
      await until(() => issue().worklogs?.[0]?.started === new Date(2027, 1, 3, 10).getTime());
      panel.say({ command: 'editWorklog', argument: '71' });
      await (await at.editor.dialogs.nextPick()).choose('Description');
      (await at.editor.dialogs.nextBox()).enter('Read the **traces**');
      await until(() => /<strong>traces<\/strong>/.test(panel.content));
    });

    it('keeps what was typed when Jira refuses it', async () => {
      log('71', 'fred');
      const panel = await open(key);
      at.jira.answerOnce({ method: 'PUT', path: /\/worklog\/71$/ }, (_, res) =>
        res.writeHead(400, { 'content-type': 'application/json' }).end('{"errorMessages":["Not today"],"errors":{}}'),
      );
      panel.say({ command: 'editWorklog', argument: '71' });
      await (await at.editor.dialogs.nextPick()).choose('Time spent');
      (await at.editor.dialogs.nextBox()).enter('4h');
      await until(() => at.editor.messages.some(text => text.includes('Not today')));
      panel.say({ command: 'editWorklog', argument: '71' });
      await (await at.editor.dialogs.nextPick()).choose('Time spent');
      const box = await at.editor.dialogs.nextBox();
      assert.equal(box.value, '4h');
      box.press('Start Over');
      await until(() => box.value === '2h');
      box.hide();
    });

    it('takes the place of no change that was made elsewhere meanwhile', async () => {
      log('71', 'fred');
      const panel = await open(key);
      panel.say({ command: 'editWorklog', argument: '71' });
      await (await at.editor.dialogs.nextPick()).choose('Started');
      const box = await at.editor.dialogs.nextBox();
      const [now] = issue().worklogs ?? [];
      assert.ok(now);
      now.timeSpent = '5h';
      box.enter('2027-02-03 10:00');
      await until(() => now.started === new Date(2027, 1, 3, 10).getTime());
      assert.equal(now.timeSpent, '5h');
      panel.say({ command: 'editWorklog', argument: '71' });
      await (await at.editor.dialogs.nextPick()).choose('Time spent');
      const second = await at.editor.dialogs.nextBox();
      now.timeSpent = '6h';
      second.enter('1h');
      await until(() => at.editor.messages.some(text => /Time spent .* changed elsewhere .*"6h"/.test(text)));
      assert.equal(now.timeSpent, '6h');
    });

    it('loses its description when that is emptied', async () => {
      const comment = flavor === 'cloud' ? paragraphs('Traces') : 'Traces';
      log('71', 'fred', { comment });
      const panel = await open(key);
      panel.say({ command: 'editWorklog', argument: '71' });
      await (await at.editor.dialogs.nextPick()).choose('Description');
      (await at.editor.dialogs.nextBox()).enter('');
      await until(() => !panel.content.includes('Traces'));
    });

    it('leaves a description of several lines to Jira itself', async () => {
      log('71', 'fred', { comment: flavor === 'cloud' ? paragraphs('Line 1', 'Line 2') : 'Line 1\r\n\r\nLine 2' });
      const panel = await open(key);
      panel.say({ command: 'editWorklog', argument: '71' });
      const pick = await at.editor.dialogs.nextPick();
      await pick.choose('Description');
      await until(() => at.editor.browsed.some(url => url.endsWith(`/browse/${key}?focusedWorklogId=71`)));
    });

    it('deletes an entry only after a question', async () => {
      log('71', 'fred');
      const panel = await open(key);
      panel.say({ command: 'deleteWorklog', argument: '71' });
      await until(() => at.editor.messages.some(text => text.startsWith('Delete the work log "2h" of PAY-431')));
      assert.equal(issue().worklogs?.length, 1);
      at.editor.press('Delete');
      panel.say({ command: 'deleteWorklog', argument: '71' });
      await until(() => issue().worklogs?.length === 0);
      await until(() => !panel.content.includes('Work log ('));
    });
  });

  it('fields without a value can be filled in where they stand; those of every day at once, the others on demand', async () => {
    const { content } = await open(key);
    const [, hidden = ''] = /<details id="empty-fields">([\s\S]*?)<\/details>/.exec(content) ?? [];
    assert.match(hidden, /Customer<\/dt><dd><span class="muted">None<\/span> <button [^>]*data-argument="customfield_/);
    issue().dueDate = null;
    const without = (await open(key)).content.replace(/<details id="empty-fields">[\s\S]*?<\/details>/, '');
    assert.match(without, /Due date<\/dt><dd><span class="muted">None<\/span> <button [^>]*data-argument="duedate"/);
  });

  it('web links that cannot be read are not told as none', async () => {
    at.jira.answerOnce({ path: /\/remotelink/ }, (_, res) => res.writeHead(500).end());
    assert.match((await open(key)).content, /The web links could not be read\./);
  });

  it('two that are lengthened at once are both longer', async () => {
    const [epic] = at.jira.state.addIssues(1, { projectKey: 'OPS', typeId: '10000', summary: 'Twice' });
    assert.ok(epic);
    at.jira.state.addIssues(150, { projectKey: 'OPS', typeId: '10004', parentKey: epic.key });
    const made = { author: 'dana', timeSpent: '2h', started: Date.UTC(2027, 0, 9), comment: undefined };
    epic.worklogs = Array.from({ length: 60 }, (_, index) => ({ id: `8${index}`, ...made }));
    const panel = await open(epic.key);
    panel.say({ command: 'showAllWorklogs' });
    panel.say({ command: 'showAllChildren' });
    await until(() => !/showAllChildren|showAllWorklogs/.test(panel.content));
  });

  it('a long description comes to its end as one scrolls', async () => {
    const [long] = at.jira.state.addIssues(1, { projectKey: 'OPS' });
    assert.ok(long);
    const words = 'words '.repeat(200);
    long.description = at.jira.state.text(Array.from({ length: 300 }, (_, index) => `${words} ${index}.`).join('\n\n'));
    const panel = await open(long.key);
    const end = () => / data-when-seen="(\d+)"[^>]*><button [^>]*showMoreDescription/.exec(panel.content)?.[1];
    const pieces: unknown[] = [];
    for (let now = end(); now !== undefined; now = end()) {
      // The page looks at the place again only where it is drawn anew.
      assert.ok(!pieces.includes(now));
      pieces.push(now);
      panel.say({ command: 'showMoreDescription' });
      const before = now;
      await until(() => end() !== before);
    }
    assert.ok(pieces.length > 1);
    assert.match(panel.content, /words {2}299\.|words 299\./);
  });

  it('the comments come a part at a time, none twice and none left out', async () => {
    const [issue] = at.jira.state.addIssues(1, { projectKey: 'OPS' });
    assert.ok(issue);
    for (let count = 1; count <= 1000; count++) at.jira.state.addComment(issue.key, 'dana', `Number ${count}`);
    const panel = await open(issue.key);
    const shown = () => [...panel.content.matchAll(/Number (\d+)</g)].map(([, number]) => Number(number));
    const newest = (count: number) => Array.from({ length: count }, (_, at) => 1000 - at);
    assert.deepEqual(shown(), newest(100));
    assert.match(panel.content, /Comments \(1000\)/);
    at.asked();
    panel.say({ command: 'showOlderComments' });
    await until(() => shown().length > 100);
    assert.deepEqual(shown(), newest(300));
    assert.deepEqual(at.asked(), [`GET /issue/${issue.key}/comment`]);
    panel.say({ command: 'showOlderComments' });
    await until(() => shown().length > 300);
    panel.say({ command: 'showOlderComments' });
    await until(() => !panel.content.includes('showOlderComments'));
    assert.deepEqual(shown(), newest(1000));
  });

  describe('the issues of an epic', () => {
    const children = (content: string) => [...content.matchAll(/data-command="openIssue" data-argument="([\w-]+)"/g)];

    it('stand on its page, with their states', async () => {
      const panel = await open('PAY-400');
      const own = at.jira.state.issues.filter(({ parentKey }) => parentKey === 'PAY-400').map(each => each.key);
      assert.ok(own.length > 2);
      assert.match(panel.content, new RegExp(`Child Issues \\(${own.length}\\)`));
      assert.deepEqual(
        children(panel.content)
          .map(([, child]) => child)
          .sort(),
        own.sort(),
      );
    });

    it('are counted in whole, and shown in whole on demand', async () => {
      const [epic] = at.jira.state.addIssues(1, { projectKey: 'OPS', typeId: '10000', summary: 'Large' });
      assert.ok(epic);
      at.jira.state.addIssues(250, { projectKey: 'OPS', typeId: '10004', parentKey: epic.key });
      const panel = await open(epic.key);
      assert.match(panel.content, /Child Issues \(250\)/);
      assert.equal(children(panel.content).length, 100);
      panel.say({ command: 'showAllChildren' });
      await until(() => children(panel.content).length === 250);
      assert.doesNotMatch(panel.content, /showAllChildren/);
      panel.say({ command: 'refreshIssue' });
      await until(() => panel.messages.length > 3);
      assert.equal(children(panel.content).length, 250);
    });

    it('do not keep the rest of the page from being shown', async () => {
      at.jira.answerOnce({ method: 'POST', path: /\/search/ }, (_, res) => res.writeHead(500).end());
      assert.match((await open('PAY-400')).content, /Child Issues[^(]*They could not be read\./);
    });
  });
}

describe('the lists of an issue of Cloud', () => lists('cloud'));
describe('the lists of an issue of Data Center', () => lists('dataCenter'));
