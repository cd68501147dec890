import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { InvalidRequestError, UndiciTransport } from '../../../../src/http/index.ts';
import { markdownToDocument, markdownToWiki } from '../../../../src/jira/documents/index.ts';
import {
  addAttachment,
  addComment,
  assignIssue,
  checkJql,
  countIssues,
  createIssue,
  deleteComment,
  deleteWorklog,
  editIssue,
  encodeField,
  type FieldInput,
  FieldKind,
  type FieldMeta,
  FieldValueError,
  findAssignable,
  findGroups,
  findPeople,
  JiraFlavor,
  listComments,
  listFavoriteFilters,
  listIssueTypes,
  listLabels,
  listProjects,
  listSprints,
  listTransitions,
  logWork,
  openAttachment,
  readComment,
  readCreateFields,
  readEditableFields,
  readIssueDetails,
  readJqlWords,
  readMyself,
  readRoles,
  StatusCategory,
  suggestJqlValues,
  takeTransition,
  updateComment,
  updateWorklog,
  voteForIssue,
  watchIssue,
} from '../../../../src/jira/index.ts';
import { demoUsers, specPath } from '../../../servers/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`work on issues, ${flavor}`, () => {
    const demo = demoJira({
      flavor,
      contextPath: '/jira',
      baseUrl: 'https://jira.internal.example',
      pageCap: 7,
      ...(flavor === JiraFlavor.cloud && specPath ? { openApiPath: specPath } : {}),
    });
    let externalTransport: UndiciTransport;
    const fred = demoUsers.fred;
    const bodyOf = (markdown: string) =>
      flavor === JiraFlavor.cloud ? markdownToDocument(markdown) : markdownToWiki(markdown);

    beforeEach(() => {
      externalTransport = new UndiciTransport();
    });
    afterEach(async () => {
      await externalTransport.close();
      // Boards have an API and a description of their own.
      const violations = demo.jira.violations.filter(each => !/\/rest\/agile\//.test(each));
      assert.deepEqual(violations, []);
    });

    const details = async (key = 'PAY-431') => {
      const found = await readIssueDetails(demo.session, key);
      assert.ok(found);
      return found;
    };
    const fieldNamed = (fields: readonly FieldMeta[], name: string): FieldMeta => {
      const found = fields.find(each => each.name === name);
      assert.ok(found, name);
      return found;
    };

    it('reads all of an issue in two requests at once', async () => {
      demo.jira.state.issues[0]?.history?.push({ author: 'fred', at: 1, field: 'status', from: 'To Do', to: 'Done' });
      const found = await details();
      assert.equal(found.issue.key, 'PAY-431');
      assert.equal(found.project.key, 'PAY');
      assert.ok(found.description);
      assert.ok(found.comments.length > 0);
      assert.ok(found.links.length > 0);
      assert.equal(demo.jira.requests.length, 2);
    });

    it('edits every kind of field, and each change is there', async () => {
      const fields = await readEditableFields(demo.session, 'PAY-431');
      const { id: me } = await readMyself(demo.session);
      const inputs: Record<string, FieldInput> = {
        Summary: { text: 'A new summary ✓' },
        Description: { body: bodyOf('A **new** description') },
        Labels: { chosen: ['one', 'two'] },
        'Due date': { text: '2027-01-31' },
        Customer: { text: 'ACME' },
        Notes: { body: bodyOf('- rich') },
        'Story Points': { text: '2,5' },
        'Target date': { text: '2027-02-28' },
        Deployed: { text: '2027-03-01 12:30' },
        Dashboard: { text: 'https://example.com/d' },
        Severity: { chosen: [fieldNamed(fields, 'Severity').allowed[1]?.id ?? ''] },
        Browsers: { chosen: fieldNamed(fields, 'Browsers').allowed.map(({ id }) => id) },
        Area: { parent: '21000', child: '21001' },
        Reviewer: { chosen: [me] },
        Testers: { chosen: [me] },
        'Owning group': { chosen: ['payments-team'] },
        Sprint: { chosen: ['7'] },
      };
      for (const [name, input] of Object.entries(inputs)) {
        const field = fieldNamed(fields, name);
        await editIssue(demo.session, 'PAY-431', { [field.id]: encodeField(field, input, flavor) });
      }
      const { issue, labels, others } = await details();
      assert.equal(issue.summary, 'A new summary ✓');
      assert.deepEqual(labels, ['one', 'two']);
      const shown = Object.fromEntries(others.map(({ name, value }) => [name, value]));
      assert.equal(shown['Customer'], 'ACME');
      assert.equal(shown['Story Points'], '2.5');
      assert.equal(shown['Severity'], 'High');
      assert.equal(shown['Browsers'], 'Firefox, Chrome, Safari');
      assert.equal(shown['Area'], 'Web / Checkout');
      assert.equal(shown['Reviewer'], fred.displayName);
      assert.equal(shown['Testers'], fred.displayName);
      assert.equal(shown['Owning group'], 'payments-team');
      assert.equal(shown['Sprint'], 'Sprint 7');
      assert.equal(shown['Due date'], '2027-01-31');
      assert.ok(typeof shown['Notes'] === 'object');
    });

    it('refuses wrong values before they are sent, and hands on what Jira refuses by field', async () => {
      const fields = await readEditableFields(demo.session, 'PAY-431');
      const asked = demo.jira.requests.length;
      const wrong: [string, FieldInput][] = [
        ['Summary', { text: '  ' }],
        ['Summary', { text: 'x'.repeat(256) }],
        ['Story Points', { text: 'many' }],
        ['Due date', { text: '2027-02-30' }],
        ['Deployed', { text: 'soon' }],
        ['Dashboard', { text: 'no address' }],
        ['Labels', { chosen: ['with blank'] }],
        ['Severity', { chosen: ['99'] }],
        ['Area', { parent: '21000', child: '21011' }],
      ];
      for (const [name, input] of wrong) {
        assert.throws(() => encodeField(fieldNamed(fields, name), input, flavor), FieldValueError, name);
      }
      assert.equal(demo.jira.requests.length, asked);
      await assert.rejects(editIssue(demo.session, 'PAY-431', { labels: ['a b'] }), (error: unknown) => {
        assert.ok(error instanceof InvalidRequestError);
        assert.match(error.fields['labels'] ?? '', /spaces/);
        return true;
      });
    });

    it('offers the steps that are allowed now, with what they ask for, and takes them', async () => {
      const steps = await listTransitions(demo.session, 'PAY-431');
      const done = steps.find(({ category }) => category === StatusCategory.done);
      assert.ok(done);
      const resolution = done.fields.find(({ id }) => id === 'resolution');
      assert.equal(resolution?.required, true);
      assert.equal(resolution?.kind, FieldKind.option);
      await assert.rejects(takeTransition(demo.session, 'PAY-431', done.id), (error: unknown) => {
        assert.ok(error instanceof InvalidRequestError);
        assert.match(error.fields['resolution'] ?? '', /required/);
        return true;
      });
      const value = encodeField(resolution as FieldMeta, { chosen: [resolution?.allowed[0]?.id ?? ''] }, flavor);
      await takeTransition(demo.session, 'PAY-431', done.id, { resolution: value }, { body: bodyOf('*Done* now') });
      const now = await details();
      assert.equal(now.issue.statusCategory, StatusCategory.done);
      assert.equal(now.resolution, 'Done');
      assert.match(now.comments.at(-1)?.text ?? '', /Done.? now/);
    });

    it('assigns, watches, votes and logs work', async () => {
      const me = await readMyself(demo.session);
      const people = await findAssignable(demo.session, { issue: 'PAY-431' }, 'dana');
      assert.equal(people[0]?.displayName, demoUsers.dana.displayName);
      await assignIssue(demo.session, 'PAY-431', people[0]?.id);
      assert.equal((await details()).assignee?.displayName, demoUsers.dana.displayName);
      await assignIssue(demo.session, 'PAY-431', undefined);
      assert.equal((await details()).assignee, undefined);
      await watchIssue(demo.session, 'PAY-431', true, me.id);
      assert.equal((await details()).attention.watching, true);
      await watchIssue(demo.session, 'PAY-431', false, me.id);
      await voteForIssue(demo.session, 'PAY-431', true);
      const voted = await details();
      assert.deepEqual(voted.attention, { watching: false, voted: true });
      await voteForIssue(demo.session, 'PAY-431', false);
      await logWork(demo.session, 'PAY-431', { timeSpent: '2h 30m', startedAt: 0, comment: bodyOf('thinking') });
      const [log] = (await details()).worklogs;
      assert.equal(log?.timeSpent, '2h 30m');
      const visibility = { type: 'role', value: 'Developers' } as const;
      await updateWorklog(demo.session, 'PAY-431', log.id, { timeSpent: '3h' }, visibility);
      assert.deepEqual((await details()).worklogs, [{ ...log, timeSpent: '3h', visibility }]);
      await updateWorklog(demo.session, 'PAY-431', log.id, { comment: null }, undefined);
      const [emptied] = (await details()).worklogs;
      assert.doesNotMatch(JSON.stringify(emptied), /thinking/);
      assert.equal(emptied?.timeSpent, '3h');
      await deleteWorklog(demo.session, 'PAY-431', log.id);
      assert.deepEqual((await details()).worklogs, []);
    });

    it('writes, changes and deletes comments, with who may see them', async () => {
      const visibility = { type: 'role', value: 'Developers' } as const;
      const { id } = await addComment(demo.session, 'PAY-431', { body: bodyOf('secret'), visibility });
      assert.deepEqual((await readComment(demo.session, 'PAY-431', id)).visibility, visibility);
      await updateComment(demo.session, 'PAY-431', id, { body: bodyOf('changed'), visibility });
      const [newest] = (await listComments(demo.session, 'PAY-431', 5)).comments;
      assert.equal(newest?.text, 'changed');
      assert.deepEqual(newest?.visibility, visibility);
      await deleteComment(demo.session, 'PAY-431', id);
      assert.notEqual((await listComments(demo.session, 'PAY-431', 1)).comments[0]?.id, id);
      const internal = await addComment(demo.session, 'PAY-431', { body: bodyOf('not for customers'), internal: true });
      assert.equal((await readComment(demo.session, 'PAY-431', internal.id)).internal, true);
    });

    it('makes issues: project, type and the fields that they want', async () => {
      assert.deepEqual(
        (await listProjects(demo.session)).map(({ key }) => key),
        ['PAY', 'OPS'].sort((a, b) => (flavor === JiraFlavor.cloud ? a.localeCompare(b) : 0)),
      );
      const types = await listIssueTypes(demo.session, 'PAY');
      const bug = types.find(({ name }) => name === 'Bug');
      assert.ok(bug && types.some(({ subtask }) => subtask));
      const fields = await readCreateFields(demo.session, 'PAY', bug.id);
      // More than one page of seven.
      assert.ok(fields.length > 14);
      assert.equal(fieldNamed(fields, 'Summary').required, true);
      const given = { project: { key: 'PAY' }, issuetype: { id: bug.id } };
      await assert.rejects(createIssue(demo.session, given), (error: unknown) => {
        assert.ok(error instanceof InvalidRequestError);
        assert.match(error.fields['summary'] ?? '', /summary/);
        return true;
      });
      const { key } = await createIssue(demo.session, { ...given, summary: 'Broken', description: bodyOf('`code`') });
      assert.equal((await details(key)).issue.summary, 'Broken');
      const sub = types.find(({ subtask }) => subtask);
      const { key: child } = await createIssue(demo.session, {
        ...given,
        issuetype: { id: sub?.id },
        parent: { key },
        summary: 'Part',
      });
      assert.equal((await details(child)).parent?.key, key);
    });

    it('adds and reads attachments', async () => {
      await addAttachment(demo.session, 'PAY-431', { fileName: 'log "1".txt', content: Buffer.from('hello ✓') });
      const [file] = (await details()).attachments;
      assert.ok(file);
      const response = await openAttachment(demo.session, file, externalTransport);
      assert.equal(await response.text(), 'hello ✓');
    });

    it('knows people, groups, roles, labels and sprints', async () => {
      assert.ok(
        (await findPeople(demo.session, 'da')).some(({ displayName }) => displayName === demoUsers.dana.displayName),
      );
      assert.deepEqual(await findGroups(demo.session, 'pay'), ['payments-team']);
      assert.ok((await readRoles(demo.session, 'PAY')).includes('Developers'));
      assert.deepEqual(
        (await listSprints(demo.session, 'PAY')).map(({ name }) => name),
        ['Sprint 7', 'Sprint 8'],
      );
      assert.equal((await listLabels(demo.session)).length > 0, flavor === JiraFlavor.cloud);
    });

    it('helps with queries', async () => {
      const words = await readJqlWords(demo.session);
      assert.ok(words.fields.some(({ value }) => value === 'status'));
      assert.ok(words.functions.some(({ value }) => value === 'currentUser()'));
      const values = await suggestJqlValues(demo.session, 'status', 'in');
      assert.deepEqual(
        values.map(({ value, displayName }) => [value, displayName]),
        [
          ['"In Progress"', 'In Progress'],
          ['"In Review"', 'In Review'],
        ],
      );
      assert.ok((await listFavoriteFilters(demo.session)).length > 0);
      const ofProject = demo.jira.state.issues.filter(({ projectKey }) => projectKey === 'PAY').length;
      assert.equal(await countIssues(demo.session, 'project = PAY'), ofProject);
      assert.deepEqual(await checkJql(demo.session, 'project = PAY'), []);
      assert.match((await checkJql(demo.session, 'nosuch = 1')).join(), /nosuch/);
    });
  });
}
