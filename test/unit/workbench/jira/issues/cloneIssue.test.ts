import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { customFields } from '../../../../servers/jira/customFields.ts';
import { demoUsers } from '../../../../servers/jira/index.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const adf = {
  version: 1,
  type: 'doc',
  content: [
    { type: 'paragraph', attrs: { localId: 'b' }, content: [{ type: 'text', text: 'What Markdown cannot say:' }] },
    {
      type: 'paragraph',
      attrs: { localId: 'c' },
      content: [{ type: 'status', attrs: { text: 'RED', color: 'red', localId: 'a' } }],
    },
  ],
};

describe('a clone of an issue', () => {
  describe('of Cloud', () => clone('cloud'));
  describe('of Data Center', () => clone('dataCenter'));
});

function clone(flavor: 'cloud' | 'dataCenter'): void {
  const at = jiraWorkbench({ flavor });
  const id = flavor === 'cloud' ? 'demoJira' : 'demoDataCenter';
  const source = 'PAY-431';
  const issueOf = (key: string) => at.jira.state.issue(key) ?? assert.fail(key);
  const dana = demoUsers.dana;
  const person =
    flavor === 'cloud'
      ? { accountId: dana.accountId, displayName: dana.displayName, active: true }
      : { name: dana.name, key: dana.key, displayName: dana.displayName, active: true };
  const values: Readonly<Record<string, unknown>> = {
    Customer: 'Initech',
    Notes: flavor === 'cloud' ? adf : 'A {color:red}note{color}',
    'Story Points': 3.5,
    'Target date': '2027-01-31',
    Deployed: '2027-01-31T14:30:00.000+0000',
    Dashboard: 'https://example.com/a?b=c',
    Severity: { id: '20001', value: 'High' },
    Browsers: [
      { id: '20000', value: 'Firefox' },
      { id: '20002', value: 'Safari' },
    ],
    Area: { id: '21000', value: 'Web', child: { id: '21002', value: 'Account' } },
    Reviewer: person,
    Testers: [person],
    'Owning group': { name: 'payments-team' },
    Sprint: [{ id: 8, name: 'Sprint 8', state: 'future' }],
    'Development Status': { id: '20002', value: 'Build Broken' },
  };
  const custom = Object.fromEntries(customFields.map(({ field }) => [field.id, values[field.name]]));
  const run = (key: string) => {
    void at.editor.execute('jenkinsJira.cloneIssue', { connection: { id }, key });
    return at.editor.dialogs.nextPick();
  };

  it('begins with the values of all fields that a new issue can have, and is linked to it', async () => {
    const before = issueOf(source);
    before.custom = structuredClone(custom);
    Object.assign(before, { assignee: 'dana', labels: ['cards', 'checkout'], dueDate: '2027-03-01' });
    const form = await run(source);
    assert.equal(form.title, `Clone of ${source}`);
    await form.choose('Create Issue');
    await until(() => at.jira.state.links.at(-1)?.toKey === source);
    const made = at.jira.state.issues.at(-1) ?? assert.fail();
    assert.deepEqual(made.custom, custom);
    assert.equal(made.summary, `CLONE - ${before.summary}`);
    assert.deepEqual(made.description, before.description);
    assert.deepEqual(
      [made.typeId, made.priorityId, made.assignee, made.labels, made.dueDate, made.reporter],
      [before.typeId, before.priorityId, 'dana', ['cards', 'checkout'], '2027-03-01', 'fred'],
    );
    const { typeId, fromKey } = at.jira.state.links.at(-1) ?? {};
    assert.deepEqual([typeId, fromKey], ['10001', made.key]);
  });

  it('leaves out a value that is offered no more, and a sprint that is over', async () => {
    const of = (name: string) => customFields.find(({ field }) => field.name === name)?.field.id ?? '';
    issueOf(source).custom = {
      [of('Severity')]: { id: '1', value: 'Archived' },
      [of('Browsers')]: [
        { id: '20000', value: 'Firefox' },
        { id: '2', value: 'Archived' },
      ],
      [of('Sprint')]: [{ id: 6, name: 'Sprint 6', state: 'closed' }],
    };
    const count = at.jira.state.links.length;
    await (await run(source)).choose('Create Issue');
    await until(() => at.jira.state.links.length > count);
    const { custom: made } = at.jira.state.issues.at(-1) ?? {};
    assert.deepEqual(made, { [of('Browsers')]: [{ id: '20000', value: 'Firefox' }] });
  });

  it('of a sub-task is one of the same issue', async () => {
    const [part] = at.jira.state.addIssues(1, { projectKey: 'PAY', typeId: '10003', parentKey: source });
    assert.ok(part);
    const count = at.jira.state.links.length;
    await (await run(part.key)).choose('Create Issue');
    await until(() => at.jira.state.links.length > count);
    assert.equal(at.jira.state.issues.at(-1)?.parentKey, source);
  });

  it('does not take the answers of a new issue that was not sent', async () => {
    void at.editor.execute('jenkinsJira.createIssue');
    await (await at.editor.dialogs.nextPick()).choose('Payments');
    await (await at.editor.dialogs.nextPick()).choose('Bug');
    await (await at.editor.dialogs.nextPick()).choose('Customer');
    (await at.editor.dialogs.nextBox()).enter('Half written');
    (await at.editor.dialogs.nextPick()).hide();
    issueOf(source).custom = {};
    const form = await run(source);
    const line = form.items.find(({ label }) => label === 'Customer');
    assert.equal(line && Reflect.get(line, 'description'), '');
  });

  if (flavor === 'cloud')
    it('names the files of its source, which it does not have', async () => {
      const media = (attrs: object) => ({ type: 'media', attrs });
      const external = { type: 'external', url: 'https://example.com/a.png', alt: '' };
      const single = (attrs: object) => ({ type: 'mediaSingle', attrs: { layout: 'center' }, content: [media(attrs)] });
      issueOf(source).description = {
        version: 1,
        type: 'doc',
        content: [single({ type: 'file', id: 'f-1', collection: '', alt: 'till.png' }), single(external)],
      } as never;
      const count = at.jira.state.links.length;
      await (await run(source)).choose('Create Issue');
      await until(() => at.jira.state.links.length > count);
      const text = JSON.stringify(at.jira.state.issues.at(-1)?.description);
      assert.match(text, /\[till\.png\]/);
      assert.doesNotMatch(text, /"file"/);
      assert.match(text, /https:\/\/example\.com\/a\.png/);
    });

  it('keeps what was answered and not sent', async () => {
    await (await run(source)).choose('Summary');
    (await at.editor.dialogs.nextBox()).enter('My own words');
    (await at.editor.dialogs.nextPick()).hide();
    const form = await run(source);
    const summaryIn = (items: typeof form.items) =>
      Reflect.get(items.find(({ label }) => label === 'Summary') ?? {}, 'description');
    assert.equal(summaryIn(form.items), 'My own words');
    await form.choose('Start Over');
    const again = await at.editor.dialogs.nextPick();
    assert.match(summaryIn(again.items), /^CLONE - /);
    again.hide();
  });

  it('asks before more people may see it than its source', async () => {
    const level = (await readIssue()).replace('"fields":{', '"fields":{"security":{"id":"1","name":"Partners"},');
    const answer = () =>
      at.jira.answerOnce({ path: /PAY-431\?fields=\*all/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end(level),
      );
    answer();
    await at.editor.execute('jenkinsJira.cloneIssue', { connection: { id }, key: source });
    assert.match(at.editor.messages.join(), /PAY-431 has the security level Partners, which you cannot give its clone/);
    assert.equal(at.editor.dialogs.count, 0);
    answer();
    at.editor.press('Clone All the Same');
    (await run(source)).hide();
  });

  async function readIssue(): Promise<string> {
    const user = flavor === 'cloud' ? demoUsers.fred.emailAddress : demoUsers.fred.name;
    const secret = flavor === 'cloud' ? demoUsers.fred.apiToken : demoUsers.fred.password;
    const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
    const path = `/rest/api/${flavor === 'cloud' ? 3 : 2}/issue/${source}?fields=*all`;
    return (await fetch(at.jira.url + path, { headers: { authorization } })).text();
  }

  it('is made also where it cannot be linked, which is said', async () => {
    at.jira.answerOnce({ method: 'POST', path: /\/issueLink$/ }, (_, res) =>
      res.writeHead(403, { 'content-type': 'application/json' }).end('{"errorMessages":["No Link Issue Permission"]}'),
    );
    // Another one than before, which would be taken for a double click.
    issueOf(source).summary = 'Not linked';
    const count = at.jira.state.issues.length;
    await (await run(source)).choose('Create Issue');
    await until(() => at.editor.messages.some(text => /Could not link PAY-\d+ to PAY-431/.test(text)));
    assert.equal(at.jira.state.issues.length, count + 1);
  });
}
