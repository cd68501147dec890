import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'mocha';
import type { Panel } from '../../../../cases/editor/panel.ts';
import { addPastBuild } from '../../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import type { Job, TestCase } from '../../../../servers/jenkins/state/model.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const tests: TestCase[] = ['adds', 'subtracts'].map(name => ({
  ...{ className: 'shop.SumTest', name, status: 'FAILED', duration: 1, age: 1, failedSince: 1 },
  ...{ errorDetails: `cannot ${name}`, errorStackTrace: '' },
}));
const historyPath = /builds%5Bnumber|builds\[number/;

describe('a page that explains a failure', () => {
  const at = jenkinsWorkbench();
  const connection = () => (at.editor.settings.get('jenkinsJira.connections') as object[])[0];
  let job: Job;
  let panel: Panel;

  before(() => {
    const { state } = at.jenkins;
    job = newJob('freestyle', 'shop', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
    const plan = () => ({ steps: [{ print: 'script returned exit code 1\n' }], result: 'UNSTABLE' as const, tests });
    addPastBuild(state, job, { ago: 1, duration: 1, plan });
  });
  beforeEach(async () => {
    await at.editor.execute('jenkinsJira.explainFailure', { connection: 'jenkins', job: 'shop', number: 1 });
    panel = at.editor.panels.at(-1) ?? assert.fail('no page');
    await until(() => count('checkHistory') === 2);
  });

  const html = () => panel.content;
  const count = (command: string) => html().split(`data-command="${command}"`).length - 1;
  const press = (command: string, argument?: string) =>
    panel.say({ command, ...(argument === undefined ? {} : { argument }) });

  it('is read again as a whole, also while a history is read', async () => {
    let isAsked = false;
    at.jenkins.answerOnce({ path: historyPath }, () => {
      isAsked = true;
    });
    press('checkHistory', '0');
    await until(() => isAsked);
    await until(() => count('checkHistory') === 1);
    press('readAgain');
    // The parts come in any order.
    await until(() => count('checkHistory') === 2 && !html().includes('Loading…'));
  });

  it('has buttons of which each says what it is for', () => {
    const labels = [...html().matchAll(/data-command="checkHistory"[^>]*aria-label="([^"]*)"/g)].map(
      ([, label]) => label,
    );
    assert.deepEqual(labels, ['Check History: shop.SumTest › adds', 'Check History: shop.SumTest › subtracts']);
  });

  it('is copied without a cause where tests are the reason', async () => {
    assert.match(html(), /<p>Tests failed\.<\/p>/);
    press('copyAsMarkdown');
    await until(() => at.editor.clipboard !== '');
    assert.match(at.editor.clipboard, /`shop\.SumTest › adds` \(new\)/);
    assert.doesNotMatch(at.editor.clipboard, /```/);
  });

  it('says that its connection was removed when a button is pressed', async () => {
    const kept = connection();
    at.editor.set('jenkinsJira.connections', []);
    press('checkHistory', '0');
    await until(() => html().includes('The connection of this build was removed.'));
    at.editor.set('jenkinsJira.connections', [kept]);
    press('readAgain');
    await until(() => count('checkHistory') === 2);
  });
});
