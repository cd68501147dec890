import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { epicFieldOf, JiraFlavor, JiraLogin, JiraSession, jiraLogin } from '../../../../src/jira/index.ts';
import { type Answer, withHttp, withServer } from '../../../cases/support/server.ts';

const custom = 'com.pyxis.greenhopper.jira:gh-epic-link';
const fields = [
  { id: 'summary', schema: { type: 'string', system: 'summary' } },
  { id: 'customfield_1', schema: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-epic-label' } },
  { id: 'customfield_2', schema: { type: 'any', custom } },
];
const credentials = { login: JiraLogin.bearer, secret: 's' } as const;

/** Runs work with a session, and counts the requests. */
async function withSession(flavor: JiraFlavor, answer: Answer, work: (session: JiraSession) => Promise<void>) {
  let count = 0;
  await withServer(answer, async ({ url, requests }) => {
    await withHttp(url, http => work(new JiraSession(http, flavor, async () => jiraLogin(http, credentials))));
    count = requests.length;
  });
  return count;
}

const json = (body: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('the field with the epic', () => {
  it('is found by its kind, and read once for each session', async () => {
    const requests = await withSession(
      JiraFlavor.dataCenter,
      () => json(fields),
      async session => {
        assert.deepEqual(await Promise.all([epicFieldOf(session), epicFieldOf(session)]), [
          'customfield_2',
          'customfield_2',
        ]);
        assert.equal(await epicFieldOf(session), 'customfield_2');
      },
    );
    assert.equal(requests, 1);
  });

  it('is asked for again after a failure', async () => {
    let isBroken = true;
    await withSession(
      JiraFlavor.dataCenter,
      () => (isBroken ? { status: 404 } : json(fields)),
      async session => {
        await assert.rejects(epicFieldOf(session));
        isBroken = false;
        assert.equal(await epicFieldOf(session), 'customfield_2');
      },
    );
  });

  it('is none on Cloud, which has parents, and where no field is of that kind', async () => {
    const answer = () => json(fields.slice(0, 2));
    const requests = await withSession(JiraFlavor.cloud, answer, async session =>
      assert.equal(await epicFieldOf(session), undefined),
    );
    assert.equal(requests, 0);
    await withSession(JiraFlavor.dataCenter, answer, async session =>
      assert.equal(await epicFieldOf(session), undefined),
    );
  });
});
