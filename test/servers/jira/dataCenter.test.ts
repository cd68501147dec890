import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import type { DemoJira, JiraFlavor } from './index.ts';
import { demoUsers, startDemoJira } from './index.ts';
import { routesOf } from './routes/findRoute.ts';
import { sharedFile } from './specPath.ts';
import type { Call, Reply } from './testClient.ts';
import { basic, callsAs } from './testClient.ts';

describe('demo Jira Data Center', () => {
  let jira: DemoJira;
  let fred: Call;

  beforeEach(async () => {
    jira = await startDemoJira({ flavor: 'dataCenter', pageCap: 10 });
    fred = callsAs(jira, demoUsers.fred);
  });
  afterEach(() => jira.close());

  function withLogin(authorization: string): Promise<Reply> {
    return callsAs(jira)('GET', '/rest/api/2/myself', undefined, { Authorization: authorization });
  }

  it('searches by startAt and total, and caps the page', async () => {
    jira.state.addIssues(25);
    const jql = 'project = BULK ORDER BY key ASC';
    const first = await fred('GET', `/rest/api/2/search?jql=${encodeURIComponent(jql)}&maxResults=500`);
    assert.deepEqual([first.json.at('maxResults'), first.json.at('total')], [10, 25]);
    const last = await fred('POST', '/rest/api/latest/search', { jql, startAt: 20, fields: ['summary'] });
    assert.equal(last.json.list('issues').length, 5);
    assert.deepEqual(Object.keys(Object(last.json.at('issues', 0, 'fields'))), ['summary']);
    const foreign = await fred('POST', '/rest/api/2/search', { jql, nextPageToken: 'x' });
    assert.equal(foreign.status, 400);
    assert.equal((await fred('POST', '/rest/api/2/search', { jql: '' })).json.at('total'), 66);
  });

  it('has neither version 3 nor the search of Cloud', async () => {
    for (const path of ['/rest/api/3/myself', '/rest/api/2/search/jql?jql=x', '/_edge/tenant_info']) {
      const reply = await fred('GET', path);
      assert.equal(reply.status, 404, path);
      assert.equal(reply.json.at('status-code'), 404);
    }
  });

  it('takes passwords, and tokens where the password stands or as Bearer', async () => {
    const { name, emailAddress, password, personalAccessToken } = demoUsers.fred;
    for (const login of [
      basic(name, password),
      basic(name, personalAccessToken),
      basic(emailAddress, personalAccessToken),
      `Bearer ${personalAccessToken}`,
    ]) {
      const reply = await withLogin(login);
      assert.equal(reply.json.at('name'), 'fred', login);
      assert.equal(reply.headers.get('x-ausername'), 'fred');
      assert.equal(reply.headers.get('x-seraph-loginreason'), 'OK');
    }
    const bad = await callsAs(jira)('GET', '/rest/api/2/serverInfo', undefined, { Authorization: 'Bearer nonsense' });
    assert.equal(bad.status, 401);
    const anonymous = await callsAs(jira)('GET', '/rest/api/2/serverInfo');
    assert.equal(anonymous.headers.get('x-ausername'), 'anonymous');
  });

  it('names expired tokens, and basic authentication that is switched off', async () => {
    const { name, password, personalAccessToken } = demoUsers.fred;
    jira.state.basicAuthentication = false;
    for (const secret of [password, 'wrong']) {
      const refused = await withLogin(basic(name, secret));
      assert.equal(refused.status, 403);
      assert.equal(refused.json.at('message'), 'Basic Authentication has been disabled on this instance.');
    }
    assert.equal((await withLogin(`Bearer ${personalAccessToken}`)).status, 200);
    jira.state.expiredTokens.add(personalAccessToken);
    assert.equal((await withLogin(`Bearer ${personalAccessToken}`)).status, 498);
    assert.equal(jira.state.failedLogins.size, 0);
  });

  it('asks for a CAPTCHA after three failed logins, even of the right password', async () => {
    const wrong = basic('fred', 'wrong');
    for (let count = 0; count < 3; count += 1) {
      const failed = await withLogin(wrong);
      assert.equal(failed.status, 401);
      assert.equal(failed.headers.get('x-seraph-loginreason'), 'AUTHENTICATED_FAILED');
      assert.match(failed.text, /Basic Authentication Failure - Reason : AUTHENTICATED_FAILED/);
    }
    for (const login of [wrong, basic('fred', demoUsers.fred.password)]) {
      const denied = await withLogin(login);
      assert.equal(denied.status, 403);
      assert.equal(denied.headers.get('x-seraph-loginreason'), 'AUTHENTICATION_DENIED');
      assert.equal(
        denied.headers.get('x-authentication-denied-reason'),
        `CAPTCHA_CHALLENGE; login-url=${jira.url}/login.jsp`,
      );
    }
    jira.state.clearCaptcha(demoUsers.fred);
    assert.equal((await fred('GET', '/rest/api/2/myself')).status, 200);
    assert.equal(jira.state.failedLogins.size, 0);
  });

  it('tells strangers to log in, and people that an issue does not exist', async () => {
    const stranger = await callsAs(jira)('GET', '/rest/api/2/issue/PAY-431');
    assert.equal(stranger.status, 401);
    assert.match(stranger.text, /Login Required/);
    assert.deepEqual((await fred('GET', '/rest/api/2/issue/PAY-1')).json.value, {
      errorMessages: ['Issue Does Not Exist'],
      errors: {},
    });
  });

  it('keeps texts as wiki markup and epics in a custom field', async () => {
    const { json } = await fred('GET', '/rest/api/2/issue/PAY-431');
    assert.match(String(json.at('fields', 'description')), /\{code:java\}/);
    assert.equal(json.at('fields', 'customfield_10014'), 'PAY-400');
    assert.equal(json.at('fields', 'parent'), undefined);
    assert.equal((await fred('GET', '/rest/api/2/issue/PAY-433')).json.at('fields', 'parent', 'key'), 'PAY-431');
  });

  it('finds people by any part of a name, and wants the parameter', async () => {
    const people = await fred('GET', '/rest/api/2/user/search?username=kafo');
    assert.deepEqual([people.json.at(0, 'name'), people.json.at(0, 'accountId')], ['dana', undefined]);
    assert.equal((await fred('GET', '/rest/api/2/user/search?query=kafo')).status, 400);
    assert.deepEqual((await fred('GET', '/rest/api/2/project')).json.list().length, 2);
  });
});

describe('the paths of the demo Jira', () => {
  const table = sharedFile('data', 'jira-endpoints.tsv');

  before(function () {
    if (table === undefined) {
      console.log('    skipped: ../shared/data/jira-endpoints.tsv is absent');
      this.skip();
    }
  });

  function anonymousParameters(path: string): string {
    return path.replaceAll(/\{[^}]+\}/g, '{}');
  }

  for (const [flavor, product, version] of [
    ['dataCenter', 'dc', '2'],
    ['cloud', 'cloud', '3'],
  ] as [JiraFlavor, string, string][]) {
    it(`are paths of the real ${flavor}`, () => {
      const rows = readFileSync(table ?? '', 'utf8')
        .split('\n')
        .map(line => line.split('\t'));
      const known = new Set(
        rows.filter(row => row[0] === product).map(row => `${row[1]} ${anonymousParameters(row[2] ?? '')}`),
      );
      const answered = routesOf(flavor).map(
        route => `${route.method} /rest/api/${version}/${anonymousParameters(route.template)}`,
      );
      assert.ok(answered.length > 20);
      assert.deepEqual(
        answered.filter(path => !known.has(path)),
        [],
      );
    });
  }
});
