import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { atOnce, cooperatively, type Steps } from '../../../src/base/cooperatively.ts';

/** Counts its steps up to `count`, and works for some milliseconds in each. */
function* work(count: number, milliseconds: number, seen: { steps: number }): Steps<string> {
  for (let step = 0; step < count; step++) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    seen.steps++;
    yield;
  }
  return `${seen.steps} steps`;
}

describe('work in steps', () => {
  it('is done at once', () => {
    assert.equal(atOnce(work(5, 0, { steps: 0 })), '5 steps');
  });

  it('is done to its end, and lets other work run in between', async () => {
    let others = 0;
    let isDone = false;
    const count = () => {
      others++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    assert.equal(await cooperatively(work(20, 3, { steps: 0 })), '20 steps');
    isDone = true;
    assert.ok(others > 1, `${others} times`);
  });

  it('is done without a pause when it is short', async () => {
    let hasPaused = false;
    const pause = setImmediate(() => (hasPaused = true));
    assert.equal(await cooperatively(work(1, 0, { steps: 0 })), '1 steps');
    clearImmediate(pause);
    assert.equal(hasPaused, false);
  });

  it('ends early where it is aborted', async () => {
    const seen = { steps: 0 };
    assert.equal(await cooperatively(work(5, 0, seen), AbortSignal.abort()), undefined);
    assert.equal(seen.steps, 0);
    const abort = new AbortController();
    setImmediate(() => abort.abort());
    assert.equal(await cooperatively(work(1000, 3, seen), abort.signal), undefined);
    assert.ok(seen.steps > 0 && seen.steps < 1000, `${seen.steps} steps`);
    assert.equal(await cooperatively(work(2, 0, { steps: 0 }), new AbortController().signal), '2 steps');
  });
});
