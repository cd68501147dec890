import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NotFoundError, UnconfirmedWriteError, UnknownReason, UnreachableError } from '../../../src/http/index.ts';
import { performWrite, type WriteOperation } from '../../../src/http/writeOperation.ts';
import { MemoryTurns } from '../../../src/http/writeTurns.ts';

interface Made {
  readonly id: number;
}

const trace = { method: 'POST', origin: 'https://ci.test', path: '/x' };
const timing = { firstLookMs: 0, maxWaitMs: 0, looks: 2 };
const site = { wire: undefined, turns: new MemoryTurns(), maySendTwice: false };
const lost = new UnreachableError('broken', trace);
const refused = new NotFoundError({ ...trace, method: 'GET' }, { status: 404 });

const operation = (found: () => Promise<readonly Made[] | undefined>, more: object = {}) => ({
  name: 'make',
  send: async (): Promise<Made> => ({ id: 1 }),
  trace: { before: async () => 0, find: found, object: 'made', ...more },
});
const outcomeOf = (write: WriteOperation<undefined, Made, number>, maySendTwice = false) =>
  performWrite(write, { ...site, maySendTwice }, { timing }).catch((error: unknown) => error);

describe('a write that was answered', () => {
  it('was done once where the transport sends once, and is not searched for', async () => {
    let searched = 0;
    const found = async () => {
      searched++;
      return [{ id: 1 }, { id: 2 }];
    };
    assert.deepEqual(await outcomeOf(operation(found)), { id: 1, traced: false, times: 1 });
    assert.equal(searched, 0);
    assert.deepEqual(await outcomeOf(operation(found), true), { id: 1, traced: false, times: 2 });
  });

  it('was done at least once, whatever a search finds', async () => {
    for (const found of [async () => [], async () => undefined, () => Promise.reject(refused)]) {
      assert.deepEqual(await outcomeOf(operation(found), true), { id: 1, traced: false, times: 1 });
    }
  });

  it('was done as often as its results say', async () => {
    const timesIn = ({ id }: Made) => id;
    const found = async () => [{ id: 1 }, { id: 2 }];
    assert.deepEqual(await outcomeOf(operation(found, { timesIn }), true), { id: 1, traced: false, times: 3 });
  });

  it('is counted once where its trace is a state, or the state before is unknown', async () => {
    const found = async () => [{ id: 1 }, { id: 2 }];
    const counted = async (more: object) =>
      Reflect.get((await outcomeOf(operation(found, more), true)) as object, 'times');
    assert.equal(await counted({ object: undefined }), 1);
    assert.equal(await counted({ before: () => Promise.reject(refused) }), 1);
    assert.equal(await counted({}), 2);
  });
});

describe('a write whose refusal passes', () => {
  const busy = new NotFoundError(trace, { status: 404 });
  const passing = { isPassing: () => true };

  it('is sent again, and is done then', async () => {
    const answers = [() => Promise.reject(busy), async () => ({ id: 7 })];
    const send = async () => (answers.shift() ?? assert.fail)();
    const done = await performWrite({ name: 'make', send: send as () => Promise<Made>, ...passing }, site, { timing });
    assert.equal(done.id, 7);
  });

  it('ends with the refusal where nobody waits any more', async () => {
    const aborter = new AbortController();
    const send = async () => {
      aborter.abort();
      throw busy;
    };
    const writing = performWrite({ name: 'make', send, ...passing }, site, { timing, signal: aborter.signal });
    await assert.rejects(writing, error => error === busy);
  });
});

describe('a write whose answer is lost', () => {
  const losing = (found: () => Promise<readonly Made[] | undefined>, more: object = {}) => ({
    ...operation(found, more),
    send: () => Promise.reject(lost),
  });
  const whyOf = async (write: WriteOperation<undefined, Made, number>) => {
    const error = await outcomeOf(write);
    assert.ok(error instanceof UnconfirmedWriteError, String(error));
    return error.why;
  };

  it('is the likeliest result that is found', async () => {
    const outcome = await outcomeOf(losing(async () => [{ id: 7 }, { id: 8 }]));
    assert.deepEqual(outcome, { id: 7, traced: true, times: 1 });
  });

  it('is found at a later look', async () => {
    let looks = 0;
    const outcome = await outcomeOf(losing(async () => (++looks < 2 ? [] : [{ id: 7 }])));
    assert.deepEqual(outcome, { id: 7, traced: true, times: 1 });
  });

  it('was not done where nothing is found', async () => assert.equal(await whyOf(losing(async () => [])), undefined));

  it('may still come where the search lags', async () =>
    assert.equal(await whyOf(losing(async () => [], { lags: true })), UnknownReason.mayStillCome));

  it('is unknown where the object was changed otherwise', async () =>
    assert.equal(await whyOf(losing(async () => undefined)), UnknownReason.changedOtherwise));

  it('is unknown where the state before could not be read', async () =>
    assert.equal(
      await whyOf(losing(async () => [], { before: () => Promise.reject(refused) })),
      UnknownReason.cannotLook,
    ));

  it('is unknown where it leaves no trace', async () =>
    assert.equal(await whyOf({ name: 'make', send: () => Promise.reject(lost) }), UnknownReason.leavesNoTrace));

  it('is not sent where the state before gets no answer at all', async () => {
    let sent = 0;
    const write = {
      ...operation(async () => [], { before: () => Promise.reject(lost) }),
      send: async () => ({ id: ++sent }),
    };
    assert.equal(await outcomeOf(write), lost);
    assert.equal(sent, 0);
  });
});
