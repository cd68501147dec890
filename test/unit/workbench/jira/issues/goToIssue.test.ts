import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { QuickPick } from '../../../../cases/editor/dialogs.ts';
import { type DemoJira, demoUsers, startDemoJira } from '../../../../servers/jira/index.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

describe('Go to Issue, over two sites', () => {
  const at = jiraWorkbench({ flavor: 'cloud' });
  let other: DemoJira;

  /** The other site's next search does not end before it is released; it then finds one issue. */
  const hold = () => {
    const held = { release: () => undefined as unknown, isAsked: false, isCanceled: false };
    const fields = { summary: 'of the other site', issuetype: { name: 'Bug' }, status: { name: 'Open' } };
    other.answerOnce({ path: /\/search/ }, (_, res) => {
      held.isAsked = true;
      res.on('close', () => {
        held.isCanceled = !res.writableFinished;
      });
      held.release = () =>
        res
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ issues: [{ id: '1', key: 'OTH-1', fields }], total: 1 }));
    });
    return held;
  };
  const shown = async (): Promise<QuickPick> => {
    await until(() => (at.editor.dialogs.list?.items.length ?? 0) > 0);
    const pick = at.editor.dialogs.list;
    assert.ok(pick);
    return pick;
  };
  const keys = (pick: QuickPick) => pick.labels.map(label => label.split(' ')[0]);
  const type = (pick: QuickPick, text: string) => {
    pick.value = text;
    pick.valueChanged.fire(text);
  };

  before(async () => {
    other = await startDemoJira({ flavor: 'dataCenter' });
    const auth = { kind: 'basic', user: demoUsers.fred.name };
    const site = { id: 'demoDataCenter', product: 'jira', name: 'Other', url: other.url, flavor: 'dataCenter', auth };
    at.editor.set('jenkinsJira.connections', [
      ...(at.editor.settings.get('jenkinsJira.connections') as object[]),
      site,
    ]);
    at.editor.set('jenkinsJira.jira.queries', [{ name: 'Epics', jql: 'key = PAY-400', connection: 'demoJira' }]);
  });
  after(() => other.close());

  it('shows what one has while the other is slow; then the recent ones of both come first', async () => {
    const held = hold();
    void at.editor.execute('jenkinsJira.goToIssue');
    const pick = await shown();
    assert.deepEqual(keys(pick), ['PAY-428', 'OPS-118', 'PAY-400']);
    assert.equal(Reflect.get(pick.items[0] ?? {}, 'description'), 'Bug · In Review · Demo Jira');
    pick.activeItems = pick.items.slice(1, 2);
    held.release();
    await until(() => !pick.busy && pick.items.length > 3);
    assert.deepEqual(keys(pick), ['PAY-428', 'OTH-1', 'OPS-118', 'PAY-400']);
    assert.match(pick.activeItems[0]?.label ?? '', /^OPS-118/, 'the line at hand stays');
  });

  it('finds likewise; what is found for an earlier text is canceled and not shown', async () => {
    void at.editor.execute('jenkinsJira.goToIssue');
    const pick = await shown();
    await until(() => !pick.busy);
    const slow = hold();
    type(pick, 'amex');
    await until(() => keys(pick).includes('PAY-436'));
    assert.ok(slow.isAsked && pick.busy);
    const before = other.requests.length;
    type(pick, 'merch');
    type(pick, 'merchants cap');
    await until(() => slow.isCanceled);
    slow.release();
    await until(() => !pick.busy);
    assert.ok(keys(pick).includes('PAY-425') && !keys(pick).includes('OTH-1'), keys(pick).join());
    assert.equal(other.requests.length - before, 1, 'typed quickly, it is asked once');
  });
});
