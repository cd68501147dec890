import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { type HttpClient, Method, NotFoundError, RequestError, UnauthenticatedError } from '../../src/http/index.ts';
import {
  addComment,
  type JiraCredentials,
  JiraLogin,
  JiraSession,
  jiraLogin,
  listComments,
  probeJira,
  readIssue,
  searchIssues,
  verifyJira,
} from '../../src/jira/index.ts';
import { commentFor } from '../unit/jira/comments/body.ts';
import { liveClient, prefix, requireVariables, skip, variable } from './surroundings.ts';

const recent = 'updated >= -90d ORDER BY updated DESC';

describe('a live Jira', function () {
  this.timeout(60_000);
  let http: HttpClient;
  let session: JiraSession;

  before(async function () {
    requireVariables(this, 'JIRA_URL', 'JIRA_TOKEN');
    http = liveClient(variable('JIRA_URL') ?? '');
    const { flavor } = await probeJira(http);
    session = new JiraSession(http, flavor, async () => jiraLogin(http, credentials()));
  });
  after(() => http?.close());

  /** Without a user it is a personal access token. */
  function credentials(secret = variable('JIRA_TOKEN') ?? ''): JiraCredentials {
    const user = variable('JIRA_USER');
    return user === undefined ? { login: JiraLogin.bearer, secret } : { login: JiraLogin.basic, user, secret };
  }

  it('is known without a login', async () => {
    const { flavor, version } = await probeJira(http);
    console.log(`      Jira ${flavor} ${version ?? ''}`);
  });

  it('knows who asks', async () => {
    assert.ok((await verifyJira(http, session.flavor, await jiraLogin(http, credentials()))).id);
  });

  it('refuses a wrong token', async function () {
    // Each refused login brings the account nearer to a CAPTCHA: so only where somebody asked for it.
    requireVariables(this, 'JIRA_TRY_WRONG_TOKEN');
    await assert.rejects(
      verifyJira(http, session.flavor, await jiraLogin(http, credentials('wrong'))),
      UnauthenticatedError,
    );
  });

  it('finds issues page by page, each once', async () => {
    const first = await searchIssues(session, recent, 2);
    const second = first.next ? await searchIssues(session, recent, 2, first.next) : undefined;
    const keys = [...first.issues, ...(second?.issues ?? [])].map(issue => issue.key);
    assert.equal(new Set(keys).size, keys.length);
    for (const issue of first.issues) assert.ok(issue.key && issue.summary && issue.status);
  });

  it('says what is wrong with a query, and with a key', async () => {
    await assert.rejects(searchIssues(session, 'nosuchfield = 1', 2), RequestError);
    await assert.rejects(readIssue(session, 'NOSUCHPROJECT-99999'), NotFoundError);
  });

  it('takes a comment, and lets it be deleted', async function () {
    requireVariables(this, 'JIRA_ISSUE');
    const key = variable('JIRA_ISSUE') ?? '';
    const text = `${prefix} ${Date.now()}\n\nSecond paragraph: ✓ <b> & "quotes"`;
    const before = await listComments(session, key, 1);
    const { id } = await addComment(session, key, commentFor(session.flavor, text));
    const path = session.api(`/issue/${encodeURIComponent(key)}/comment/${id}`);
    const deleted = await http.send({ method: Method.delete, path, headers: { authorization: authorization() } });
    deleted.discard();
    if (deleted.status !== 204) skip(this, `the comment ${id} could not be deleted: status ${deleted.status}`);
    assert.equal((await listComments(session, key, 1)).total, before.total);
  });

  function authorization(): string {
    const all = credentials();
    if (all.login === JiraLogin.bearer) return `Bearer ${all.secret}`;
    return `Basic ${Buffer.from(`${all.user}:${all.secret}`).toString('base64')}`;
  }
});
