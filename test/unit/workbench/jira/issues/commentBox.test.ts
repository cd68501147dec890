import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { readyCommand } from '../../../../../src/workbench/shell/pages/pageMessages.ts';
import type { Panel } from '../../../../cases/editor/panel.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

function box(flavor: 'cloud' | 'dataCenter'): void {
  const at = jiraWorkbench({ flavor });
  const id = flavor === 'cloud' ? 'demoJira' : 'demoDataCenter';
  const key = 'OPS-121';
  const open = async (): Promise<Panel> => {
    await at.editor.execute('jenkinsJira.openIssue', { connection: { id }, key });
    const panel = at.editor.panels.at(-1) ?? assert.fail();
    await until(() => panel.messages.some(({ box: text }) => text !== undefined));
    return panel;
  };
  const inserts = (panel: Panel) => panel.messages.flatMap(({ insert }) => (typeof insert === 'string' ? insert : []));
  const paste = (panel: Panel, name: string) =>
    panel.say({ command: 'attachToComment', files: [{ name, content: Buffer.from(name) }] });
  afterEach(() => {
    for (const panel of at.editor.panels.splice(0)) panel.close();
  });

  it('shows each picture once that was pasted soon after another', async () => {
    const panel = await open();
    paste(panel, 'one.png');
    paste(panel, 'two.png');
    await until(() => inserts(panel).length === 2);
    const text = `Seen: ${inserts(panel).join('')}`;
    assert.deepEqual(
      [...text.matchAll(/#(\d+)⟧/g)].map(([, number]) => number),
      ['1', '2'],
    );
    panel.say({ command: 'writeComment', argument: JSON.stringify({ text, turn: 1 }) });
    const count = at.jira.state.commentsOf(key).length;
    panel.say({ command: 'postBox' });
    await until(() => at.jira.state.commentsOf(key).length > count);
    const posted = JSON.stringify(at.jira.state.commentsOf(key).at(-1)?.body);
    const files = at.jira.state.issue(key)?.attachments ?? [];
    for (const name of ['one.png', 'two.png']) {
      const file = files.find(({ fileName }) => fileName === name) ?? assert.fail(name);
      assert.equal(posted.split(flavor === 'cloud' ? `/content/${file.id}"` : `!${name}|thumbnail!`).length, 2, posted);
    }
  });

  it('is told again of a picture that came while its page was hidden, and forgets it once it is written', async () => {
    const panel = await open();
    paste(panel, 'late.png');
    await until(() => inserts(panel).length === 1);
    const [text = ''] = inserts(panel);
    panel.messages.length = 0;
    // The page begins anew: it has not heard of the picture.
    panel.say({ command: readyCommand });
    await until(() => inserts(panel).length === 1);
    assert.deepEqual(inserts(panel), [text]);
    panel.say({ command: 'writeComment', argument: JSON.stringify({ text, turn: 1 }) });
    await until(() => panel.content.includes('Kept as a draft'));
    panel.messages.length = 0;
    panel.say({ command: readyCommand });
    await until(() => panel.messages.some(({ box: now }) => now !== undefined));
    assert.deepEqual(inserts(panel), []);
    // Its mark would stand at the issue in other tests.
    at.editor.press('Discard');
    panel.say({ command: 'discardBox' });
    await until(() => !panel.content.includes('Kept as a draft'));
  });
}

describe('the comment box of a page of Cloud', () => box('cloud'));
describe('the comment box of a page of Data Center', () => box('dataCenter'));
