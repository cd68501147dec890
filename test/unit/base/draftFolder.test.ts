import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DraftFolder } from '../../../src/base/draftFolder.ts';

describe('drafts on the disk', () => {
  let root: string;
  let drafts: DraftFolder;
  const name = { connection: 'jira', name: 'PAY-431' };
  const files = async () =>
    (await readdir(root, { recursive: true, withFileTypes: true })).filter(each => each.isFile());

  beforeEach(async () => {
    root = join(await mkdtemp(join(tmpdir(), 'drafts-')), 'drafts');
    drafts = new DraftFolder(root);
  });
  afterEach(() => rm(join(root, '..'), { recursive: true }));

  it('come back with their values, and since when they are there', async () => {
    const began = Date.now();
    await drafts.write(name, 'čau ✓', { visibility: { type: 'role', value: 'Developers' } });
    const first = await drafts.read(name);
    assert.equal(first?.text, 'čau ✓');
    assert.deepEqual(first?.details, { visibility: { type: 'role', value: 'Developers' } });
    assert.ok(first && first.since >= began && first.since <= Date.now());
    await drafts.write(name, 'more', {});
    assert.equal((await drafts.read(name))?.since, first?.since, 'it is the same draft still');
  });

  it('are readable by their owner alone, and leave no parts behind', async () => {
    await drafts.write(name, 'text', {});
    const all = await files();
    assert.equal(all.length, 2);
    for (const { parentPath, name: file } of all) {
      assert.equal((await stat(join(parentPath, file))).mode & 0o077, 0, file);
      assert.equal((await stat(parentPath)).mode & 0o077, 0, parentPath);
    }
  });

  it('keep to their folder and apart from each other, whatever they are called', async () => {
    const names = [
      '../../x',
      '../PAY-1',
      'PAY-1/../../x',
      '..',
      'a/b',
      'A/B',
      'a b',
      'A b',
      'con',
      'x'.repeat(400),
      '',
      'PAY-1',
      'pay-1',
    ];
    const connections = ['..', '../y', 'a/b', 'Jira'];
    for (const connection of connections)
      for (const each of names) await drafts.write({ connection, name: each }, `${connection} ${each}`, {});
    for (const connection of connections)
      for (const each of names)
        assert.equal((await drafts.read({ connection, name: each }))?.text, `${connection} ${each}`);
    assert.equal((await drafts.list()).length, connections.length * names.length);
    assert.deepEqual(await readdir(join(root, '..')), ['drafts']);
  });

  it('tell when their values cannot be read, for these can say who may see the text', async () => {
    await drafts.write(name, 'text', { visibility: { type: 'role', value: 'Developers' } });
    const [details] = (await files()).filter(({ name: file }) => file.endsWith('.json'));
    await writeFile(join(details?.parentPath ?? '', details?.name ?? ''), '{"visibility":{"type":"role","val');
    const draft = await drafts.read(name);
    assert.deepEqual([draft?.text, draft?.isWhole, draft?.details], ['text', false, {}]);
  });

  it('go alone, with their connection, and after a time', async () => {
    const other = { connection: 'jenkins', name: 'configuration hello' };
    for (const each of [name, { ...name, name: 'PAY-2' }, other]) await drafts.write(each, 'text', {});
    await drafts.remove(name);
    assert.equal(await drafts.read(name), undefined);
    await drafts.removeAllOf('jira');
    assert.deepEqual(
      (await drafts.list()).map(({ connection }) => connection),
      ['jenkins'],
    );
    const old = new Date(Date.now() - 100_000);
    for (const { parentPath, name: file } of await files()) await utimes(join(parentPath, file), old, old);
    await drafts.removeBefore(Date.now() - 200_000);
    assert.equal((await drafts.list()).length, 1);
    await drafts.removeBefore(Date.now() - 50_000);
    assert.deepEqual(await files(), []);
  });

  it('are listed beside what an operating system leaves in their folder', async () => {
    await drafts.write(name, 'text', {});
    await writeFile(join(root, '.DS_Store'), '');
    await mkdir(join(root, '100%'));
    assert.deepEqual(
      (await drafts.list()).map(({ text }) => text),
      ['text'],
    );
  });

  it('go in time also when their values were lost', async () => {
    await drafts.write({ connection: 'jira', name: 'a name with blanks' }, 'text', {});
    for (const { parentPath, name: file } of await files())
      if (file.endsWith('.json')) await writeFile(join(parentPath, file), '{');
    await drafts.removeBefore(Date.now() + 1_000);
    assert.deepEqual(await files(), []);
  });

  it('are none where there is no folder yet', async () => {
    assert.deepEqual(await drafts.list(), []);
    await drafts.remove(name);
    await drafts.removeAllOf('jira');
  });

  it('are whole without details, and fail where their folder is none', async () => {
    await drafts.write(name, 'text', {});
    for (const { parentPath, name: file } of await files()) {
      if (!file.endsWith('.json')) continue;
      await rm(join(parentPath, file));
      const draft = await drafts.read(name);
      assert.deepEqual([draft?.text, draft?.details, draft?.isWhole], ['text', {}, true]);
      await writeFile(join(parentPath, file), '{');
      assert.equal((await drafts.read(name))?.isWhole, false);
    }
    await rm(root, { recursive: true });
    await writeFile(root, '');
    await assert.rejects(drafts.list(), { code: 'ENOTDIR' });
  });
});
