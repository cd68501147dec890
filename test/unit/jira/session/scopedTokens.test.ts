import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { loginByBasic } from '../../../../src/http/login.ts';
import { JiraFlavor, verifyJira } from '../../../../src/jira/index.ts';
import { findGateway } from '../../../../src/jira/session/gateway.ts';
import { MissingScopeError, scopesOf } from '../../../../src/jira/session/scopes.ts';
import { callsOfExtension } from '../../../../src/restrictions/generator/extensionCalls.ts';
import { demoUsers } from '../../../servers/jira/index.ts';
import { sharedFile } from '../../../servers/jira/specPath.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

describe('a scoped token', () => {
  const demo = demoJira({ flavor: JiraFlavor.cloud });

  it('without the scope for an operation is told which', async () => {
    demo.jira.answerOnce({ path: /myself/ }, (_, res) =>
      res
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"code":401,"message":"Unauthorized; scope does not match"}'),
    );
    const { emailAddress: user, apiToken: secret } = demoUsers.fred;
    const asked = verifyJira(demo.http, JiraFlavor.cloud, loginByBasic(user, secret));
    const refusal = await asked.catch((error: unknown) => error);
    assert.ok(refusal instanceof MissingScopeError, String(refusal));
    assert.deepEqual(refusal.scopes, ['read:jira-user']);
  });

  it('has its gateway by the id that the site tells', async () => {
    const gateway = await findGateway(demo.http);
    assert.equal(gateway?.href, 'https://api.atlassian.com/ex/jira/11223344-a1b2-3b33-c444-def123456789');
    assert.equal(demo.jira.requests.at(-1)?.headers['authorization'], undefined);
  });

  for (const [name, status, body] of [
    ['another page', 200, '<html></html>'],
    ['no id', 200, '{}'],
    ['an id that is a path', 200, '{"cloudId":"../../elsewhere"}'],
    ['a refusal', 404, '{}'],
  ] as const) {
    it(`has none where the site answers with ${name}`, async () => {
      demo.jira.answerOnce({ path: /tenant_info/ }, (_, res) => res.writeHead(status).end(body));
      assert.equal(await findGateway(demo.http), undefined);
    });
  }
});

describe('the scopes that are named', () => {
  const table = sharedFile('data', 'jira-endpoints.tsv');

  it('are those of the table of endpoints, for each operation of the extension', function () {
    if (!table) {
      console.log('    skipped: ../shared/data/jira-endpoints.tsv is absent');
      this.skip();
    }
    const rows = readFileSync(table, 'utf8')
      .split('\n')
      .map(line => line.split('\t'));
    const known = new Map(
      rows.map(([product, method, path, , scopes = '']) => [`${product} ${method} ${path}`, scopes]),
    );
    let compared = 0;
    for (const { method, path } of callsOfExtension('cloud')) {
      const row = known.get(`cloud ${method.toUpperCase()} ${path.replace('/rest/api/2/', '/rest/api/3/')}`);
      // The table has no scope for what needs none, and no boards.
      if (!row) continue;
      compared++;
      assert.deepEqual(scopesOf({ method: method.toUpperCase(), path }), row.split(','), `${method} ${path}`);
    }
    assert.ok(compared > 30, `${compared}`);
  });

  it('are those of boards and sprints for these', () => {
    const path = '/ex/jira/11223344-a1b2-3b33-c444-def123456789/rest/agile/1.0/board';
    assert.deepEqual(scopesOf({ method: 'GET', path }), ['read:board-scope:jira-software']);
    assert.deepEqual(scopesOf({ method: 'GET', path: `${path}/7/sprint` }), [
      'read:board-scope:jira-software',
      'read:sprint:jira-software',
    ]);
  });
});
