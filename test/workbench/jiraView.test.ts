import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { sprintFieldId } from '../servers/jira/customFields.ts';
import { type DemoJira, demoUsers, startDemoJira } from '../servers/jira/index.ts';
import { activate } from './demo.ts';
import { Person } from './person.ts';

const run = (command: string, ...rest: unknown[]) => vscode.commands.executeCommand(`jenkinsJira.${command}`, ...rest);

describe('several issues of the Jira view', () => {
  for (const flavor of ['cloud', 'dataCenter'] as const) describe(`of ${flavor}`, () => several(flavor));
});

function several(flavor: 'cloud' | 'dataCenter'): void {
  const { fred } = demoUsers;
  const settings = () => vscode.workspace.getConfiguration('jenkinsJira');
  const id = `view-${flavor}`;
  const issues = ['PAY-419', 'PAY-436'].map(key => ({ connection: { id }, key }));
  const now = <T>(read: (issue: NonNullable<ReturnType<DemoJira['state']['issue']>>) => T) =>
    issues.map(({ key }) => {
      const issue = jira.state.issue(key);
      return issue && read(issue);
    });
  let person: Person;
  let jira: DemoJira;
  let original: readonly object[];

  before(async () => {
    await activate();
    jira = await startDemoJira({ flavor });
    original = settings().get<object[]>('connections') ?? [];
    const auth = { kind: 'basic', user: flavor === 'cloud' ? fred.emailAddress : fred.name };
    const connection = { id, product: 'jira', name: `View ${flavor}`, url: jira.url, flavor, auth };
    await settings().update('connections', [...original, connection], vscode.ConfigurationTarget.Global);
    person = new Person();
    const replacing = run('replaceToken', { connection });
    await person.enter(/token|password/i, flavor === 'cloud' ? fred.apiToken : fred.password);
    await replacing;
  });
  afterEach(() => person.hideAll());
  after(async () => {
    person.leave();
    await settings().update('connections', original, vscode.ConfigurationTarget.Global);
    await jira.close();
  });

  it('are copied, moved to a sprint and assigned, by as many requests as there must be', async () => {
    // The view reads the site meanwhile.
    const changes = (path: RegExp) =>
      jira.requests.filter(request => request.method !== 'GET' && path.test(request.path)).length;
    await run('copyKey', issues[0], issues);
    assert.equal(await vscode.env.clipboard.readText(), 'PAY-419\nPAY-436');
    const moving = run('moveToSprint', issues[0], issues);
    await person.choose(/^Sprint 8$/);
    await moving;
    const sprints = now(({ custom }) => custom?.[sprintFieldId] as { id: number }[] | undefined);
    assert.deepEqual(
      sprints.map(each => each?.[0]?.id),
      [8, 8],
    );
    assert.equal(changes(/agile/), 1);
    const assigning = run('assignIssue', issues[0], issues);
    await person.choose(/^Me$/);
    await assigning;
    assert.deepEqual(
      now(({ assignee }) => assignee),
      ['fred', 'fred'],
    );
    assert.equal(changes(/assignee$/), 2);
  });
}
