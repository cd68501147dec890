import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'mocha';
import { Budget } from '../../../src/base/budget.ts';
import { versionOf } from '../../../src/http/fileVersion.ts';
import {
  mayHaveArrived,
  ServerUnavailableError,
  TimedOutError,
  TooLargeError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../src/http/index.ts';
import { HttpResponse } from '../../../src/http/response.ts';

const read = { method: 'GET', origin: 'https://ci.test', path: '/' };
const write = { ...read, method: 'POST' };

function response(headers: Record<string, string>, ...pieces: string[]): HttpResponse {
  const body = Readable.from(pieces.map(piece => Buffer.from(piece)));
  return new HttpResponse({ status: 200, headers, body }, read, undefined);
}

describe('bounds of answers', () => {
  it('a body has at most as many bytes as the limit', async () => {
    assert.equal(await response({}, 'abc', 'de').text(5), 'abcde');
    await assert.rejects(response({}, 'abc', 'def').text(5), TooLargeError);
    assert.equal(await response({}, 'abc', 'def').start(5), 'abcde');
    assert.equal(await response({}, 'abc', 'def').start(3), 'abc');
    assert.equal(await response({}, 'ab').start(5), 'ab');
  });

  it('a date identifies a version from a minute on', () => {
    const seconds = (at: number) => new Date(Date.UTC(2026, 10, 29, 10, 0, at)).toUTCString();
    const validator = (age: number, more = {}) =>
      versionOf(response({ date: seconds(age), 'last-modified': seconds(0), ...more })).validator;
    assert.equal(validator(60), seconds(0));
    assert.equal(validator(59), undefined);
    assert.equal(validator(60, { etag: '"1"' }), '"1"');
    assert.equal(validator(59, { etag: 'W/"1"' }), undefined);
    assert.equal(validator(60, { etag: '"1"', 'content-encoding': 'gzip' }), undefined);
    assert.equal(validator(60, { 'content-encoding': 'Identity' }), seconds(0));
    assert.equal(versionOf(response({ date: seconds(99) })).validator, undefined);
  });

  it('a length is that of the bytes as they come', () => {
    assert.equal(versionOf(response({ 'content-length': '7' })).total, 7);
    assert.equal(versionOf(response({})).total, undefined);
    assert.equal(versionOf(response({ 'content-length': '7', 'content-encoding': 'br' })).total, undefined);
  });

  it('a write has arrived, perhaps, after an answer of success alone', () => {
    for (const [status, arrived] of [
      [199, false],
      [200, true],
      [299, true],
      [300, false],
      [undefined, false],
    ] as const) {
      const details = status === undefined ? {} : { status };
      assert.equal(mayHaveArrived(new UnexpectedAnswerError('odd', write, details)), arrived, String(status));
      assert.equal(mayHaveArrived(new TooLargeError(1, write, details)), arrived, String(status));
      assert.equal(mayHaveArrived(new TooLargeError(1, read, details)), false, String(status));
    }
    for (const status of [502, 503, 504]) {
      assert.equal(mayHaveArrived(new ServerUnavailableError(write, { status })), status !== 503, String(status));
    }
    assert.equal(mayHaveArrived(new TimedOutError(false, write)), true);
    assert.equal(mayHaveArrived(new TimedOutError(true, write)), false);
    assert.equal(mayHaveArrived(new UnreachableError('broken', { ...read, method: 'HEAD' })), false);
    assert.equal(mayHaveArrived(new Error('other')), false);
  });
});

describe('bounds of a budget', () => {
  it('are reached before they are passed', () => {
    const budget = new Budget({ steps: 2, bytes: 3, depth: 2 });
    assert.deepEqual([budget.spend(), budget.spend(), budget.spend()], [true, true, false]);
    assert.deepEqual([budget.hold(2), budget.hold(2), budget.hold(1), budget.hold(1)], [true, false, true, false]);
    budget.release();
    assert.equal(budget.hold(3), true);
    const deeper = (levels: number, parse: () => unknown) => budget.deeper(levels, parse, () => 'flat');
    assert.equal(
      deeper(2, () => budget.depth),
      0,
    );
    assert.equal(
      deeper(3, () => 'parsed'),
      'flat',
    );
    assert.equal(
      deeper(1, () => deeper(2, () => 'parsed')),
      'flat',
    );
    assert.equal(budget.depth, 2);
  });
});
