import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'mocha';
import { ForbiddenError, NotFoundError, RateLimitedError, ServerUnavailableError } from '../../../../src/http/index.ts';
import {
  JiraFlavor,
  listComments,
  probeJira,
  readIssueDetails,
  type SearchCursor,
  searchIssues,
} from '../../../../src/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

const placed =
  'summary issuetype status priority assignee reporter updated created resolution labels description parent subtasks ' +
  'issuelinks attachment comment worklog project watches votes statusCategory creator lastViewed workratio ' +
  'statuscategorychangedate progress aggregateprogress thumbnail issuerestriction';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`what is odd, ${flavor}`, () => {
    const demo = demoJira({ flavor });

    const answer = (json: unknown) => (_: unknown, res: ServerResponse) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json));

    it('is a Jira that is busy or down, no other server, where the first question is refused', async () => {
      const refuse = (status: number) =>
        demo.jira.answerOnce({ path: /serverInfo/ }, (_, res) => res.writeHead(status, { 'retry-after': '60' }).end());
      refuse(429);
      await assert.rejects(probeJira(demo.http), RateLimitedError);
      refuse(503);
      await assert.rejects(probeJira(demo.http), ServerUnavailableError);
    });

    it('reaches each of 5,000 issues once', async () => {
      demo.jira.state.addIssues(5000, {});
      const keys = new Set<string>();
      let pages = 0;
      for (let cursor: SearchCursor | undefined, first = true; cursor || first; first = false) {
        const page = await searchIssues(demo.session, 'project = BULK', 100, cursor);
        for (const { key } of page.issues) keys.add(key);
        cursor = page.next;
        pages++;
      }
      assert.equal(keys.size, 5000);
      assert.ok(pages <= 51, `${pages} requests`);
    });

    it('reads an issue of people who are gone, with long and right-to-left texts', async () => {
      const summary = `${'שלום עולם '.repeat(25)}end`;
      const issue = demo.jira.state.issue('PAY-431');
      assert.ok(issue);
      Object.assign(issue, { summary, assignee: null, reporter: 'nobody-any-more' });
      demo.jira.state.addComment('PAY-431', 'nobody-any-more', 'I was here');
      const details = await readIssueDetails(demo.session, 'PAY-431');
      assert.equal(details?.issue.summary, summary);
      assert.equal(details.assignee, undefined);
      assert.equal(details.reporter, undefined);
      const { comments } = await listComments(demo.session, 'PAY-431', 50);
      assert.ok(comments.some(({ text, author }) => text === 'I was here' && author === undefined));
    });

    it('says under which key a moved issue is now', async () => {
      demo.jira.answerOnce({ path: /\/issue\/PAY-431\?/ }, answer({ key: 'OPS-900', fields: { summary: 'Moved' } }));
      const details = await readIssueDetails(demo.session, 'PAY-431');
      assert.equal(details?.issue.key, 'OPS-900');
    });

    it('shows fields without names by their ids, and bears answers of any shape', async () => {
      const fields = {
        summary: 7,
        customfield_1: 'a value',
        customfield_2: { odd: true },
        customfield_3: [null, 1, { name: 'two' }],
        worklog: null,
        issuelinks: [{}, 3],
        attachment: { not: 'a list' },
      };
      demo.jira.answerOnce({ path: /\/issue\/PAY-431\?/ }, answer({ key: 'PAY-431', fields, names: 'none' }));
      const details = await readIssueDetails(demo.session, 'PAY-431');
      assert.deepEqual(
        details?.others.map(({ name, value }) => [name, value]),
        [
          ['customfield_1', 'a value'],
          ['customfield_2', 'odd: true'],
          ['customfield_3', '1, two'],
        ],
      );
      assert.deepEqual([details.links, details.attachments, details.worklogs], [[], [], []]);
    });

    it('shows no values that are for programs, and the parts of those without a name', async () => {
      const custom = (type: string) => ({ type: 'any', custom: type });
      const answered = {
        key: 'PAY-431',
        fields: {
          customfield_1: '0|i0007r:',
          customfield_2: '{pullrequest={dataType=pullrequest}}',
          customfield_3: { amount: 5, currency: 'EUR', self: 'https://example.com/3', id: '9', parts: [1] },
          timeestimate: 7200,
          timetracking: { remainingEstimate: '2h', remainingEstimateSeconds: 7200 },
        },
        names: { customfield_3: 'Price', timeestimate: 'Remaining Estimate' },
        schema: {
          customfield_1: custom('com.pyxis.greenhopper.jira:gh-lexo-rank'),
          customfield_2: custom('com.atlassian.jira.plugins.jira-development-integration-plugin:devsummarycf'),
          customfield_3: custom('com.example:money'),
        },
        editmeta: {
          fields: {
            customfield_3: { name: 'Price' },
            customfield_4: { name: 'Customer' },
            duedate: { name: 'Due date' },
            labels: { name: 'Labels' },
            timetracking: { name: 'Time tracking' },
          },
        },
      };
      demo.jira.answerOnce({ path: /\/issue\/PAY-431\?/ }, answer(answered));
      const { others, empty } = await readIssueDetails(demo.session, 'PAY-431');
      assert.deepEqual(
        others.map(({ name, value }) => [name, value]),
        [
          ['Price', 'amount: 5, currency: EUR'],
          ['Remaining Estimate', '2h'],
        ],
      );
      assert.deepEqual(
        empty.map(({ name }) => name),
        ['Customer', 'Due date'],
      );
    });

    it('shows no field without a value, and none that no person could read', async () => {
      const [deep, readable] = [12, 10].map(depth => `${'['.repeat(depth)}"x"${']'.repeat(depth)}`);
      const fields = `"customfield_1":null,"customfield_2":"","customfield_3":${deep},"customfield_4":${readable}`;
      const schema = '{"customfield_1":{"type":"datetime"},"customfield_2":{"type":"datetime"}}';
      demo.jira.answerOnce({ path: /\/issue\/PAY-431\?/ }, (_, res) =>
        res
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`{"key":"PAY-431","fields":{${fields}},"schema":${schema}}`),
      );
      const { others } = await readIssueDetails(demo.session, 'PAY-431');
      assert.deepEqual(
        others.map(({ id }) => id),
        ['customfield_4'],
      );
    });

    it('shows no field a second time that has its place on the page, or is of no use there', async () => {
      const fields = Object.fromEntries([...placed.split(' '), 'duedate'].map(id => [id, { name: 'a value' }]));
      demo.jira.answerOnce({ path: /\/issue\/PAY-431\?/ }, answer({ key: 'PAY-431', fields }));
      const { others } = await readIssueDetails(demo.session, 'PAY-431');
      assert.deepEqual(
        others.map(({ id }) => id),
        ['duedate'],
      );
    });

    it('tells a refusal that breaks off by its status alone', async () => {
      demo.jira.answerOnce({ path: /\/issue\/PAY-431\?/ }, (_, res) => {
        res.writeHead(403, { 'content-type': 'text/plain', 'content-length': '99' });
        res.write('half', () => setTimeout(() => res.destroy(), 10));
      });
      await assert.rejects(readIssueDetails(demo.session, 'PAY-431'), (error: unknown) => {
        assert.ok(error instanceof ForbiddenError);
        assert.equal(error.reason, undefined);
        return true;
      });
    });

    it('tells an issue of an archived project as one that cannot be seen', async () => {
      demo.jira.answerOnce({ path: /\/issue\/PAY-431\?/ }, (_, res) =>
        res
          .writeHead(404, { 'content-type': 'application/json' })
          .end(JSON.stringify({ errorMessages: ['The issue PAY-431 is archived.'], errors: {} })),
      );
      await assert.rejects(readIssueDetails(demo.session, 'PAY-431'), NotFoundError);
    });
  });
}
