import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { sprintFieldId } from '../servers/jira/customFields.ts';
import type { DemoJira } from '../servers/jira/index.ts';
import { jiraSite, run } from './jiraSite.ts';

describe('several issues of the Jira view', () => {
  for (const flavor of ['cloud', 'dataCenter'] as const) describe(`of ${flavor}`, () => several(flavor));
});

function several(flavor: 'cloud' | 'dataCenter'): void {
  const at = jiraSite(flavor, 'view');
  const issues = ['PAY-419', 'PAY-436'].map(key => ({ connection: { id: at.id }, key }));
  const now = <T>(read: (issue: NonNullable<ReturnType<DemoJira['state']['issue']>>) => T) =>
    issues.map(({ key }) => {
      const issue = at.jira.state.issue(key);
      return issue && read(issue);
    });

  it('are copied, moved to a sprint and assigned, by as many requests as there must be', async () => {
    // The view reads the site meanwhile.
    const changes = (path: RegExp) =>
      at.jira.requests.filter(request => request.method !== 'GET' && path.test(request.path)).length;
    await run('copyKey', issues[0], issues);
    assert.equal(await vscode.env.clipboard.readText(), 'PAY-419\nPAY-436');
    const moving = run('moveToSprint', issues[0], issues);
    await at.person.choose(/^Sprint 8$/);
    await moving;
    const sprints = now(({ custom }) => custom?.[sprintFieldId] as { id: number }[] | undefined);
    assert.deepEqual(
      sprints.map(each => each?.[0]?.id),
      [8, 8],
    );
    assert.equal(changes(/agile/), 1);
    const assigning = run('assignIssue', issues[0], issues);
    await at.person.choose(/^Me$/);
    await assigning;
    assert.deepEqual(
      now(({ assignee }) => assignee),
      ['fred', 'fred'],
    );
    assert.equal(changes(/assignee$/), 2);
  });
}
