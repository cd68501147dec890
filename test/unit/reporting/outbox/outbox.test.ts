import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import {
  CanceledError,
  ForbiddenError,
  InterceptedError,
  RateLimitedError,
  ServerError,
  ServerUnavailableError,
  UnconfirmedWriteError,
  UnreachableError,
  XsrfError,
} from '../../../../src/http/index.ts';
import {
  type Message,
  MessageState,
  type NewMessage,
  Outbox,
  UnsettledReportError,
} from '../../../../src/reporting/index.ts';

const request = { method: 'POST', origin: 'https://jira.example.com', path: '/' };

describe('the outbox', () => {
  let now: number;
  let messages: Map<string, Message>;
  let sent: string[];
  /** Failures of the next sendings, by message. */
  let failing: Map<string, unknown>;
  let outbox: Outbox<string>;
  const held = new Set<string>();

  beforeEach(() => {
    now = 1_000_000;
    messages = new Map();
    sent = [];
    failing = new Map();
    outbox = new Outbox({
      store: {
        list: async () => [...messages.values()].reverse(),
        read: async ({ name }) => messages.get(name),
        write: async message => void messages.set(message.name, message),
        remove: async ({ name }) => void messages.delete(name),
      },
      claim: async name => {
        if (held.has(name)) return undefined;
        held.add(name);
        return { isHeld: async () => true, release: async () => void held.delete(name) };
      },
      send: async ({ name }) => {
        if (failing.has(name)) throw failing.get(name);
        sent.push(name);
        return name;
      },
      reasonOf: error => (error as Error).name,
      now: () => now++,
    });
  });

  const message = (name: string, site = 'jira', key = name): NewMessage => ({ site, name, key, content: {} });
  const away = () => new UnreachableError('refused', request);
  const names = async () => (await outbox.list()).map(({ name }) => name);

  it('keeps what a site does not take, and sends it in its order', async () => {
    for (const name of ['a', 'b', 'c']) failing.set(name, away());
    for (const name of ['a', 'b']) assert.ok(await outbox.put(message(name)));
    assert.equal((await outbox.sendNow(message('a'))).kind, 'away');
    await outbox.put(message('c'));
    // It is not tried: another waits before it.
    const end = await outbox.sendNow(message('c'));
    assert.ok(end.kind === 'behind');
    assert.deepEqual([end.message.name, end.message.reason], ['c', 'UnreachableError']);
    assert.deepEqual(await names(), ['a', 'b', 'c']);
    failing.clear();
    const { ends, nextAt = 0 } = await outbox.round();
    assert.deepEqual(ends, []);
    assert.ok(nextAt > now + 10_000, 'it is looked at before its time');
    now += 60_000;
    await outbox.round();
    assert.deepEqual([sent, await names()], [['a', 'b', 'c'], []]);
  });

  it('says why a message waits behind one that another window sends', async () => {
    await outbox.put(message('a', 'jira', 'PAY-1'));
    await outbox.put(message('b', 'jira', 'PAY-1'));
    held.add('outbox jira a');
    const end = await outbox.sendNow(message('b'));
    held.clear();
    assert.ok(end.kind === 'behind');
    assert.deepEqual([end.message.reason, (await outbox.list())[1]?.reason], Array(2).fill('BusyElsewhereError'));
  });

  it('forgets a message that is gone once its lost write cannot come any more, with no other waiting', async () => {
    failing.set('a', new UnconfirmedWriteError('edit', away(), 'mayStillCome'));
    await outbox.put(message('a'));
    await outbox.sendNow(message('a'));
    await outbox.drop(message('a'));
    const { nextAt } = await outbox.round();
    assert.deepEqual([await names(), messages.size], [[], 1]);
    assert.ok(nextAt !== undefined, 'it stays for ever');
    now = nextAt;
    assert.deepEqual([(await outbox.round()).nextAt, messages.size], [undefined, 0]);
  });

  it('waits where its window closes', async () => {
    const closing = new AbortController();
    closing.abort();
    failing.set('a', new CanceledError(request));
    await outbox.put(message('a'));
    assert.equal((await outbox.sendNow(message('a'), closing.signal)).kind, 'away');
    assert.deepEqual(
      (await outbox.list()).map(({ state }) => state),
      [MessageState.waiting],
    );
    assert.equal((await outbox.sendNow(message('a'))).kind, 'refused');
  });

  it('lets a site that is away keep no other waiting', async () => {
    failing.set('a', away());
    await outbox.put(message('a'));
    await outbox.put(message('b', 'other'));
    const { nextAt = 0 } = await outbox.round();
    assert.deepEqual([sent, await names()], [['b'], ['a']]);
    assert.ok(nextAt > now + 10_000);
  });

  it('waits as long as a site demands, an hour at most', async () => {
    const demand = (ms: number) => failing.set('a', new RateLimitedError(new Date(now + ms), request));
    demand(200_000);
    await outbox.put(message('a'));
    const first = await outbox.round();
    assert.ok((first.nextAt ?? 0) >= now + 190_000);
    now += 200_000;
    demand(10 * 3_600_000);
    const second = await outbox.round();
    assert.ok((second.nextAt ?? 0) <= now + 3_600_000);
  });

  it('lets an answered failure keep those of its issue alone, and leaves it to the person after some', async () => {
    failing.set('a', new InterceptedError('firewall', request, { status: 413 }));
    await outbox.put(message('a', 'jira', 'PAY-1'));
    await outbox.put(message('b', 'jira', 'PAY-1'));
    await outbox.put(message('c'));
    assert.equal((await outbox.sendNow(message('a'))).kind, 'failed');
    await outbox.put(message('d'));
    assert.equal((await outbox.sendNow(message('d'))).kind, 'sent');
    await outbox.put(message('e'));
    const { nextAt = 0 } = await outbox.round();
    assert.ok(nextAt > now + 10_000, 'it is looked at before its time');
    assert.deepEqual(
      [sent.sort(), await names()],
      [
        ['c', 'd', 'e'],
        ['a', 'b'],
      ],
    );
    const kinds: string[] = [];
    for (let round = 0; round < 20 && (await outbox.nextAt()) !== undefined; round++) {
      now += 600_000;
      kinds.push(...(await outbox.round()).ends.map(({ kind }) => kind));
    }
    assert.deepEqual(kinds, [...Array(6).fill('failed'), 'refused', 'sent']);
    const [left, ...others] = await outbox.list();
    assert.deepEqual([left?.state, left?.reason, others], [MessageState.refused, 'InterceptedError', []]);
  });

  it('counts answered failures one after the other alone', async () => {
    await outbox.put(message('a'));
    for (const error of [...Array(7).fill(new ServerError(request)), away(), new ServerError(request)]) {
      failing.set('a', error);
      const { kind } = await outbox.sendNow(message('a'));
      assert.equal(kind, error instanceof ServerError ? 'failed' : 'away');
    }
  });

  it('waits for a site whose login page answers, or that is starting', async () => {
    const { sendingFailureOf } = await import('../../../../src/reporting/index.ts');
    const site = [
      new InterceptedError('login', request, { status: 200 }),
      new InterceptedError('login', request, { status: 401 }),
      new ServerUnavailableError(request, { status: 503 }),
      new RateLimitedError(undefined, request),
      away(),
    ];
    assert.deepEqual(site.map(sendingFailureOf), Array(5).fill('away'));
    const own = [
      new InterceptedError('firewall', request, { status: 403 }),
      new ServerError(request),
      new XsrfError(request),
    ];
    assert.deepEqual(own.map(sendingFailureOf), Array(3).fill('failed'));
  });

  it('tries none that waits for its site before its time with a new one, unless that is forced', async () => {
    failing.set('a', new RateLimitedError(new Date(now + 200_000), request));
    const tries = async () => (await outbox.list())[0]?.tries;
    await outbox.put(message('a'));
    await outbox.sendNow(message('a'));
    await outbox.put(message('b'));
    const end = await outbox.sendNow(message('b'));
    assert.ok(end.kind === 'behind');
    assert.deepEqual([end.message.reason, await tries(), sent], ['RateLimitedError', 1, []]);
    await outbox.sendNow(message('b'), undefined, true);
    assert.deepEqual([await tries(), sent], [2, []]);
    failing.clear();
    assert.equal((await outbox.sendNow(message('b'), undefined, true)).kind, 'sent');
    assert.deepEqual(sent, ['a', 'b']);
  });

  it('leaves a refused message to the person, and sends those behind it', async () => {
    failing.set('a', new ForbiddenError(undefined, request));
    await outbox.put(message('a', 'jira', 'PAY-1'));
    await outbox.put(message('b', 'jira', 'PAY-1'));
    assert.deepEqual((await outbox.round()).nextAt, undefined);
    const [left] = await outbox.list();
    assert.deepEqual([sent, left?.state, left?.reason], [['b'], MessageState.refused, 'ForbiddenError']);
  });

  it('does not send what is being edited, and takes the edited one in its place', async () => {
    await outbox.put(message('a'));
    await outbox.put(message('b'));
    await outbox.hold(message('a'));
    await outbox.round();
    assert.deepEqual([sent, await names()], [['b'], ['a']]);
    await outbox.put({ ...message('a'), content: { text: 'edited' } });
    await outbox.round();
    assert.deepEqual([sent, await names()], [['b', 'a'], []]);
  });

  it('counts the time in which a lost write can come from the last that was lost', async () => {
    const lost = new UnconfirmedWriteError('edit', away(), 'mayStillCome');
    const doubtedAt = async () => (await outbox.list())[0]?.doubtedAt ?? 0;
    failing.set('a', lost);
    await outbox.put(message('a'));
    await outbox.sendNow(message('a'));
    const first = await doubtedAt();
    now += 60_000;
    await outbox.sendNow(message('a'));
    const second = await doubtedAt();
    assert.ok(second >= first + 60_000);
    // Nothing was written in this try.
    failing.set('a', new Error('not reported', { cause: new UnsettledReportError() }));
    now += 60_000;
    await outbox.sendNow(message('a'));
    assert.equal(await doubtedAt(), second);
  });

  it('puts a dropped message back as it was, in its place', async () => {
    failing.set('a', new ForbiddenError(undefined, request));
    for (const name of ['a', 'b', 'c']) await outbox.put(message(name));
    await outbox.hold(message('b'));
    await outbox.sendNow(message('a'));
    const before = await outbox.list();
    for (const each of before) await outbox.drop(each);
    assert.deepEqual(await names(), []);
    for (const each of before) assert.ok(await outbox.restore(each));
    assert.deepEqual(await outbox.list(), before);
    await outbox.round();
    assert.deepEqual([sent, await names()], [['c'], ['a', 'b']]);
  });

  it('touches nothing that another window has', async () => {
    await outbox.put(message('a'));
    held.add('outbox jira a');
    assert.deepEqual(
      [await outbox.put(message('a')), await outbox.drop(message('a')), (await outbox.sendNow(message('a'))).kind],
      [false, false, 'elsewhere'],
    );
    held.clear();
    assert.equal(await outbox.drop(message('a')), true);
    assert.deepEqual(await names(), []);
  });
});
