import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  BaseUrl,
  HttpClient,
  InterceptedError,
  RedirectedError,
  UndiciTransport,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../../src/http/index.ts';
import { downloadAttachment, JiraFlavor, JiraLogin, JiraSession, jiraLogin } from '../../../../src/jira/index.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';
import { partBytes } from '../../partBytes.ts';

const content = Buffer.alloc(1000, 'a');
const file = { id: '7', fileName: 'a b.bin', size: content.length };
const named = { 'content-disposition': 'attachment; filename="a b.bin"' };

describe('downloading an attachment', () => {
  let server: TestServer;
  let storage: TestServer;
  let http: HttpClient;
  let externalTransport: UndiciTransport;
  let folder: string;
  const sessionOf = (flavor: JiraFlavor) =>
    new JiraSession(http, flavor, async () => jiraLogin(http, { login: JiraLogin.bearer, secret: 's' }));

  beforeEach(async () => {
    server = await startServer((_, res) => res.writeHead(200, named).end(content));
    storage = await startServer((_, res) => res.writeHead(200, named).end(content));
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
    externalTransport = new UndiciTransport();
    folder = mkdtempSync(join(tmpdir(), 'jj-attachment-'));
  });
  afterEach(async () => {
    await Promise.all([http.close(), externalTransport.close()]);
    await Promise.all([server.close(), storage.close()]);
    rmSync(folder, { recursive: true });
  });

  const save = (flavor: JiraFlavor = JiraFlavor.dataCenter, asked = file) =>
    downloadAttachment(sessionOf(flavor), asked, join(folder, 'a b.bin'), externalTransport);
  const assertSaved = () => {
    assert.deepEqual(readdirSync(folder), ['a b.bin']);
    assert.deepEqual(readFileSync(join(folder, 'a b.bin')), content);
  };
  const assertNoFile = () => assert.ok(!readdirSync(folder).includes('a b.bin'));

  it('resumes where the connection broke', async () => {
    server.handle = (req, res) => {
      const from = Number(/\d+/.exec(req.headers.range ?? '')?.[0] ?? 0);
      const range = { 'content-range': `bytes ${from}-999/1000` };
      res.writeHead(from > 0 ? 206 : 200, { ...named, etag: '"1"', ...(from > 0 && range) });
      if (from > 0) res.end(content.subarray(from));
      else {
        res.write(content.subarray(0, 400));
        void partBytes(folder, 400).then(() => res.destroy());
      }
    };
    await save();
    assertSaved();
    assert.equal(server.requests[0]?.headers['accept-encoding'], 'identity');
    assert.deepEqual(
      server.requests.map(({ url, headers }) => [url, headers.range, headers['if-range']]),
      [
        ['/secure/attachment/7/a%20b.bin', undefined, undefined],
        ['/secure/attachment/7/a%20b.bin', 'bytes=400-', '"1"'],
      ],
    );
  });

  it('is no file of another size than the issue tells', async () => {
    server.handle = (_, res) => res.writeHead(200, { ...named, 'content-length': 900 }).end(content.subarray(100));
    await assert.rejects(save(), UnexpectedAnswerError);
    // Without a length, the end of the body alone does not say that it is whole.
    server.handle = (_, res) => res.writeHead(200, named).end(content.subarray(100));
    await assert.rejects(save(), UnreachableError);
    assertNoFile();
    server.handle = (_, res) => res.writeHead(200, named).end(Buffer.alloc(1100));
    await assert.rejects(save(), UnexpectedAnswerError);
    assertNoFile();
    server.handle = (_, res) => res.writeHead(200, named).end(content);
    await save(undefined, { ...file, size: 0 });
    assertSaved();
  }).timeout(30_000);

  it('follows into foreign storage on Cloud alone, without credentials', async () => {
    server.handle = (_, res) => res.writeHead(302, { location: `${storage.origin}/file/1/binary` }).end();
    await assert.rejects(save(), RedirectedError);
    assert.equal(storage.requests.length, 0);
    assertNoFile();
    await save(JiraFlavor.cloud);
    assertSaved();
    assert.equal(storage.requests[0]?.headers.authorization, undefined);
  });

  it('is no file of a login page, in place of it or by a redirect', async () => {
    for (const [location, type] of [
      [undefined, 'text/html;charset=UTF-8'],
      ['/login.jsp?os_destination=x', 'text/html'],
      ['/login.jsp?os_destination=x', 'text/plain'],
    ] as const) {
      server.handle = (req, res) => {
        if (location && req.url?.startsWith('/secure')) res.writeHead(302, { location }).end();
        else res.writeHead(200, { 'content-type': type }).end('<title>Log in</title>');
      };
      await assert.rejects(save(), InterceptedError);
      await assert.rejects(save(JiraFlavor.dataCenter, { ...file, fileName: 'x.html' }), InterceptedError);
    }
    assertNoFile();
  });

  it('may be of a page, which is named in the answer', async () => {
    server.handle = (_, res) => res.writeHead(200, { ...named, 'content-type': 'text/html' }).end(content);
    await save();
    assertSaved();
  });
});
