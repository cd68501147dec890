import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { PartFile } from '../../../../src/base/partFile.ts';
import {
  BaseUrl,
  HttpClient,
  NotFoundError,
  UndiciTransport,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../../src/http/index.ts';
import {
  downloadArtifact,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  safeParts,
  UnsafePathError,
} from '../../../../src/jenkins/index.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';
import { partBytes } from '../../partBytes.ts';

const content = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 251));

describe('downloading an artifact', () => {
  let server: TestServer;
  let http: HttpClient;
  let session: JenkinsSession;
  let externalTransport: UndiciTransport;
  let folder: string;
  let target: string;
  const ranges = () => server.requests.map(({ headers }) => headers.range);

  beforeEach(async () => {
    server = await startServer((req, res) =>
      send(res, req.headers.range, req.headers['if-range'] as string | undefined),
    );
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
    externalTransport = new UndiciTransport();
    session = new JenkinsSession(http, async () =>
      jenkinsLogin({ user: 'u', secret: 's', kind: JenkinsSecretKind.apiToken }),
    );
    folder = mkdtempSync(join(tmpdir(), 'jj-download-'));
    target = join(folder, 'deep/out/file.bin');
  });
  afterEach(async () => {
    await Promise.all([http.close(), externalTransport.close()]);
    await server.close();
    rmSync(folder, { recursive: true });
  });

  /** Breaks an answer off once the file has so many bytes. */
  function breakOff(res: ServerResponse, bytes: number): void {
    void partBytes(dirname(target), bytes).then(() => res.destroy());
  }

  /** Answers as Jenkins does for artifacts; the connection breaks after `most` bytes. */
  function send(res: ServerResponse, range?: string, ifRange?: string, most = Number.POSITIVE_INFINITY): void {
    const stamp = 'Wed, 01 Jan 2020 04:00:00 GMT';
    const from = ifRange === undefined || ifRange === stamp ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    if (from >= content.length) {
      res.writeHead(416).end();
      return;
    }
    const rest = content.subarray(from);
    res.writeHead(from > 0 ? 206 : 200, {
      'last-modified': stamp,
      'content-length': rest.length,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
    });
    if (rest.length <= most) res.end(rest);
    else {
      res.write(rest.subarray(0, most));
      breakOff(res, from + most);
    }
  }
  const get = () =>
    downloadArtifact(session, { job: 'a', number: 1, path: 'out/file.bin' }, target, { externalTransport });

  it('saves the file in folders that it makes, and leaves nothing else', async () => {
    const told: [number, number | undefined][] = [];
    const onProgress = (bytes: number, total: number | undefined) => told.push([bytes, total]);
    await downloadArtifact(session, { job: 'a', number: 1, path: 'out/file.bin' }, target, {
      externalTransport,
      onProgress,
    });
    assert.deepEqual(readFileSync(target), content);
    assert.deepEqual(readdirSync(dirname(target)), ['file.bin']);
    assert.deepEqual(told.at(-1), [content.length, content.length]);
  });

  it('goes on where the connection broke, again and again while something comes', async () => {
    server.handle = (req, res) => send(res, req.headers.range, req.headers['if-range'] as string | undefined, 20_000);
    await get();
    assert.deepEqual(readFileSync(target), content);
    assert.deepEqual(ranges(), [undefined, 'bytes=20000-', 'bytes=40000-', 'bytes=60000-', 'bytes=80000-']);
  });

  it('bears three breaks without a byte in between after one that brought some, and gives up at the fourth', async () => {
    let breaks = 0;
    const breakUp = (most: number) => {
      server.handle = (req, res) => {
        if (req.headers.range === undefined) send(res, undefined, undefined, 20_000);
        else if (++breaks <= most) res.destroy();
        else send(res, req.headers.range, req.headers['if-range'] as string | undefined);
      };
    };
    // The client itself asks three times before it calls it a break.
    breakUp(9);
    await get();
    assert.deepEqual(readFileSync(target), content);
    breaks = 0;
    server.requests.length = 0;
    breakUp(Number.POSITIVE_INFINITY);
    await assert.rejects(get(), UnreachableError);
    assert.equal(breaks, 12);
  }).timeout(60_000);

  it('goes on after it was called off, in another session too', async () => {
    const abort = new AbortController();
    server.handle = (_, res) => {
      res.writeHead(200, { 'last-modified': 'Wed, 01 Jan 2020 04:00:00 GMT', 'content-length': content.length });
      res.write(content.subarray(0, 30_000));
    };
    const onProgress = (bytes: number) => {
      if (bytes === 30_000) abort.abort();
    };
    const options = { externalTransport, signal: abort.signal, onProgress };
    await assert.rejects(downloadArtifact(session, { job: 'a', number: 1, path: 'out/file.bin' }, target, options));
    server.handle = (req, res) => send(res, req.headers.range, req.headers['if-range'] as string | undefined);
    await get();
    assert.deepEqual(readFileSync(target), content);
    assert.equal(ranges().at(-1), 'bytes=30000-');
  });

  it('takes a weak ETag for no proof that the file is the same', async () => {
    let sent = 0;
    server.handle = (_, res) => {
      const isFirst = sent++ === 0;
      res.writeHead(200, { etag: 'W/"1"', 'content-length': content.length });
      if (isFirst) {
        res.write(Buffer.alloc(30_000));
        breakOff(res, 30_000);
      } else res.end(content);
    };
    await get();
    assert.deepEqual(readFileSync(target), content);
    assert.deepEqual(ranges(), [undefined, undefined]);
  });

  it('goes on by a strong ETag, and by the date where the ETag is weak', async () => {
    const stamp = 'Wed, 01 Jan 2020 04:00:00 GMT';
    for (const [etag, validator] of [
      ['"1"', '"1"'],
      ['W/"1"', stamp],
    ] as const) {
      server.requests.length = 0;
      server.handle = (req, res) => {
        const from = Number(/\d+/.exec(req.headers.range ?? '')?.[0] ?? 0);
        const range = { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` };
        res.writeHead(from > 0 ? 206 : 200, { etag, 'last-modified': stamp, ...(from > 0 ? range : {}) });
        if (from > 0) res.end(content.subarray(from));
        else {
          res.write(content.subarray(0, 30_000));
          breakOff(res, 30_000);
        }
      };
      await get();
      assert.deepEqual(readFileSync(target), content);
      assert.deepEqual(ranges(), [undefined, 'bytes=30000-']);
      assert.equal(server.requests[1]?.headers['if-range'], validator);
    }
  });

  it('begins anew when the file is another one now, or shorter than what is there', async () => {
    const date = 'Wed, 01 Jan 2020 04:00:00 GMT';
    for (const [bytes, validator] of [
      [20, 'Wed, 01 Jan 2020 03:00:00 GMT'],
      [content.length + 5, date],
    ] as const) {
      mkdirSync(dirname(target), { recursive: true });
      const part = new PartFile(target, `${server.origin}/job/a/1/artifact/out/file.bin`).path;
      writeFileSync(part, Buffer.alloc(bytes));
      writeFileSync(`${part}-of`, JSON.stringify({ validator }));
      server.requests.length = 0;
      await get();
      assert.deepEqual(readFileSync(target), content);
      assert.equal(ranges()[0], `bytes=${bytes}-`);
    }
  });

  it('takes no range of an unknown whole for the file, nor for its rest', async () => {
    const etag = '"1"';
    server.handle = (req, res) => {
      if (req.headers.range) {
        res.writeHead(206, { etag, 'content-range': 'bytes 30000-39999/*' }).end(content.subarray(30_000, 40_000));
      } else if (server.requests.length > 1) res.writeHead(200, { etag }).end(content);
      else {
        res.writeHead(200, { etag }).write(content.subarray(0, 30_000));
        breakOff(res, 30_000);
      }
    };
    await get();
    assert.ok(readFileSync(target).equals(content));
    assert.deepEqual(ranges(), [undefined, 'bytes=30000-', undefined]);
    server.handle = (_, res) => res.writeHead(206, { 'content-range': 'bytes 0-99/*' }).end(content.subarray(0, 100));
    await assert.rejects(get(), UnexpectedAnswerError);
    assert.ok(readFileSync(target).equals(content));
  });

  it('says so when the server has no such file', async () => {
    server.handle = (_, res) => res.writeHead(404).end();
    await assert.rejects(get(), NotFoundError);
    assert.equal(server.requests.length, 1);
  });
});

describe('the path of an artifact', () => {
  it('is refused when it leads out of the folder, or is no path at all', () => {
    for (const path of ['../x', 'a/../../x', '/etc/passwd', 'a//b', './x', 'a\\..\\b', 'C:/x', 'a/\0', '']) {
      assert.throws(() => safeParts(path), UnsafePathError, path);
    }
    assert.deepEqual(safeParts('out/a b/..c/#1.txt'), ['out', 'a b', '..c', '#1.txt']);
    assert.deepEqual(safeParts('at 12:30/ab:c'), ['at 12:30', 'ab:c']);
  });
});
