import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Panel } from '../../../../cases/editor/panel.ts';
import { addPastBuild } from '../../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import type { Build, TestCase } from '../../../../servers/jenkins/state/model.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const test = (name: string, status: TestCase['status'], duration = 1): TestCase => ({
  ...{ className: 'shop.SumTest', name, status, duration, age: 1, failedSince: 2 },
  ...(status === 'FAILED' && { errorDetails: `cannot <${name}>` }),
});

describe('a page that compares two builds', () => {
  const at = jenkinsWorkbench();
  const connection = () => (at.editor.settings.get('jenkinsJira.connections') as object[])[0];

  before(() => {
    const { state } = at.jenkins;
    const job = newJob('freestyle', 'shop', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
    const add = (print: string, tests: TestCase[], duration: number, more: Partial<Build>) =>
      addPastBuild(state, job, {
        ...{ ago: 5, duration, more },
        plan: () => ({ steps: [{ print }], result: 'SUCCESS', tests }),
      });
    const parameters = (value: string): Partial<Build> => ({
      parameters: [
        { kind: 'string', name: 'REGION', value },
        { kind: 'password', name: 'KEY', value: `hunter-${value}` },
        { kind: 'string', name: 'SAME', value: 'x' },
      ],
    });
    const log = (region: string) => `same\ndeploying <to> ${region}\nalso same\nand this\n`;
    add(log('eu'), [test('adds', 'PASSED')], 10, parameters('eu'));
    add(log('us'), [test('adds', 'FAILED')], 75, parameters('us'));
    add(log('us'), [test('adds', 'FAILED')], 75, parameters('us'));
  });

  const html = (panel: Panel) => panel.content;
  const text = (panel: Panel) =>
    html(panel)
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
  const isRead = (panel: Panel) => html(panel) !== '' && !/Loading…|so far/.test(html(panel));

  async function open(first: number, second: number): Promise<Panel> {
    const target = { connection: 'jenkins', job: 'shop', number: second, otherNumber: first };
    await at.editor.execute('jenkinsJira.compareBuilds', target);
    const panel = at.editor.panels.at(-1) ?? assert.fail('no page');
    await until(() => isRead(panel));
    return panel;
  }

  async function readAgain(panel: Panel): Promise<void> {
    const { length } = panel.messages;
    panel.say({ command: 'readAgain' });
    await until(() => panel.messages.length > length && isRead(panel));
  }

  it('tells what differs, and never the value of a password', async () => {
    const panel = await open(1, 2);
    const shown = text(panel);
    assert.match(shown, /shop: #1 and #2 compared Both passed\. #2 took/);
    assert.match(shown, /#2 took 1m 05s longer than #1\./);
    assert.match(shown, /1 test fails that did not fail before\. 1 parameter differs\./);
    assert.match(shown, /REGION eu us .*1 other parameter is the same\. .*does not report their values: KEY/);
    assert.match(shown, /Newly failing in #2 \(1\) shop\.SumTest › adds .*cannot &lt;adds&gt;/);
    assert.match(
      shown,
      /The logs differ first here: line (\d+) of #1, line \1 of #2\. .*First difference: line \1 of #1/,
    );
    assert.match(shown, /#1 deploying &lt;to&gt; eu #2 deploying &lt;to&gt; us also same and this/);
    assert.doesNotMatch(html(panel), /hunter/);
  });

  it('says so where nothing differs', async () => {
    const shown = text(await open(2, 3));
    assert.match(shown, /Both took about the same time\./);
    assert.match(shown, /All 2 parameters are the same\./);
    assert.match(shown, /Failing in both \(1\)/);
    assert.match(shown, /The logs are the same\./);
  });

  it('keeps what was read of finished builds, until it is to be read again', async () => {
    await open(1, 3);
    const asked = at.jenkins.requests.length;
    const panel = await open(1, 3);
    assert.equal(at.jenkins.requests.length, asked);
    await readAgain(panel);
    assert.ok(at.jenkins.requests.length > asked);
  });

  it('says in its place what cannot be read, and reads it again', async () => {
    const panel = await open(2, 3);
    at.jenkins.answerOnce({ path: /shop\/3\/testReport/ }, (_, res) => res.writeHead(403).end());
    await readAgain(panel);
    assert.match(html(panel), /Could not be loaded\./);
    assert.match(text(panel), /The logs are the same\./);
    assert.match(html(panel), /data-command="readAgain"/);
    assert.doesNotMatch(html(await open(2, 3)), /Could not be loaded\./);
  });

  it('is copied as Markdown', async () => {
    const panel = await open(1, 2);
    at.editor.clipboard = '';
    panel.say({ command: 'copyAsMarkdown' });
    await until(() => at.editor.clipboard !== '');
    const { clipboard } = at.editor;
    assert.match(clipboard, /^\*\*shop: #1 and #2 compared\*\* \(\[#1\]\(http:[^)]*\/job\/shop\/1\/\), \[#2\]/);
    assert.match(clipboard, /- REGION: `eu` → `us`/);
    assert.match(clipboard, /Newly failing in #2:\n\n- `shop\.SumTest › adds`: `cannot <adds>`/);
    assert.match(clipboard, /```diff\n.*\n- deploying <to> eu\n\+ deploying <to> us\n {2}also same/s);
    assert.doesNotMatch(clipboard, /hunter/);
  });

  it('says that its connection was removed', async () => {
    const panel = await open(1, 2);
    const kept = connection();
    at.editor.set('jenkinsJira.connections', []);
    panel.say({ command: 'copyAsMarkdown' });
    await until(() => html(panel).includes('The connection of these builds was removed.'));
    at.editor.set('jenkinsJira.connections', [kept]);
    panel.say({ command: 'readAgain' });
    await until(() => isRead(panel) && /shop: #1 and #2/.test(text(panel)));
  });
});
