import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { before, beforeEach, describe, it } from 'mocha';
import { CanceledError } from '../../../../src/http/errors.ts';
import type { Background } from '../../../../src/workbench/shell/commands/background.ts';
import { extensionEditor } from '../../../cases/editor/extension.ts';

describe('work in the background', () => {
  let background: Background;
  let reported: string[];
  let logged: string[];
  /** Starts work, and waits until it has ended. */
  const run = async (work: () => unknown, source?: string) => {
    background.run(work, source);
    await setImmediate();
  };
  const failing = (text: string) => () => Promise.reject(new Error(text));

  before(() => extensionEditor());
  beforeEach(async () => {
    const { Background } = await import('../../../../src/workbench/shell/commands/background.ts');
    reported = [];
    logged = [];
    const report = async (error: unknown) => {
      reported.push(String(error));
    };
    background = new Background({ report }, { warn: text => logged.push(text) });
  });

  it('reports its failure, also one that is thrown at once', async () => {
    await run(failing('late'));
    await run(() => {
      throw new Error('at once');
    });
    assert.deepEqual(reported, ['Error: late', 'Error: at once']);
  });

  it('does not report a cancellation', async () => {
    await run(() => Promise.reject(new CanceledError({ method: 'GET', origin: 'http://localhost', path: '/' })));
    await run(() => Promise.reject(new DOMException('aborted', 'AbortError')));
    assert.deepEqual([reported, logged], [[], []]);
  });

  it('reports each failure of work that a person began', async () => {
    await run(failing('full'));
    await run(failing('full'));
    assert.equal(reported.length, 2);
  });

  it('reports an equal failure of the same source once, until it succeeds or fails differently', async () => {
    for (const text of ['down', 'down', 'full', 'full', 'down']) await run(failing(text), 'timer');
    assert.deepEqual(reported, ['Error: down', 'Error: full', 'Error: down']);
    await run(() => undefined, 'timer');
    await run(failing('down'), 'timer');
    assert.equal(reported.length, 4);
  });

  it('tells failures apart by their causes, and sources from each other', async () => {
    const wrapped = (cause: string) => () => Promise.reject(new Error('Not read.', { cause: new Error(cause) }));
    await run(wrapped('down'), 'timer');
    await run(wrapped('full'), 'timer');
    await run(wrapped('full'), 'other');
    assert.equal(reported.length, 3);
  });

  it('logs a failure that leaves nothing to do, and does without its result', async () => {
    background.quietly('The file could not be closed', failing('EBADF'));
    assert.equal(await background.optional('Details could not be read', failing('down')), undefined);
    assert.equal(await background.optional('Details could not be read', () => 7), 7);
    assert.deepEqual(logged, ['The file could not be closed: Error: EBADF', 'Details could not be read: Error: down']);
    assert.deepEqual(reported, []);
  });

  it('logs a failure that cannot be shown', async () => {
    const { Background } = await import('../../../../src/workbench/shell/commands/background.ts');
    background = new Background({ report: failing('no window') }, { warn: text => logged.push(text) });
    await run(failing('down'));
    await setImmediate();
    assert.deepEqual(logged, ['A failure could not be shown: Error: no window']);
  });
});
