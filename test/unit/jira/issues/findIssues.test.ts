import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JiraFlavor, searchIssues } from '../../../../src/jira/index.ts';
import { findIssues, jqlOfText, recentlyViewed } from '../../../../src/jira/issues/findIssues.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

describe('the JQL of typed words', () => {
  it('holds words alone: signs and operators of the search would mean something else', () => {
    const of = (words: string) => `text ~ "${words}" OR text ~ "${words}*" ORDER BY updated DESC`;
    assert.equal(jqlOfText('expired "card'), of('expired card'));
    assert.equal(jqlOfText('a) OR project = X'), of('a or project x'));
    assert.equal(jqlOfText('NOT-found\\*'), of('not found'));
    assert.equal(jqlOfText('žluť カード'), of('žluť カード'));
    assert.equal(jqlOfText('cafe\u0301 हिन्दी'), of('café हिन्दी'));
    assert.equal(jqlOfText(' "* '), undefined);
  });
});

for (const flavor of Object.values(JiraFlavor)) {
  describe(`finding issues, ${flavor}`, () => {
    const demo = demoJira({ flavor });
    const keys = async (text: string) => (await findIssues(demo.session, text, 20)).map(({ key }) => key);

    it('finds them by words, by the beginning of a word, and by key', async () => {
      assert.ok((await keys('expired cards')).includes('PAY-431'));
      assert.ok((await keys('refuse expir')).includes('PAY-431'));
      assert.deepEqual(await keys('pay-431'), ['PAY-431']);
      assert.deepEqual(await keys('PAY-99999'), []);
      assert.deepEqual(await keys('***'), []);
    });

    it('finds words that look like a key, where no issue has it', async () => {
      const about = async (text: string) => (await findIssues(demo.session, text, 20)).map(({ key }) => key);
      assert.ok((await about('utf-8')).includes('PAY-440'), 'Export settlements as CSV <UTF-8 & "quoted">');
    });

    it('has what JQL finds, where Jira does not let it have suggestions', async () => {
      const before = demo.jira.requests.length;
      demo.jira.answerOnce({ path: /issue\/picker/ }, (_, res) => res.writeHead(403).end());
      assert.ok((await keys('expired cards')).includes('PAY-431'));
      const refused = demo.jira.requests.slice(before).filter(({ status }) => status === 403);
      assert.equal(refused.length, flavor === JiraFlavor.cloud ? 1 : 0);
    });

    it('asks once, and on Cloud for suggestions too, each issue told once', async () => {
      const before = demo.jira.requests.length;
      const found = await findIssues(demo.session, 'card', 20);
      assert.equal(demo.jira.requests.length - before, flavor === JiraFlavor.cloud ? 2 : 1);
      assert.equal(new Set(found.map(({ key }) => key)).size, found.length);
      assert.ok(found.every(({ summary }) => !summary.includes('<b>')));
    });

    it('suggests the last viewed first', async () => {
      const { issues } = await searchIssues(demo.session, recentlyViewed, 10);
      assert.deepEqual(
        issues.map(({ key }) => key),
        demo.jira.state.viewed,
      );
    });
  });
}
