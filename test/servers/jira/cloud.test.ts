import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { DemoJira } from './index.ts';
import { demoUsers, FrontDoor, startDemoJira } from './index.ts';
import type { Call } from './testClient.ts';
import { adf, basic, callsAs } from './testClient.ts';

describe('demo Jira Cloud', () => {
  let jira: DemoJira;
  let fred: Call;

  beforeEach(async () => {
    jira = await startDemoJira({ flavor: 'cloud', pageCap: 10 });
    fred = callsAs(jira, demoUsers.fred);
  });
  afterEach(() => jira.close());

  it('searches page by page until the token is absent', async () => {
    jira.state.addIssues(25);
    const keys: unknown[] = [];
    let nextPageToken: unknown;
    let pages = 0;
    do {
      const { json } = await fred('POST', '/rest/api/3/search/jql', {
        jql: 'project = BULK ORDER BY key ASC',
        fields: ['summary'],
        maxResults: 5000,
        ...(nextPageToken === undefined ? {} : { nextPageToken }),
      });
      keys.push(...json.list('issues').map(issue => issue.at('key')));
      nextPageToken = json.at('nextPageToken');
      assert.equal(json.at('isLast'), nextPageToken === undefined);
      assert.equal(json.at('total'), undefined);
      pages += 1;
    } while (nextPageToken !== undefined);
    assert.equal(pages, 3);
    assert.deepEqual([keys.length, keys[0], keys.at(-1)], [25, 'BULK-1', 'BULK-25']);
    const count = await fred('POST', '/rest/api/3/search/approximate-count', { jql: 'project = BULK' });
    assert.deepEqual(count.json.value, { count: 25 });
  });

  it('gives ids alone where no fields are asked for', async () => {
    const { json } = await fred('GET', `/rest/api/3/search/jql?jql=${encodeURIComponent('key = PAY-431')}`);
    assert.deepEqual(json.at('issues'), [{ id: jira.state.issue('PAY-431')?.id }]);
  });

  it('refuses unbounded queries, foreign properties and foreign tokens', async () => {
    const unbounded = await fred('GET', '/rest/api/3/search/jql?jql=order%20by%20created');
    assert.equal(unbounded.status, 400);
    assert.match(unbounded.text, /Unbounded JQL queries are not allowed here/);
    const jql = 'project = PAY';
    assert.equal((await fred('POST', '/rest/api/3/search/jql', { jql, startAt: 0 })).status, 400);
    assert.equal((await fred('POST', '/rest/api/3/search/jql', { jql, nextPageToken: 'x' })).status, 400);
  });

  it('has no old search any more', async () => {
    assert.equal((await fred('GET', '/rest/api/3/search?jql=project=PAY')).status, 410);
    assert.equal((await fred('POST', '/rest/api/2/search', { jql: 'project=PAY' })).status, 410);
  });

  it('answers to bad credentials as to nobody', async () => {
    const headers = { Authorization: basic(demoUsers.fred.emailAddress, 'expired') };
    const stranger: Call = (method, path, body) => callsAs(jira)(method, path, body, headers);
    const myself = await stranger('GET', '/rest/api/3/myself');
    assert.equal(myself.status, 401);
    assert.equal(myself.headers.get('x-seraph-loginreason'), 'AUTHENTICATED_FAILED');
    assert.equal((await stranger('GET', '/rest/api/3/issue/PAY-431')).status, 404);
    const fields = await stranger('GET', '/rest/api/3/field');
    assert.equal(fields.status, 200);
    assert.ok(fields.json.list().length < (await fred('GET', '/rest/api/3/field')).json.list().length);
    const found = await stranger('GET', '/rest/api/3/search/jql?jql=priority=High');
    assert.deepEqual([found.status, found.json.at('issues')], [200, []]);
  });

  it('refuses passwords, scoped tokens and Bearer by name', async () => {
    const { emailAddress, password } = demoUsers.fred;
    const nobody = callsAs(jira);
    const byPassword = await nobody('GET', '/rest/api/3/field', undefined, {
      Authorization: basic(emailAddress, password),
    });
    assert.equal(byPassword.status, 401);
    assert.match(byPassword.text, /deprecated/);
    const bearer = await nobody('GET', '/rest/api/3/field', undefined, { Authorization: 'Bearer x' });
    assert.equal(bearer.status, 403);
    const state = jira.state.user('fred');
    assert.ok(state);
    state.scopedToken = true;
    assert.equal((await fred('GET', '/rest/api/3/field')).status, 401);
  });

  it('speaks ADF in version 3 and wiki markup in version 2', async () => {
    const two = await fred('GET', '/rest/api/2/issue/PAY-431?fields=description');
    assert.match(String(two.json.at('fields', 'description')), /h2\. Why/);
    const three = await fred('GET', '/rest/api/3/issue/PAY-431?fields=description');
    assert.equal(three.json.at('fields', 'description', 'type'), 'doc');
    const made = await fred('POST', '/rest/api/2/issue/PAY-431/comment', { body: 'It is *done*.' });
    const read = await fred('GET', `/rest/api/3/issue/PAY-431/comment/${String(made.json.at('id'))}`);
    assert.deepEqual(read.json.at('body', 'content', 0, 'content', 1), {
      type: 'text',
      text: 'done',
      marks: [{ type: 'strong' }],
    });
    const path = '/rest/api/3/issue/PAY-431/comment';
    assert.equal((await fred('POST', path, { body: 'a string' })).status, 400);
    assert.equal((await fred('POST', '/rest/api/2/issue/PAY-431/comment', { body: adf('x') })).status, 400);
  });

  it('marks comments that the service feature keeps to itself', async () => {
    const properties = [{ key: 'sd.public.comment', value: { internal: true } }];
    const made = await fred('POST', '/rest/api/3/issue/PAY-431/comment', { body: adf('x'), properties });
    assert.equal(made.json.at('jsdPublic'), false);
  });

  it('pages projects and finds people by the beginning of a name', async () => {
    const projects = await fred('GET', '/rest/api/3/project/search?maxResults=1&startAt=1');
    assert.deepEqual([projects.json.at('values', 0, 'key'), projects.json.at('isLast')], ['PAY', true]);
    const people = await fred('GET', '/rest/api/3/user/search?query=oka');
    assert.equal(people.json.at(0, 'accountId'), demoUsers.dana.accountId);
    assert.equal(people.json.at(0, 'name'), undefined);
  });

  it('takes scoped tokens at the gateway, which answers nobody else', async () => {
    const state = jira.state.user('fred');
    assert.ok(state);
    state.scopedToken = true;
    jira.state.frontDoor = FrontDoor.atlassianEdge;
    const refused = await callsAs(jira)('GET', '/rest/api/3/serverInfo');
    assert.deepEqual([refused.status, refused.headers.get('server')], [401, 'AtlassianEdge']);
    assert.equal((await fred('GET', '/rest/api/3/myself')).status, 200);
  });

  it('knows its cloud id', async () => {
    const { json } = await callsAs(jira)('GET', '/_edge/tenant_info');
    assert.match(String(json.at('cloudId')), /^[0-9a-f-]{36}$/);
  });
});
