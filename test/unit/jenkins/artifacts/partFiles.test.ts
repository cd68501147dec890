import assert from 'node:assert/strict';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { PartFileChangedError } from '../../../../src/base/partFileChangedError.ts';
import {
  BaseUrl,
  HttpClient,
  InterceptedError,
  RequestError,
  UndiciTransport,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../../src/http/index.ts';
import { downloadArtifact, JenkinsSession, jenkinsLogin, UnsafePathError } from '../../../../src/jenkins/index.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';

const old = Buffer.alloc(1000, 'o');
const content = Buffer.alloc(1000, 'n');
const html = { 'content-type': 'text/html' };
const stamp = 'Wed, 01 Jan 2020 04:00:00 GMT';

describe('the part file of a download', () => {
  let server: TestServer;
  let http: HttpClient;
  let session: JenkinsSession;
  let externalTransport: UndiciTransport;
  let folder: string;
  let target: string;
  const ranges = () => server.requests.map(({ headers }) => headers.range);
  const parts = () => readdirSync(folder).filter(name => name.endsWith('.jenkins-jira-part'));

  beforeEach(async () => {
    server = await startServer((_, res) => whole(res));
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
    externalTransport = new UndiciTransport();
    session = new JenkinsSession(http, async () => jenkinsLogin({ user: 'u', secret: 's', kind: 'apiToken' }));
    folder = mkdtempSync(join(tmpdir(), 'jj-part-'));
    target = join(folder, 'report.zip');
  });
  afterEach(async () => {
    await Promise.all([http.close(), externalTransport.close()]);
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const get = (path = 'report.zip', signal?: AbortSignal, onProgress?: () => void) =>
    downloadArtifact(session, { job: 'a', number: 1, path }, target, {
      externalTransport,
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    });

  function whole(res: ServerResponse, headers = {}, body = content): void {
    res.writeHead(200, { etag: '"new"', 'content-length': body.length, ...headers }).end(body);
  }
  const fromOf = (req: IncomingMessage) => Number(/\d+/.exec(req.headers.range ?? '')?.[0] ?? 0);

  /** Leaves a part of 400 bytes of the old file. */
  async function interrupt(headers: Record<string, string> = { etag: '"old"' }): Promise<string> {
    const abort = new AbortController();
    server.handle = (_, res) => {
      res.writeHead(200, { 'content-length': old.length, ...headers });
      res.write(old.subarray(0, 400));
    };
    await assert.rejects(get('report.zip', abort.signal, () => abort.abort()));
    server.requests.length = 0;
    const [name = ''] = parts();
    assert.equal(lstatSync(join(folder, name)).size, 400);
    return join(folder, name);
  }

  it('has a name of our own, so that the .part of a person stays', async () => {
    for (const end of ['.part', '.part-of']) writeFileSync(target + end, 'mine');
    await interrupt();
    server.handle = (_, res) => whole(res);
    await get();
    for (const end of ['.part', '.part-of']) assert.equal(readFileSync(target + end, 'utf8'), 'mine');
    assert.deepEqual(readFileSync(target), content);
    assert.deepEqual(readdirSync(folder).sort(), ['report.zip', 'report.zip.part', 'report.zip.part-of']);
  });

  it('is resumed for the same artifact only', async () => {
    await interrupt();
    server.handle = (_, res) => whole(res);
    await downloadArtifact(session, { job: 'a', number: 2, path: 'report.zip' }, target, { externalTransport });
    assert.deepEqual(ranges(), [undefined]);
  });

  it('may have a target with a name as long as names can be', async () => {
    target = join(folder, 'é'.repeat(125));
    await get();
    assert.deepEqual(readFileSync(target), content);
  });

  it('is not written through a symlink or another name of the file', async () => {
    const victim = join(folder, 'victim');
    for (const link of [symlinkSync, linkSync]) {
      for (const end of ['', '-of']) {
        const part = await interrupt();
        writeFileSync(victim, end ? readFileSync(`${part}-of`) : Buffer.alloc(400, 'v'));
        const before = readFileSync(victim);
        rmSync(part + end);
        link(victim, part + end);
        server.handle = (_, res) => whole(res);
        await get();
        assert.deepEqual(readFileSync(victim), before);
        assert.ok(lstatSync(target).isFile());
        assert.deepEqual(readFileSync(target), content);
        assert.deepEqual(ranges(), [undefined]);
        rmSync(target);
      }
    }
  });

  it('replaces a target that is a symlink', async () => {
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, target);
    await get();
    assert.equal(readFileSync(victim, 'utf8'), 'mine');
    assert.ok(lstatSync(target).isFile());
  });

  it('is made in no folder that a symlink puts outside', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'jj-outside-'));
    const chosen = join(folder, 'chosen');
    mkdirSync(join(chosen, 'real'), { recursive: true });
    symlinkSync(outside, join(chosen, 'out'));
    symlinkSync(join(chosen, 'real'), join(chosen, 'inside'));
    const save = (path: string) =>
      downloadArtifact(session, { job: 'a', number: 1, path }, join(chosen, path), {
        externalTransport,
        folder: chosen,
      });
    await assert.rejects(save('out/deep/x.zip'), UnsafePathError);
    assert.deepEqual(readdirSync(outside), []);
    assert.equal(server.requests.length, 0);
    await save('inside/deep/x.zip');
    await save('..c/x.zip');
    assert.deepEqual(readFileSync(join(chosen, 'real/deep/x.zip')), content);
    rmSync(outside, { recursive: true });
  });

  it('is no file while bytes are missing, and is resumed', async () => {
    server.handle = (req, res) => {
      const from = fromOf(req);
      const piece = content.subarray(from, from + 400);
      const range = { 'content-range': `bytes ${from}-${from + piece.length - 1}/1000` };
      res.writeHead(206, { etag: '"new"', ...range }).end(piece);
    };
    await get();
    assert.deepEqual(readFileSync(target), content);
    assert.deepEqual(ranges(), [undefined, 'bytes=400-', 'bytes=800-']);
  }).timeout(20_000);

  it('is given up when nothing more comes, and is no file then', async () => {
    server.handle = (req, res) => {
      const from = fromOf(req);
      const range = { 'content-range': `bytes ${from}-999/1000` };
      res.writeHead(206, { etag: '"new"', ...range }).end(content.subarray(from, 400));
    };
    await assert.rejects(get(), UnreachableError);
    assert.ok(!existsSync(target));
    assert.equal(parts().length, 1);
  }).timeout(30_000);

  it('is no file when more came than was told', async () => {
    server.handle = (_, res) => res.writeHead(206, { 'content-range': 'bytes 0-899/900' }).end(content);
    await assert.rejects(get(), UnexpectedAnswerError);
    assert.ok(!existsSync(target));
  });

  it('takes the length of a compressed answer for that of no file, and resumes none', async () => {
    const packed = gzipSync(content);
    await interrupt({ etag: '"old"', 'content-encoding': 'identity' });
    server.handle = (req, res) => {
      const headers = { etag: '"old"', 'content-encoding': 'gzip' };
      if (req.headers.range) res.writeHead(206, { ...headers, 'content-range': 'bytes 400-999/1000' }).end(packed);
      else res.writeHead(200, { ...headers, 'content-length': packed.length }).end(packed);
    };
    await get();
    assert.deepEqual(readFileSync(target), content);
    assert.deepEqual(ranges(), ['bytes=400-', undefined]);
  });

  const others: [string, Record<string, string>][] = [
    ['ETag', { etag: '"new"', 'content-range': 'bytes 400-999/1000' }],
    ['date', { 'last-modified': 'Thu, 02 Jan 2020 04:00:00 GMT', 'content-range': 'bytes 400-999/1000' }],
    ['size', { etag: '"old"', 'content-range': 'bytes 400-1199/1200' }],
    ['start', { etag: '"old"', 'content-range': 'bytes 300-999/1000' }],
    ['range at all', { etag: '"old"' }],
  ];
  for (const [kind, headers] of others) {
    it(`is begun anew when a 206 has another ${kind}, or none`, async () => {
      await interrupt({ etag: '"old"', 'last-modified': stamp });
      server.handle = (req, res) => {
        if (req.headers.range) res.writeHead(206, headers).end(content.subarray(400));
        else whole(res);
      };
      await get();
      assert.deepEqual(readFileSync(target), content);
      assert.deepEqual(ranges(), ['bytes=400-', undefined]);
    });
  }

  it('is resumed by a date only where the answer was a minute younger', async () => {
    const dates: [Record<string, string>, boolean][] = [
      [{ date: 'Wed, 01 Jan 2020 04:01:00 GMT' }, true],
      [{ date: 'Wed, 01 Jan 2020 04:00:59 GMT' }, false],
      [{ date: 'no date' }, false],
    ];
    for (const [date, resumes] of dates) {
      await interrupt({ etag: 'W/"old"', 'last-modified': stamp, ...date });
      server.handle = (req, res) => {
        const from = fromOf(req);
        const range = { 'content-range': `bytes ${from}-999/1000` };
        res.writeHead(from > 0 ? 206 : 200, { 'last-modified': stamp, ...(from > 0 && range) }).end(old.subarray(from));
      };
      await get();
      assert.deepEqual(readFileSync(target), old);
      assert.deepEqual(ranges(), [resumes ? 'bytes=400-' : undefined], date['date']);
    }
  });

  it('outlives a login page, wherever it stands', async () => {
    const page = (res: ServerResponse) =>
      res.writeHead(200, { 'content-type': 'text/html;charset=utf-8', 'x-jenkins': '2.579' }).end('<title>Sign in');
    const part = await interrupt();
    const before = readFileSync(part);
    for (const to of ['', '/login?from=x', '/securityRealm/commenceLogin?from=x', '/user/login']) {
      server.handle = (req, res) => {
        if (to && req.url?.includes('/artifact/')) res.writeHead(302, { location: to }).end();
        else page(res);
      };
      await assert.rejects(get(), InterceptedError, to);
    }
    assert.deepEqual(readFileSync(part), before);
    // Also where the file itself would be a page, and where the login is marked as none.
    for (const type of ['text/html', 'text/plain']) {
      server.handle = (req, res) => {
        if (req.url?.includes('/artifact/')) res.writeHead(302, { location: '/login' }).end();
        else res.writeHead(200, { 'content-type': type }).end('Sign in');
      };
      await assert.rejects(get('report/index.html'), RequestError);
    }
    assert.ok(!existsSync(target));
  });

  it('is no file of a login page of another origin', async () => {
    const elsewhere = await startServer((_, res) => res.writeHead(200, html).end('<title>Sign in'));
    try {
      server.handle = (_, res) => res.writeHead(302, { location: `${elsewhere.origin}/adfs/ls` }).end();
      await assert.rejects(get(), InterceptedError);
      server.handle = (_, res) => res.writeHead(302, { location: `${elsewhere.origin}/realms/x/auth` }).end();
      await assert.rejects(get('index.html'), InterceptedError);
    } finally {
      await elsewhere.close();
    }
    assert.ok(!existsSync(target));
  });

  it('may be of a page, and of a file named as a login', async () => {
    server.handle = (req, res) => (req.url?.endsWith('index.html') ? whole(res, html) : res.writeHead(404).end());
    await get('report/index.html');
    assert.deepEqual(readFileSync(target), content);
    server.handle = (req, res) => {
      if (req.url?.startsWith('/job')) res.writeHead(302, { location: '/storage/user/login' }).end();
      else whole(res, { 'content-type': 'text/plain' });
    };
    await get('user/login');
  });

  it('that changed meanwhile is not renamed', async () => {
    const away = join(folder, 'away');
    const change = () => {
      for (const name of parts()) {
        renameSync(join(folder, name), away);
        writeFileSync(join(folder, name), 'x');
      }
    };
    await assert.rejects(get('report.zip', undefined, change), PartFileChangedError);
    assert.ok(!existsSync(target));
  });
});
