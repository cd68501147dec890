// Answers of success that are no answers, and values that no Jira gives.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UnexpectedAnswerError } from '../../../../src/http/index.ts';
import {
  boardFieldsOf,
  findAssignable,
  findPeople,
  JiraFlavor,
  listFavoriteFilters,
  listProjects,
  listSprints,
  readIssueDetails,
  searchIssues,
} from '../../../../src/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`an odd answer of Jira, ${flavor}`, () => {
    const demo = demoJira({ flavor });

    const answer = (path: RegExp, json: string) =>
      demo.jira.answerOnce({ path }, (_, res) => res.writeHead(200, { 'content-type': 'application/json' }).end(json));

    for (const json of ['[]', '"issues"', '1', 'null', '{}', '{"issues":"none"}', '{"issues":{"key":"A-1"}}']) {
      it(`is no search without matches: ${json}`, async () => {
        answer(/\/search/, json);
        const error = await searchIssues(demo.session, 'project = PAY', 50).catch((failure: unknown) => failure);
        assert.ok(error instanceof UnexpectedAnswerError);
        assert.equal(error.request.method, 'POST');
        assert.match(error.request.path, /\/rest\/api\/[23]\/search/);
      });
    }

    it('is no list without entries', async () => {
      const reads: readonly (readonly [RegExp, () => Promise<unknown>])[] = [
        [/\/filter\/favourite/, () => listFavoriteFilters(demo.session)],
        [/\/user\/assignable/, () => findAssignable(demo.session, { issue: 'PAY-431' }, '')],
        [/\/user\/search/, () => findPeople(demo.session, 'a')],
        [/\/board/, () => listSprints(demo.session, 'PAY')],
        [/\/field/, () => boardFieldsOf(demo.session)],
        ...(flavor === JiraFlavor.cloud ? [] : ([[/\/project/, () => listProjects(demo.session)]] as const)),
      ];
      for (const [path, read] of reads) {
        for (const json of ['"none"', '1', 'null', '{"values":"none"}']) {
          answer(path, json);
          await assert.rejects(read(), UnexpectedAnswerError, `${path} ${json}`);
        }
      }
    });

    it('is no issue', async () => {
      for (const json of ['[]', '{}', 'null', '{"key":5}']) {
        answer(/\/issue\/PAY-431\?/, json);
        await assert.rejects(readIssueDetails(demo.session, 'PAY-431'), (error: unknown) => {
          assert.ok(error instanceof UnexpectedAnswerError);
          assert.equal(error.request.method, 'GET');
          return true;
        });
      }
    });

    const deep = `${'{"content":[{"child":'.repeat(20_000)}1${'}]}'.repeat(20_000)}`;

    it('costs the entries that are odd, and no others', async () => {
      const odd = ['1', 'null', '[]', '{}', '{"key":5}', deep, `{"key":"A-2","fields":${deep}}`];
      answer(/\/search/, `{"issues":[${odd.join()},{"key":"A-1","fields":{"summary":${deep}}}]}`);
      const { issues } = await searchIssues(demo.session, 'project = PAY', 50);
      assert.deepEqual(
        issues.map(({ key }) => key),
        ['A-2', 'A-1'],
      );
    });

    it('costs the values of an issue that are odd, and no others', async () => {
      const fields = ['description', 'worklog', 'subtasks', 'issuelinks', 'attachment', 'customfield_1'];
      const values = fields.map(name => `"${name}":${deep}`);
      answer(/\/comment\?/, `{"comments":[{"id":"2","body":"words"},{"id":"1","body":${deep}}]}`);
      const arrays = `"customfield_2":${'['.repeat(20_000)}1${']'.repeat(20_000)}`;
      answer(/\/issue\/PAY-431\?/, `{"key":"PAY-431","fields":{${[...values, arrays, '"summary":"good"'].join()}}}`);
      const { issue, comments: read } = await readIssueDetails(demo.session, 'PAY-431');
      assert.equal(issue.summary, 'good');
      assert.deepEqual(
        read.map(({ id, text }) => [id, text]),
        [
          ['1', ''],
          ['2', 'words'],
        ],
      );
    });
  });
}
