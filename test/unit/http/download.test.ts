import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { download } from '../../../src/http/download.ts';
import { UnexpectedAnswerError } from '../../../src/http/index.ts';
import { HttpResponse } from '../../../src/http/response.ts';

const request = { method: 'GET', origin: 'https://ci.test', path: '/file' };

describe('a download', () => {
  let folder: string;
  let bodies: Readable[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jj-download-'));
    bodies = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const target = () => join(folder, 'file');
  const save = (status: number, headers: Record<string, string>, size?: number, to = target()) =>
    download(
      {
        id: 'x',
        size,
        open: async () => {
          const body = Readable.from([Buffer.from('hello')]);
          bodies.push(body);
          return new HttpResponse({ status, headers, body }, request, undefined);
        },
      },
      to,
      {},
    );
  const areReleased = () => bodies.length > 0 && bodies.every(body => body.destroyed);

  it('takes a range from the first byte to the last for the whole', async () => {
    for (const range of ['bytes 0-4/5', ' BYTES 0-4/5 ']) {
      await save(206, { 'content-range': range });
      assert.equal(readFileSync(target(), 'utf8'), 'hello');
    }
  });

  it('takes no other range, and discards its answer', async () => {
    for (const range of ['bytes 1-5/6', 'bytes 0-4/*', 'bytes 0-4/5x', 'xbytes 0-4/5', 'bytes 0-/5', '']) {
      bodies = [];
      await assert.rejects(save(206, { 'content-range': range }), UnexpectedAnswerError, range);
      assert.ok(areReleased(), range);
    }
    assert.ok(!existsSync(target()));
  });

  it('takes no file of another size than was listed', async () => {
    await assert.rejects(save(200, { 'content-length': '5' }, 6), UnexpectedAnswerError);
    assert.ok(areReleased());
    await save(200, { 'content-length': '5' }, 5);
    assert.equal(readFileSync(target(), 'utf8'), 'hello');
  });

  it('takes no more bytes than were told, in the listing or by the answer', async () => {
    await assert.rejects(save(200, { 'content-length': '4' }), UnexpectedAnswerError);
    await assert.rejects(save(200, {}, 4), UnexpectedAnswerError);
    assert.ok(areReleased());
    assert.ok(!existsSync(target()));
  });

  it('discards the answer where the file cannot be made', async () => {
    await assert.rejects(save(200, {}, undefined, join(folder, 'nosuch/file')), { code: 'ENOENT' });
    assert.ok(areReleased());
  });
});
