import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { Claims } from '../../../src/base/claims.ts';
import { type LiveLog, type LogKey, LogStore, NoRoomError } from '../../../src/logs/index.ts';
import { fill, withFolder } from './folder.ts';

const facts = { startedAt: 1000, name: '#1', result: 'SUCCESS' };
const megabyte = 1024 * 1024;

function key(number: number, more: Partial<LogKey> = {}): LogKey {
  return { connection: 'one', server: 'https://ci.example.com', job: 'team/api/main', number, ...more };
}

const claims = new Claims(mkdtempSync(join(tmpdir(), 'jj-claims-')));
after(() => claims.dispose());

function storeIn(folder: string, limitBytes = 1000 * megabyte): LogStore {
  return new LogStore(folder, { limitBytes: () => limitBytes, claims });
}

async function finished(store: LogStore, of: LogKey, text: string): Promise<void> {
  const live = await store.begin(of, facts.startedAt);
  await fill(live.spool, text);
  await store.finish(live, facts);
  await store.close(of, live.spool);
}

async function textOf(store: LogStore, of: LogKey): Promise<string | undefined> {
  const kept = await store.openKept(of);
  if (!kept) return undefined;
  const text = (await kept.spool.read(0, kept.spool.size)).toString();
  await store.close(of, kept.spool);
  return text;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const found = statSync(join(folder, name));
    return sum + (found.isFile() && /\.(log|part)$/.test(name) ? found.size : 0);
  }, 0);
}

/** As if it had been looked at that many hours ago. */
function age(folder: string, hours: number, pattern: RegExp): void {
  const then = Date.now() / 1000 - hours * 3600;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (pattern.test(name)) utimesSync(join(folder, name), then, then);
}

