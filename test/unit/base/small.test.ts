import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'mocha';
import { Backoff } from '../../../src/base/backoff.ts';
import { decodedUri } from '../../../src/base/decodedUri.ts';
import { escapeHtml } from '../../../src/base/escapeHtml.ts';
import * as json from '../../../src/base/json.ts';
import { sleep } from '../../../src/base/sleep.ts';
import { unlessAborted } from '../../../src/base/unlessAborted.ts';

describe('text in HTML', () => {
  it('is nothing but text, between tags and in attributes of either quotes', () => {
    assert.equal(escapeHtml(`<a b="c" d='e'> & &amp;<`), '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt; &amp; &amp;amp;&lt;');
    assert.equal(escapeHtml('plain žluť'), 'plain žluť');
  });
});

describe('a part of a URI', () => {
  it('is decoded, or stays where its encoding is none', () => {
    assert.equal(decodedUri('feature%2Flog%20in%20%C5%BE'), 'feature/log in ž');
    assert.equal(decodedUri('100%'), '100%');
    assert.equal(decodedUri('a%20b%FF'), 'a%20b%FF');
  });
});

describe('JSON of servers', () => {
  const values = [undefined, null, true, false, 0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '', 'x', [], [1], {}];

  it('has a value only where it has the type', () => {
    const kept = (read: (value: unknown) => unknown) => values.filter(value => read(value) !== undefined);
    assert.deepEqual(kept(json.asString), ['', 'x']);
    assert.deepEqual(kept(json.asNumber), [0, 1.5]);
    assert.deepEqual(kept(json.asBoolean), [true, false]);
    assert.deepEqual(values.filter(json.isObject), [{}]);
  });

  it('is empty where it is no object and no list', () => {
    const object = { a: 1 };
    for (const value of values) assert.deepEqual(json.asObject(value), {});
    assert.equal(json.asObject(object), object);
    assert.deepEqual(json.asObjects([object, [], null, 1, 'x', object]), [object, object]);
    assert.deepEqual(json.asObjects(object), []);
    assert.deepEqual(json.asStrings(['a', 1, null, 'b']), ['a', 'b']);
    assert.deepEqual(json.asStrings('a'), []);
    assert.deepEqual(new Set(values.map(json.asText)), new Set(['', 'x']));
    assert.deepEqual(json.parseJson('{"a":1}'), object);
    assert.equal(json.parseJson('{'), undefined);
  });
});

describe('delays that grow', () => {
  it('do so up to a bound, up to a tenth shorter than planned, and begin anew', () => {
    for (let round = 0; round < 50; round++) {
      const backoff = new Backoff({ first: 100, most: 500, factor: 2 });
      for (const planned of [100, 200, 400, 500, 500]) {
        const delay = backoff.next();
        assert.ok(delay <= planned && delay >= planned * 0.9, `${delay} for ${planned}`);
      }
      backoff.reset();
      assert.ok(backoff.next() <= 100);
    }
    const usual = new Backoff({ first: 100, most: 1000 });
    usual.next();
    const second = usual.next();
    assert.ok(second <= 160 && second >= 144, String(second));
  });

  it('are not in step', () => {
    const first = () => new Backoff({ first: 1000, most: 1000 }).next();
    assert.ok(new Set(Array.from({ length: 20 }, first)).size > 1);
  });
});

describe('waiting', () => {
  const listeners = ({ signal }: AbortController) => getEventListeners(signal, 'abort').length;

  it('takes its time, and leaves nothing behind', async () => {
    const abort = new AbortController();
    const began = performance.now();
    const waiting = sleep(50, abort.signal);
    assert.equal(listeners(abort), 1);
    await waiting;
    assert.ok(performance.now() - began >= 45);
    assert.equal(listeners(abort), 0);
  });

  it('ends at once with the reason when it is called off, before or meanwhile', async () => {
    const abort = new AbortController();
    const waiting = sleep(30_000, abort.signal);
    abort.abort('enough');
    assert.equal(await waiting.catch(reason => reason), 'enough');
    assert.equal(await sleep(30_000, abort.signal).catch(reason => reason), 'enough');
  });

  it('for something else gives that, or how it failed', async () => {
    const abort = new AbortController();
    assert.equal(await unlessAborted(Promise.resolve(7), undefined), 7);
    assert.equal(await unlessAborted(Promise.resolve(7), abort.signal), 7);
    await assert.rejects(unlessAborted(Promise.reject(new Error('x')), abort.signal), /x/);
    assert.equal(listeners(abort), 0);
  });

  it('for something else is called off alone', async () => {
    const abort = new AbortController();
    const { promise, resolve } = Promise.withResolvers<number>();
    const waiting = unlessAborted(promise, abort.signal);
    abort.abort('enough');
    assert.equal(await waiting.catch(reason => reason), 'enough');
    assert.equal(await unlessAborted(promise, abort.signal).catch(reason => reason), 'enough');
    resolve(7);
    assert.equal(await promise, 7);
  });
});
