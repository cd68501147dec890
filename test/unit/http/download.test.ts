import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { download } from '../../../src/http/download.ts';
import { InvalidRequestError, ServerError, UnexpectedAnswerError } from '../../../src/http/index.ts';
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

  it('fails where the rest is refused, and begins anew where there is none', async () => {
    for (const [error, expected] of [
      [new ServerError(request, { status: 500 }), 'ServerError'],
      [new InvalidRequestError({ messages: [] }, request, { status: 416 }), 'done'],
    ] as const) {
      const asked: unknown[] = [];
      const open = async ({ from }: { from?: number }) => {
        asked.push(from);
        if (from) throw error;
        const pieces = asked.length === 1 ? [Buffer.from('he')] : [Buffer.from('he'), Buffer.from('llo')];
        const headers = { etag: '"1"', 'content-length': '5' };
        return new HttpResponse({ status: 200, headers, body: Readable.from(pieces) }, request, undefined);
      };
      const outcome = await download({ id: String(error), size: 5, open }, target(), {}).then(
        () => 'done',
        ({ name }: Error) => name,
      );
      assert.equal(outcome, expected);
      assert.deepEqual(asked, expected === 'done' ? [undefined, 2, undefined] : [undefined, 2]);
    }
    assert.equal(readFileSync(target(), 'utf8'), 'hello');
  });

  it('discards the answer where the file cannot be made', async () => {
    await assert.rejects(save(200, {}, undefined, join(folder, 'nosuch/file')), { code: 'ENOENT' });
    assert.ok(areReleased());
  });
});
