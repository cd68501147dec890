import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { comparableText } from '../../../src/logs/comparison/comparableText.ts';
import { LogComparison, type LogSource } from '../../../src/logs/comparison/logComparison.ts';
import { Spool } from '../../../src/logs/index.ts';
import { assertLinear } from '../growth.ts';
import { fill, withFolder } from './folder.ts';

const never = new AbortController().signal;
const everything = Number.POSITIVE_INFINITY;
const numbered = (count: number, word = 'line') => Array.from({ length: count }, (_, at) => `${word} ${at} of many\n`);

/** Log that is whole on the disk. */
function whole(spool: Spool): LogSource {
  return { spool, isEnded: () => true, grown: async () => undefined };
}

async function withLogs(texts: readonly [string, string], work: (a: Spool, b: Spool) => Promise<void>): Promise<void> {
  await withFolder(async folder => {
    const spools = await Promise.all(['a', 'b'].map(name => Spool.create(join(folder, name))));
    const [a, b] = spools as [Spool, Spool];
    await fill(a, texts[0]);
    await fill(b, texts[1]);
    try {
      await work(a, b);
    } finally {
      await Promise.all([a.close(), b.close()]);
    }
  });
}

async function compare(first: string, second: string, numbers: readonly [number, number] = [11, 12]) {
  const comparison = new LogComparison(numbers);
  await withLogs([first, second], async (a, b) => {
    await comparison.advance([whole(a), whole(b)], everything, never, () => undefined);
  });
  return comparison.state;
}

const told = ({ differences }: Awaited<ReturnType<typeof compare>>) =>
  differences.map(({ first, second }) => [first, second].map(({ lines }) => lines.map(({ text }) => text)));

describe('two logs compared', () => {
  it('differ in nothing but what is another in each build', async () => {
    const first = `Started by user Dana
[2026-11-29T20:01:51.405Z] Running on linux-03 in /var/agent/workspace/api@2
Cloning into /tmp/xyz123
 > git checkout -f 4f1c2d9e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e # timeout=10
Commit message: "PAY-17 Refuse expired cards"
+ docker build -t api:11 .
20:01:52 Compiling 41 files on linux-03
BUILD SUCCESSFUL in 59s
http://127.0.0.1:41234/job/api/11/console of #11
Finished: SUCCESS
`;
    const second = `Started by timer

[2026-11-30T07:15:00.001Z] Running on linux-07 in /var/agent/workspace/api
Cloning into /tmp/abc9
 > git checkout -f a1b2c3d4e5f60718293a4b5c6d7e8f9012345678 # timeout=10
Commit message: "PAY-21 Log in"
+ docker build -t api:12 .
07:15:09 Compiling 41 files on linux-07
BUILD SUCCESSFUL in 1m 20s
http://127.0.0.1:50999/job/api/12/console of #12
Finished: FAILURE`;
    const state = await compare(first, second);
    assert.deepEqual(told(state), []);
    assert.deepEqual([state.isWhole, state.reordered], [true, 0]);
  });

  it('differ where a line says something else, with its number and the lines around', async () => {
    const [same, after] = [numbered(20), numbered(9, 'after')];
    const { differences } = await compare(
      [...same, 'region eu\n', ...after].join(''),
      ['\n', ...same, 'region us\n', 'slow\n', ...after].join(''),
    );
    assert.deepEqual(differences, [
      {
        before: [18, 19, 20].map(line => ({ line, text: `line ${line - 1} of many` })),
        first: { lines: [{ line: 20, text: 'region eu' }], count: 1, line: 20 },
        second: {
          lines: [
            { line: 21, text: 'region us' },
            { line: 22, text: 'slow' },
          ],
          count: 2,
          line: 21,
        },
        after: [23, 24, 25].map(line => ({ line, text: `after ${line - 23} of many` })),
      },
    ]);
  });

  it('differ in lines that only one of them has, in the middle and at the end', async () => {
    const state = await compare(
      [...numbered(5), 'cached\n', ...numbered(5, 'more'), 'bye\n'].join(''),
      [...numbered(5), ...numbered(5, 'more')].join(''),
    );
    assert.deepEqual(told(state), [
      [['cached'], []],
      [['bye'], []],
    ]);
    assert.equal(state.differences[0]?.second.line, 5, 'where it is missing');
    assert.equal(state.isWhole, true);
  });

  it('do not differ in the order of lines that come side by side', async () => {
    const [same, more] = [numbered(5), numbered(5, 'more')];
    const state = await compare(
      [...same, 'linux a\n', 'mac a\n', 'linux b\n', 'mac b\n', ...more].join(''),
      [...same, 'mac a\n', 'mac b\n', 'linux a\n', 'linux b\n', ...more].join(''),
    );
    assert.deepEqual([told(state), state.reordered], [[], 1]);
  });

  it('take a count that happens to be the number of one build for what it is', async () => {
    assert.deepEqual(told(await compare('11 tests\n', '12 tests\n')), [[['11 tests'], ['12 tests']]]);
    assert.deepEqual(told(await compare('12 tests, 11=x\n', '12 tests, 11=x\n')), []);
  });

  it('are compared up to ten differences', async () => {
    const text = (word: string) =>
      numbered(60)
        .map((line, at) => (at % 5 === 0 ? `${word}${line}` : line))
        .join('');
    const state = await compare(text('a'), text('b'));
    assert.deepEqual([state.differences.length, state.isFull, state.isWhole], [10, true, false]);
  });

  it('are apart where nothing is the same any more', async () => {
    const state = await compare(
      [...numbered(10), ...numbered(9000, 'x')].join(''),
      [...numbered(10), ...numbered(9000, 'y')].join(''),
    );
    assert.deepEqual([state.differences.length, state.isApart, state.isWhole], [1, true, false]);
    assert.equal(state.differences[0]?.before.length, 3);
  });

  it('pause behind a limit, and go on', async () => {
    const same = numbered(40_000).join('');
    await withLogs([`${same}one\n`, `${same}other\n`], async (a, b) => {
      const comparison = new LogComparison([1, 2]);
      const logs = [whole(a), whole(b)] as const;
      await comparison.advance(logs, 300_000, never, () => undefined);
      const { bytes, lines, differences, isWhole } = comparison.state;
      assert.ok(bytes[0] >= 300_000 && bytes[0] < 600_000 && lines[0] > 10_000, `${bytes} ${lines}`);
      assert.deepEqual([differences, isWhole], [[], false]);
      await comparison.advance(logs, everything, never, () => undefined);
      assert.deepEqual(told(comparison.state), [[['one'], ['other']]]);
    });
  });

  it('are compared while they grow, and a difference is told before it is known where it ends', async () => {
    await withLogs([numbered(3).join(''), 'line 0 of many\n'], async (a, b) => {
      let isEnded = false;
      const waiting: (() => void)[] = [];
      const grows = (spool: Spool): LogSource => ({
        spool,
        isEnded: () => isEnded,
        grown: bytes =>
          isEnded || spool.written > bytes ? Promise.resolve() : new Promise(resolve => waiting.push(resolve)),
      });
      const comparison = new LogComparison([1, 2]);
      const reports: number[] = [];
      const asked = Promise.withResolvers<void>();
      const done = comparison.advance([grows(a), grows(b)], everything, never, () => {
        reports.push(comparison.state.differences.length);
        asked.resolve();
      });
      await asked.promise;
      await fill(b, 'something else\n');
      for (const resolve of waiting.splice(0)) resolve();
      while (!reports.includes(1)) await new Promise(resolve => setImmediate(resolve));
      assert.equal(comparison.isDone, false);
      await fill(b, 'line 2 of many');
      isEnded = true;
      for (const resolve of waiting.splice(0)) resolve();
      await done;
      assert.deepEqual(told(comparison.state), [[['line 1 of many'], ['something else']]]);
      assert.equal(comparison.state.isWhole, true);
    });
  });

  it('are no longer compared when that is aborted', async () => {
    await withLogs(['a\n', 'a\n'], async (a, b) => {
      const abort = new AbortController();
      const waits = (spool: Spool): LogSource => ({
        ...{ spool, isEnded: () => false },
        grown: (_, signal) =>
          new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      });
      const done = new LogComparison([1, 2]).advance([waits(a), waits(b)], everything, abort.signal, () =>
        abort.abort(),
      );
      await assert.rejects(done);
    });
  });

  it('keep a line of megabytes as its beginning', async () => {
    const state = await compare(`${'x'.repeat(3_000_000)}\na\n`, `${'x'.repeat(3_000_001)}\nb\n`);
    assert.deepEqual(told(state), [[['a'], ['b']]]);
  });
});

