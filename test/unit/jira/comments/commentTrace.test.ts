import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BaseUrl, HttpClient, UndiciTransport } from '../../../../src/http/index.ts';
import { findComments, readCommentBaseline } from '../../../../src/jira/comments/commentTrace.ts';
import { JiraFlavor, JiraLogin, JiraSession, jiraLogin } from '../../../../src/jira/index.ts';
import { startServer } from '../../../servers/wire/httpServer.ts';

describe('the trace of a comment', () => {
  it('is found on an old Data Center, which gives the oldest comments first whatever was asked for', async () => {
    const all = Array.from({ length: 130 }, (_, at) => ({
      id: String(1000 + at),
      author: { name: 'fred' },
      body: `number ${at}`,
    }));
    const server = await startServer((req, res) => {
      const query = new URL(req.url ?? '', server.origin).searchParams;
      const from = Number(query.get('startAt') ?? 0);
      const comments = all.slice(from, from + Number(query.get('maxResults')));
      const answer = req.url?.endsWith('/myself') ? { name: 'fred' } : { startAt: from, total: all.length, comments };
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    const http = new HttpClient({
      base: BaseUrl.parse(server.origin),
      transport: new UndiciTransport(),
      userAgent: 'test',
    });
    try {
      const credentials = { login: JiraLogin.bearer, secret: 'x' } as const;
      const session = new JiraSession(http, JiraFlavor.dataCenter, async () => jiraLogin(http, credentials));
      const few = all.splice(50);
      assert.equal((await readCommentBaseline(session, 'PAY-1')).size, 50);
      assert.equal(server.requests.length, 1, 'all of them are there');
      all.push(...few);
      const before = await readCommentBaseline(session, 'PAY-1');
      assert.equal(before.size, 50);
      assert.ok(before.has('1129'));
      all.push({ id: '1130', author: { name: 'fred' }, body: 'the new one\r\n' });
      const found = await findComments(session, 'PAY-1', 'the new one', before);
      assert.deepEqual(
        found.map(({ id }) => id),
        ['1130'],
      );
      assert.deepEqual(await findComments(session, 'PAY-1', 'number 7', before), []);
    } finally {
      await http.close();
      await server.close();
    }
  });
});
