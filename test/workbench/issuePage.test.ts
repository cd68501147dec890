import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until } from './demo.ts';
import { jiraSite, run } from './jiraSite.ts';

describe('the page of an issue in the editor', () => {
  for (const flavor of ['cloud', 'dataCenter'] as const) describe(`of ${flavor}`, () => page(flavor));
});

function page(flavor: 'cloud' | 'dataCenter'): void {
  const at = jiraSite(flavor, 'page');
  const source = 'PAY-431';
  const target = () => ({ connection: { id: at.id }, key: source });
  const closeAll = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const pages = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputCustom && input.viewType === 'jenkinsJira.issue')
      .map(({ label }) => label);
  const shown = (...labels: readonly string[]) =>
    until(`pages of ${labels.join(', ')}`, () => (pages().join() === labels.join() ? true : undefined));

  after(closeAll);

  it('is one, however often it is opened, and reads the issue once', async () => {
    await closeAll();
    for (let times = 0; times < 3; times++) await run('openIssue', target());
    await shown(source);
    const reads = () => at.jira.requests.filter(({ path }) => path.includes(`/issue/${source}?fields`)).length;
    await until('a reading', () => (reads() > 0 ? true : undefined));
    assert.equal(reads(), 1);
  });

  it('is followed by that of its clone, which is linked to it', async () => {
    const cloning = run('cloneIssue', target());
    await at.person.choose(/^Create Issue$/);
    await cloning;
    const made = at.jira.state.issues.at(-1) ?? assert.fail();
    await shown(source, made.key);
    const before = at.jira.state.issue(source);
    assert.deepEqual(
      [made.summary, made.description, made.labels, made.parentKey],
      [`CLONE - ${before?.summary}`, before?.description, before?.labels, before?.parentKey],
    );
    const { fromKey, toKey } = at.jira.state.links.at(-1) ?? {};
    assert.deepEqual([fromKey, toKey], [made.key, source]);
  });

  it('links to another issue by a command', async () => {
    const linking = run('linkIssue', target());
    await at.person.choose(/^is blocked by$/);
    await at.person.choose(/^PAY-436/);
    await linking;
    const { fromKey, toKey } = at.jira.state.links.at(-1) ?? {};
    assert.deepEqual([fromKey, toKey], ['PAY-436', source]);
  });
}