describe('a line that is compared', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['took 3 s', 'took 1 min 20 s'],
    ['Total time:  45.221 s', 'Total time:  01:20 min'],
    ['at Sun Nov 29 23:39:08 UTC 2026', 'at Mon Nov 30 01:02:03 UTC 2026'],
    ['2026-11-29 23:39:08,123 INFO x', '2027-01-02 00:00:00,001 INFO x'],
    ['id 6f9619ff-8b86-d011-b42d-00c04fc964ff.', 'id 00000000-8b86-d011-b42d-00c04fc964ff.'],
    ['sha256:9f86d081884c7d65', 'sha256:1b4f0e9851971998'],
    ['sh /ws/api@tmp/durable-1a2b3c4d/script.sh', 'sh /ws/api@2@tmp/durable-99b8c7d6/script.sh'],
    ['listening on localhost:41234', 'listening on localhost:5000'],
    ['Downloaded: x (1.2 kB at 34 kB/s)', 'Downloaded: x (1.2 kB at 5.1 MB/s)'],
    ['java.lang.Object@1b6d3586', 'java.lang.Object@4554617c'],
  ];
  for (const [one, other] of cases) {
    it(`is the same: ${one}`, () => assert.equal(comparableText(one), comparableText(other)));
  }

  const different: readonly (readonly [string, string])[] = [
    ['Card.java:12: error', 'Card.java:13: error'],
    ['file.c:10:22: error', 'file.c:10:23: error'],
    ['-Xmx512m', '-Xmx256m'],
    ['311 tests passed', '310 tests passed'],
    ['lodash 4.17.20', 'lodash 4.17.21'],
    ['exit code 1', 'exit code 2'],
    ['defaced', 'decade'],
  ];
  for (const [one, other] of different) {
    it(`is another: ${one}`, () => assert.notEqual(comparableText(one), comparableText(other)));
  }

  const hostile = [
    '1',
    'a1',
    '/tmp/',
    '/a@',
    '1:',
    '#1',
    'Jan 1 ',
    '://a',
    '1.1.',
    'abc ',
    '‹duration› ',
    'build 1',
    '20',
    '1 h 1 m ',
  ];
  for (const text of hostile) {
    it(`is read in linear time: ${text}`, () =>
      assertLinear(
        text,
        size => Array(size / 100).fill(text.repeat(4000 / text.length)),
        lines => lines.map(comparableText),
        20_000,
      ));
  }
});
