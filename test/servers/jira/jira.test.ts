import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'mocha';
import type { DemoJira, JiraFlavor } from './index.ts';
import { demoUsers, startDemoJira } from './index.ts';
import type { Call } from './testClient.ts';
import { api, bodyText, callsAs } from './testClient.ts';

const flavors: JiraFlavor[] = ['cloud', 'dataCenter'];

for (const flavor of flavors) {
  describe(`demo Jira, ${flavor}`, () => {
    let jira: DemoJira;
    let root: string;
    let fred: Call;
    let dana: Call;
    let reader: Call;
    let nobody: Call;

    before(async () => {
      jira = await startDemoJira({ flavor });
      root = api(jira);
      fred = callsAs(jira, demoUsers.fred);
      dana = callsAs(jira, demoUsers.dana);
      reader = callsAs(jira, demoUsers.reader);
      nobody = callsAs(jira);
    });
    after(() => jira.close());

    it('says which Jira it is to anybody', async () => {
      const { status, json } = await nobody('GET', '/rest/api/2/serverInfo');
      assert.equal(status, 200);
      assert.equal(json.at('deploymentType'), flavor === 'cloud' ? 'Cloud' : 'Server');
      assert.equal(json.at('baseUrl'), jira.url);
    });

    it('tells who one is, and refuses to tell nobody', async () => {
      assert.equal((await fred('GET', `${root}/myself`)).json.at('displayName'), 'Fred Fischer');
      const refused = await nobody('GET', `${root}/myself`);
      assert.equal(refused.status, 401);
      assert.equal(refused.headers.get('www-authenticate'), null);
      assert.equal(refused.json.at('message'), 'Client must be authenticated to access this resource.');
    });

    it('has the seed that screenshots show', () => {
      const open = jira.state.issues.filter(issue => issue.assignee === 'fred' && issue.resolutionId === null);
      assert.equal(open.length, 12);
      assert.equal(jira.state.issues.length, 41);
      for (const issue of jira.state.issues) {
        assert.ok(issue.parentKey === null || jira.state.issue(issue.parentKey), `${issue.key} has no parent`);
        assert.ok(issue.created <= issue.updated, issue.key);
      }
    });

    it('gives an issue by key and by id, with the fields asked for', async () => {
      const { json } = await fred('GET', `${root}/issue/PAY-431?fields=summary,status&expand=names`);
      assert.deepEqual(Object.keys(Object(json.at('fields'))), ['summary', 'status']);
      assert.equal(json.at('fields', 'status', 'statusCategory', 'key'), 'indeterminate');
      assert.deepEqual(json.at('names'), { summary: 'Summary', status: 'Status' });
      const byId = await fred('GET', `${root}/issue/${String(json.at('id'))}?fields=*all,-comment`);
      assert.equal(byId.json.at('key'), 'PAY-431');
      assert.equal(byId.json.at('fields', 'comment'), undefined);
      assert.equal(byId.json.list('fields', 'subtasks').length, 3);
      assert.equal(byId.json.list('fields', 'issuelinks').length, 2);
    });

    it('renders fields as HTML when asked', async () => {
      const { json } = await fred('GET', `${root}/issue/PAY-431?expand=renderedFields&fields=description`);
      assert.match(String(json.at('renderedFields', 'description')), /<b>before<\/b>.*<h2>Why<\/h2>/s);
    });

    it('keeps a comment from its making to its end', async () => {
      const path = `${root}/issue/OPS-121/comment`;
      const made = await fred('POST', path, { body: bodyText(jira, 'Half of it is images.') });
      assert.equal(made.status, 201);
      const one = `${path}/${String(made.json.at('id'))}`;
      const changed = await fred('PUT', one, { body: bodyText(jira, 'Two thirds of it are images.') });
      assert.equal(changed.status, 200);
      const kept = JSON.stringify((await dana('GET', one)).json.at('body')).replace(
        /"attrs":\{"localId":"\w+"\},?/,
        '',
      );
      assert.deepEqual(JSON.parse(kept.replace(',}', '}')), bodyText(jira, 'Two thirds of it are images.'));
      assert.equal((await reader('DELETE', one)).status, flavor === 'cloud' ? 400 : 403);
      assert.equal((await fred('DELETE', one)).status, 204);
      assert.equal((await fred('GET', one)).status, 404);
    });

    it('refuses empty comments, and comments of those who may not', async () => {
      const empty = await fred('POST', `${root}/issue/OPS-121/comment`, { body: bodyText(jira, ' ') });
      assert.equal(empty.status, 400);
      assert.deepEqual(empty.json.at('errors'), { comment: 'Comment body can not be empty!' });
      const denied = await reader('POST', `${root}/issue/OPS-121/comment`, { body: bodyText(jira, 'Hello') });
      assert.equal(denied.status, flavor === 'cloud' ? 400 : 403);
      assert.match(denied.text, /do not have the permission to comment/);
    });

    it('shows restricted comments to their circle only', async () => {
      const all = await dana('GET', `${root}/issue/PAY-431/comment`);
      const fewer = await fred('GET', `${root}/issue/PAY-431/comment`);
      assert.equal(all.json.at('total'), 6);
      assert.equal(fewer.json.at('total'), 5);
      const restricted = all.json.list('comments').find(comment => comment.at('visibility') !== undefined);
      assert.equal(restricted?.at('visibility', 'value'), 'Administrators');
      assert.equal((await fred('GET', `${root}/issue/PAY-431/comment/${String(restricted?.at('id'))}`)).status, 404);
      const foreign = await fred('POST', `${root}/issue/PAY-431/comment`, {
        body: bodyText(jira, 'x'),
        visibility: { type: 'role', value: 'Administrators' },
      });
      assert.match(foreign.text, /not a member of the project role: Administrators/);
    });

    it('pages comments, newest first when asked', async () => {
      const first = await dana('GET', `${root}/issue/PAY-431/comment?maxResults=2&orderBy=-created`);
      const second = await dana('GET', `${root}/issue/PAY-431/comment?maxResults=2&orderBy=-created&startAt=2`);
      const times = [...first.json.list('comments'), ...second.json.list('comments')].map(c => String(c.at('created')));
      assert.equal(times.length, 4);
      assert.deepEqual(times, times.toSorted().toReversed());
    });

    it('moves an issue along its workflow, and demands a resolution for Done', async () => {
      const path = `${root}/issue/PAY-442/transitions`;
      const names = (await fred('GET', path)).json.list('transitions').map(transition => transition.at('name'));
      assert.deepEqual(names, ['Start progress', 'Done']);
      assert.deepEqual((await reader('GET', path)).json.at('transitions'), []);
      assert.equal((await fred('POST', path, { transition: { id: 21 } })).status, 400);
      assert.equal((await fred('POST', path, { transition: { id: '21' } })).status, 204);
      assert.equal((await fred('POST', path, { transition: { id: '21' } })).status, 400);
      const refused = await fred('POST', path, { transition: { id: '41' } });
      assert.deepEqual(refused.json.value, { errorMessages: [], errors: { resolution: 'Resolution is required.' } });
      const screen = (await fred('GET', `${path}?expand=transitions.fields&transitionId=41`)).json;
      assert.equal(screen.at('transitions', 0, 'fields', 'resolution', 'required'), true);
      const done = await fred('POST', path, {
        transition: { id: '41' },
        fields: { resolution: { name: 'Done' } },
        update: { comment: [{ add: { body: bodyText(jira, 'They gave us one.') } }] },
      });
      assert.equal(done.status, 204);
      const { json } = await fred('GET', `${root}/issue/PAY-442`);
      assert.equal(json.at('fields', 'status', 'name'), 'Done');
      assert.equal(json.at('fields', 'resolution', 'name'), 'Done');
      assert.equal(json.at('fields', 'comment', 'total'), 1);
    });

    it('edits fields together or not at all', async () => {
      const path = `${root}/issue/PAY-440`;
      const meta = await fred('GET', `${path}/editmeta`);
      assert.ok(Object.keys(Object(meta.json.at('fields'))).includes('labels'));
      const bad = { summary: 'New', priority: { name: 'Whatever' }, labels: ['two words'], customfield_1: 1 };
      const refused = await fred('PUT', path, { fields: bad });
      assert.equal(refused.status, 400);
      assert.deepEqual(Object.keys(Object(refused.json.at('errors'))), ['priority', 'labels', 'customfield_1']);
      assert.notEqual(jira.state.issue('PAY-440')?.summary, 'New');
      const changed = await fred('PUT', path, {
        fields: { summary: 'New', description: bodyText(jira, 'Text') },
        update: { labels: [{ add: 'csv' }, { remove: 'export' }] },
      });
      assert.equal(changed.status, 204);
      assert.deepEqual(jira.state.issue('PAY-440')?.labels, ['csv']);
      assert.equal((await reader('PUT', path, { fields: { summary: 'Mine' } })).status, 403);
    });

    it('finds and sets assignees', async () => {
      const query = flavor === 'cloud' ? 'query=Dan' : 'username=an';
      const found = await fred('GET', `${root}/user/assignable/search?issueKey=PAY-419&${query}`);
      assert.deepEqual(
        found.json.list().map(user => user.at('displayName')),
        ['Dana Okafor'],
      );
      const { accountId, name } = demoUsers.dana;
      const body = flavor === 'cloud' ? { accountId } : { name };
      assert.equal((await fred('PUT', `${root}/issue/PAY-419/assignee`, body)).status, 204);
      assert.equal(jira.state.issue('PAY-419')?.assignee, 'dana');
      const none = flavor === 'cloud' ? { accountId: null } : { name: null };
      assert.equal((await fred('PUT', `${root}/issue/PAY-419/assignee`, none)).status, 204);
      assert.equal(jira.state.issue('PAY-419')?.assignee, null);
    });

    it('keeps watchers', async () => {
      const path = `${root}/issue/OPS-126/watchers`;
      const self = flavor === 'cloud' ? demoUsers.fred.accountId : 'fred';
      assert.equal((await fred('POST', path, self)).status, 204);
      assert.equal((await fred('GET', path)).json.at('isWatching'), true);
      const query = flavor === 'cloud' ? `accountId=${encodeURIComponent(self)}` : `username=${self}`;
      assert.equal((await fred('DELETE', `${path}?${query}`)).status, 204);
      assert.equal((await fred('GET', path)).json.at('isWatching'), false);
    });

    it('says what one may do', async () => {
      const path = `${root}/mypermissions?permissions=EDIT_ISSUES,BROWSE_PROJECTS`;
      const json = (await reader('GET', path)).json;
      assert.equal(json.at('permissions', 'EDIT_ISSUES', 'havePermission'), false);
      assert.equal(json.at('permissions', 'BROWSE_PROJECTS', 'havePermission'), true);
    });

    it('gives favorite filters whose JQL it understands', async () => {
      const filters = (await fred('GET', `${root}/filter/favourite`)).json.list();
      assert.equal(filters.length, 3);
      for (const filter of filters) {
        const jql = encodeURIComponent(String(filter.at('jql')));
        const path = flavor === 'cloud' ? 'search/jql' : 'search';
        const reply = await fred('GET', `${root}/${path}?jql=${jql}&fields=summary`);
        assert.ok(reply.json.list('issues').length > 0, String(filter.at('name')));
      }
    });

    it('takes no writes that look like those of a foreign page', async () => {
      const path = `${root}/issue/PAY-429/comment`;
      const body = { body: bodyText(jira, 'x') };
      const browser = { 'User-Agent': 'Mozilla/5.0 (X11)' };
      const refused = await fred('POST', path, body, browser);
      assert.equal(refused.status, 403);
      assert.equal(refused.text, 'XSRF check failed');
      assert.equal((await fred('POST', path, body, { Origin: 'https://example.org' })).status, 403);
      const cured = await fred('POST', path, body, { ...browser, 'X-Atlassian-Token': 'no-check' });
      assert.equal(cured.status, 201);
      assert.equal((await fred('GET', path, undefined, browser)).status, 200);
    });

    it('turns requests away as often as told, with the Retry-After told', async () => {
      jira.state.rateLimit = { times: 1, retryAfter: '7' };
      const limited = await fred('GET', `${root}/myself`);
      assert.equal(limited.status, 429);
      assert.equal(limited.headers.get('retry-after'), '7');
      assert.equal((await fred('GET', `${root}/myself`)).status, 200);
      jira.state.rateLimit = { times: 1 };
      assert.equal((await fred('GET', `${root}/myself`)).headers.get('retry-after'), null);
    });

    it('compresses when asked and only then', async () => {
      const encoding = (accept: string) =>
        new Promise<string | undefined>((resolve, reject) => {
          const headers = { 'Accept-Encoding': accept };
          request(`${jira.url}${root}/serverInfo`, { headers, agent: false }, res => {
            res.resume();
            resolve(res.headers['content-encoding']);
          })
            .on('error', reject)
            .end();
        });
      assert.equal(await encoding('gzip, deflate'), 'gzip');
      assert.equal(await encoding('gzip;q=0'), undefined);
      assert.equal(await encoding('identity'), undefined);
    });

    it('hands one request to a test and remembers all of them', async () => {
      jira.answerOnce({ method: 'POST', path: /comment$/ }, (_req, res) => {
        res.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Log in</html>');
      });
      const path = `${root}/issue/PAY-429/comment`;
      assert.equal((await fred('GET', path)).headers.get('content-type'), 'application/json;charset=UTF-8');
      assert.equal((await fred('POST', path, { body: 'to the login page' })).text, '<html>Log in</html>');
      assert.equal(jira.requests.at(-1)?.body, '{"body":"to the login page"}');
      assert.equal((await fred('POST', path, { body: bodyText(jira, 'again') })).status, 201);
      assert.deepEqual([jira.requests.at(-1)?.status, jira.requests.at(-1)?.path], [201, path]);
    });

    it('refuses what is not JSON, and methods a path does not have', async () => {
      const path = `${root}/issue/PAY-429/comment`;
      assert.equal((await fred('POST', path, {}, { 'Content-Type': 'text/plain' })).status, 415);
      assert.equal((await fred('POST', `${root}/serverInfo`, {})).status, 405);
      assert.equal((await fred('GET', `${root}/no/such/path`)).status, 404);
      const half = await fetch(jira.url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{',
      });
      assert.equal(half.status, 400);
    });

    it('starts empty when told, and ends what is still under way', async () => {
      const other = await startDemoJira({ flavor, seed: 'empty' });
      assert.deepEqual([other.state.issues.length, other.state.projects.length], [0, 0]);
      assert.equal(other.state.addIssues(2, { projectKey: 'NEW' })[1]?.key, 'NEW-2');
      const asked = new Promise<void>(resolve => other.answerOnce({ path: '/slow' }, () => resolve()));
      const waiting = assert.rejects(fetch(`${other.url}/slow`));
      await asked;
      await other.close();
      await waiting;
      assert.equal(other.requests[0]?.status, 0);
    });

    it('lives under a context path and links to its configured base URL', async () => {
      const other = await startDemoJira({ flavor, contextPath: '/jira', baseUrl: 'https://jira.example.com/jira' });
      try {
        assert.match(other.url, /\/jira$/);
        const { json } = await callsAs(other, demoUsers.fred)('GET', `${root}/issue/PAY-431`);
        assert.match(String(json.at('self')), /^https:\/\/jira\.example\.com\/jira\/rest\/api\//);
        assert.equal((await fetch(other.url.replace('/jira', '/rest/api/2/serverInfo'))).status, 404);
      } finally {
        await other.close();
      }
    });
  });
}