describe('the store of logs', () => {
  it('keeps finished logs for all windows, now and later, with their facts', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder);
      await finished(store, key(1), 'one\ntwo\n');
      for (const each of [store, storeIn(folder)]) {
        const kept = await each.openKept(key(1));
        assert.deepEqual(kept?.facts, facts);
        assert.equal(kept?.spool.index.lines, 2);
        await kept?.spool.close();
        assert.equal(await textOf(each, key(1)), 'one\ntwo\n');
      }
    });
  });

  it('lets nobody else on the machine read a log, its facts or its index', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder);
      await finished(store, key(1), 'one\n');
      const live = await store.begin(key(2), 1000);
      await fill(live.spool, 'two\n');
      const left = await store.begin(key(3), 1000);
      await fill(left.spool, 'three\n');
      store.release(left, 1000, {});
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      assert.equal(names.filter(name => /\.(json|idx|log|part)$/.test(name)).length, 6, names.join());
      for (const name of names) assert.equal(statSync(join(folder, name)).mode & 0o077, 0, name);
      await Promise.all([live.spool.close(), left.spool.close()]);
    });
  });

  it('takes no log for another one', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder);
      await finished(store, key(1), 'one\n');
      for (const other of [key(2), key(1, { job: 'x' }), key(1, { server: 'https://x' }), key(1, { connection: 'x' })])
        assert.equal(await store.openKept(other), undefined);
    });
  });

  it('shows nobody a log that is not whole', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder);
      const live = await store.begin(key(1), 1000);
      await fill(live.spool, 'half\n');
      assert.equal(await store.openKept(key(1)), undefined);
      await store.finish(live, facts);
      await live.spool.close();
      // As after a crash between two steps, or a disk that was full.
      const [log] = readdirSync(join(folder, readdirSync(folder)[0] ?? '')).filter(name => name.endsWith('.log'));
      writeFileSync(join(folder, readdirSync(folder)[0] ?? '', log ?? ''), 'hal');
      assert.equal(await store.openKept(key(1)), undefined);
    });
  });

  it('lets two windows follow the same build without touching each other’s files', async () => {
    await withFolder(async folder => {
      const [one, other] = [storeIn(folder), storeIn(folder)];
      const first = await one.begin(key(1), 1000);
      const second = await other.begin(key(1), 1000);
      assert.notEqual(first.spool.file, second.spool.file);
      await Promise.all([fill(first.spool, 'same\n'.repeat(1000), 7), fill(second.spool, 'same\n'.repeat(1000), 11)]);
      await Promise.all([one.finish(first, facts), other.finish(second, facts)]);
      for (const { spool } of [first, second]) {
        assert.equal((await spool.read(0, 9)).toString(), 'same\nsame');
        await spool.close();
      }
      assert.equal(await textOf(one, key(1)), 'same\n'.repeat(1000));
      assert.equal(readdirSync(folder, { recursive: true }).length, 4, 'a folder with one log');
    });
  });

  it('hands a log that is followed over to the next window, once', async () => {
    await withFolder(async folder => {
      const closing = storeIn(folder);
      const live = await closing.begin(key(1), 1000);
      void live.spool.append(Buffer.from('told\n'));
      void live.spool.append(Buffer.from('just now\n'));
      closing.release(live, 1000, { reached: 14 });
      const next = storeIn(folder);
      const other = await next.begin(key(2), 1000);
      assert.equal(other.position, undefined, 'another build');
      const [a, b] = await Promise.all([next.begin(key(1), 1000), storeIn(folder).begin(key(1), 1000)]);
      const taken = [a, b].filter(each => each.position !== undefined);
      assert.equal(taken.length, 1);
      assert.deepEqual(taken[0]?.position, { reached: 14 });
      assert.equal((await taken[0]?.spool.read(0, 100))?.toString(), 'told\njust now\n');
      assert.equal(taken[0]?.spool.index.lines, 2);
      for (const { spool } of [live, other, a, b]) await spool.close();
    });
  });

  it('hands nothing over of another build of the same number', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder);
      const live = await store.begin(key(1), 1000);
      await fill(live.spool, 'old\n');
      store.release(live, 1000, {});
      const next = await store.begin(key(1), 2000);
      assert.equal(next.position, undefined);
      assert.equal(next.spool.size, 0);
      for (const { spool } of [live, next]) await spool.close();
    });
  });

  it('takes no more than its limit: what was not looked at for longest goes first', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder, 10 * megabyte);
      const text = 'x'.repeat(3 * megabyte);
      for (const [number, hours] of [
        [1, 3],
        [2, 2],
        [3, 1],
      ] as const) {
        await finished(store, key(number), text);
        age(folder, hours, /./);
        for (const earlier of [1, 2].filter(each => each < number)) await textOf(store, key(earlier));
      }
      // The second was looked at last: looking counts.
      age(folder, 3, /./);
      await textOf(store, key(2));
      await finished(store, key(4), text);
      assert.ok(sizeOf(folder) <= 10 * megabyte);
      assert.equal((await textOf(store, key(2)))?.length, text.length);
      assert.equal((await textOf(store, key(4)))?.length, text.length);
    });
  });

  it('drops no log that somebody here looks at', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder, 5 * megabyte);
      await finished(store, key(1), 'y'.repeat(3 * megabyte));
      const kept = await store.openKept(key(1));
      await finished(store, key(2), 'z'.repeat(3 * megabyte));
      assert.equal((await kept?.spool.read(0, 3))?.toString(), 'yyy');
      assert.equal((await textOf(store, key(1)))?.length, 3 * megabyte);
      await kept?.spool.close();
    });
  });

  it('lets a growing log push out others, and stops one that is larger than all may be', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder, 40 * megabyte);
      await finished(store, key(1), 'a'.repeat(15 * megabyte));
      const live: LiveLog = await store.begin(key(2), 1000);
      const piece = 'b'.repeat(megabyte);
      const grow = async () => {
        await store.makeRoom(live, piece.length);
        await fill(live.spool, piece);
      };
      for (let count = 0; count < 38; count++) await grow();
      assert.equal(await store.openKept(key(1)), undefined);
      await assert.rejects(async () => {
        for (;;) await grow();
      }, NoRoomError);
      assert.ok(sizeOf(folder) <= 40 * megabyte);
      await live.spool.close();
    });
  });

  it('takes no more than its limit while five logs grow', async () => {
    await withFolder(async folder => {
      const limit = 10 * megabyte;
      const store = storeIn(folder, limit);
      const lives = await Promise.all([1, 2, 3, 4, 5].map(number => store.begin(key(number), 1000)));
      const piece = 'b'.repeat(200_000);
      let stopped = 0;
      const grow = async (live: LiveLog) => {
        for (let count = 0; count < 40; count++) {
          await store.makeRoom(live, piece.length);
          await fill(live.spool, piece);
          assert.ok(sizeOf(folder) <= limit * 1.2, `${sizeOf(folder)} bytes`);
        }
      };
      const growing = lives.map(live =>
        grow(live).catch(error => {
          assert.ok(error instanceof NoRoomError, String(error));
          stopped++;
        }),
      );
      await Promise.all(growing);
      assert.equal(stopped, 5);
      await Promise.all(lives.map(live => store.discard(live)));
      assert.equal(sizeOf(folder), 0);
    });
  });

  it('removes all of a connection, and on sweeping all of connections that are gone', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder);
      for (const connection of ['one', 'two', 'three']) await finished(store, key(1, { connection }), 'text\n');
      await store.removeConnection('one');
      assert.equal(await store.openKept(key(1)), undefined);
      await store.sweep(['three']);
      assert.equal(await store.openKept(key(1, { connection: 'two' })), undefined);
      assert.equal(await textOf(store, key(1, { connection: 'three' })), 'text\n');
      assert.equal(readdirSync(folder).length, 1);
    });
  });

  it('sweeps away what a crashed window left, and nothing of one that runs', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder);
      const live = await store.begin(key(1), 1000);
      await fill(live.spool, 'running\n');
      const dead = live.spool.file.replace('.live.', '.live.dead');
      writeFileSync(dead, 'of a window that crashed');
      age(folder, 2, /./);
      await store.sweep(['one']);
      assert.equal(readFileSync(live.spool.file, 'utf8'), 'running\n');
      assert.throws(() => statSync(dead), /ENOENT/);
      await live.spool.close();
    });
  });

  it('gives up a log that nobody wants any more', async () => {
    await withFolder(async folder => {
      const store = storeIn(folder);
      const live = await store.begin(key(1), 1000);
      await store.discard(live);
      assert.deepEqual(readdirSync(join(folder, readdirSync(folder)[0] ?? '')), []);
    });
  });
});
