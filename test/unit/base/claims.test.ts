import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Claims } from '../../../src/base/claims.ts';

const ttlMs = 60_000;

describe('a claim over several windows', () => {
  let folder: string;
  let windows: Claims[];
  const window = () => {
    const claims = new Claims(folder);
    windows.push(claims);
    return claims;
  };
  /** Lets the time of all claims pass, as for windows of a suspended machine. */
  const expireAll = async () => {
    const past = new Date(Date.now() - 60_000);
    for (const name of await readdir(folder)) await utimes(join(folder, name), past, past);
  };

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'claims-')), 'claims');
    windows = [];
  });
  afterEach(async () => {
    await Promise.all(windows.map(each => each.dispose()));
    await rm(join(folder, '..'), { recursive: true });
  });

  it('fails where its folder is gone, or no longer a folder', async () => {
    const claims = window();
    await claims.note('x', ttlMs);
    await rm(folder, { recursive: true });
    await assert.rejects(claims.note('x', ttlMs), { code: 'ENOENT' });
    assert.equal(await claims.isNoted('x'), false);
    await writeFile(folder, '');
    await assert.rejects(claims.isNoted('x'), { code: 'ENOTDIR' });
  });

  it('is held by one window, and by one of many that try at once', async () => {
    const [a, b] = [window(), window()];
    assert.ok(await a.take('post x', { ttlMs }));
    assert.equal(await b.take('post x', { ttlMs }), undefined);
    assert.equal(await a.take('post x', { ttlMs }), undefined, 'nor twice by the same');
    assert.ok(await b.take('post y', { ttlMs }));
    const tries = await Promise.all(Array.from({ length: 12 }, (_, at) => window().take(`z${at % 2}`, { ttlMs })));
    assert.equal(tries.filter(Boolean).length, 2);
  });

  it('is free after it is released, and after its window is closed', async () => {
    const [a, b] = [window(), window()];
    await (await a.take('x', { ttlMs }))?.release();
    assert.ok(await b.take('x', { ttlMs }));
    await b.dispose();
    assert.ok(await a.take('x', { ttlMs }));
  });

  it('expires when its window does not renew it, and the other then keeps it', async () => {
    const [a, b] = [window(), window()];
    const mine = await a.take('x', { ttlMs });
    await expireAll();
    assert.equal(await mine?.isHeld(), false);
    const theirs = await b.take('x', { ttlMs });
    assert.ok(theirs);
    await mine?.release();
    assert.equal(await theirs.isHeld(), true, 'a late release frees nothing of others');
    assert.equal(await a.take('x', { ttlMs }), undefined);
  });

  it('is taken once by many that find it expired', async () => {
    await window().take('x', { ttlMs });
    for (let round = 0; round < 20; round++) {
      await expireAll();
      const tries = await Promise.all(Array.from({ length: 10 }, () => window().take('x', { ttlMs })));
      assert.equal(tries.filter(Boolean).length, 1, `round ${round}`);
    }
  });

  it('is renewed while its window lives, and tells when another has taken it', async () => {
    const [a, b] = [window(), window()];
    let lost = false;
    const mine = await a.take('x', { ttlMs: 300, onLost: () => (lost = true) });
    await expireAll();
    while (!(await mine?.isHeld())) await new Promise(done => setTimeout(done, 10));
    // It is renewed at any time, so also in between.
    do await expireAll();
    while (!(await b.take('x', { ttlMs })));
    while (!lost) await new Promise(done => setTimeout(done, 10));
    assert.equal(await mine?.isHeld(), false);
  });

  it('is waited for as long as asked, and taken when it is released', async () => {
    const [a, b] = [window(), window()];
    const mine = await a.take('x', { ttlMs });
    assert.equal(await b.takeSoon('x', { ttlMs, patienceMs: 20 }), undefined);
    const waiting = b.takeSoon('x', { ttlMs, patienceMs: 60_000 });
    await mine?.release();
    assert.ok(await waiting);
    const { signal } = new AbortController();
    assert.equal(await a.takeSoon('x', { ttlMs, patienceMs: 0, signal }), undefined);
    assert.equal(await a.takeSoon('y', { ttlMs, patienceMs: 60_000, signal: AbortSignal.abort() }), undefined);
  });

  it('is not held any more when its file is gone', async () => {
    const mine = await window().take('x', { ttlMs });
    for (const name of await readdir(folder)) await rm(join(folder, name));
    assert.equal(await mine?.isHeld(), false);
  });

  it('is left to the window that is removing it, unless that has died', async () => {
    const [a, b] = [window(), window()];
    // Each window removes what expired long ago when it begins.
    await (await b.take('y', { ttlMs }))?.release();
    await a.take('x', { ttlMs });
    await expireAll();
    const [name = ''] = await readdir(folder);
    const guard = join(folder, `${name}.guard`);
    await writeFile(guard, '');
    assert.equal(await b.take('x', { ttlMs }), undefined);
    await utimes(guard, new Date(0), new Date(0));
    assert.equal(await b.take('x', { ttlMs }), undefined, 'the guard is removed first');
    assert.ok(await b.take('x', { ttlMs }));
    assert.ok(!(await readdir(folder)).includes(`${name}.guard`));
  });

  it('can be noted once, by any window, until it expires', async () => {
    const [a, b] = [window(), window()];
    assert.equal(await a.note('told #7', ttlMs), true);
    assert.equal(await b.note('told #7', ttlMs), false);
    assert.equal(await b.note('told #8', ttlMs), true);
    await expireAll();
    assert.equal(await b.note('told #7', ttlMs), true);
    assert.ok(
      (await readdir(folder)).every(name => /^[0-9a-f]{40}$/.test(name)),
      'no name tells what it stands for',
    );
  });

  it('lasts for its whole lifetime, also where its file is older than a moment', async () => {
    const [a, b] = [window(), window()];
    const mine = await a.take('x', { ttlMs });
    await a.note('told #7', ttlMs);
    const { now } = Date;
    const later = async (milliseconds: number) => {
      Date.now = () => now() + milliseconds;
      try {
        return [await mine?.isHeld(), await b.isNoted('told #7')];
      } finally {
        Date.now = now;
      }
    };
    assert.deepEqual(await later(0), [true, true]);
    assert.deepEqual(await later(ttlMs - 1000), [true, true]);
    assert.deepEqual(await later(ttlMs + 3000), [false, false]);
    assert.equal(await b.isNoted('told #8'), false);
  });

  it('leaves no expired files behind', async () => {
    await window().note('told #7', ttlMs);
    await expireAll();
    await window().note('told #8', ttlMs);
    assert.equal((await readdir(folder)).length, 1);
  });
});
