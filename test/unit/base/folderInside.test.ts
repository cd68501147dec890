import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createFolderInside } from '../../../src/base/folderInside.ts';
import { PartFile } from '../../../src/base/partFile.ts';

describe('a folder below another', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'inside-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('is created with those on the way, also where some are there', async () => {
    const [inside, below] = [join(root, 'new'), join(root, 'new/a/b')];
    assert.equal(await createFolderInside(inside, below), true);
    assert.equal(await createFolderInside(inside, below), true);
    assert.equal(await createFolderInside(inside, inside), true);
    assert.deepEqual(await readdir(root, { recursive: true }), ['new', 'new/a', 'new/a/b']);
  });

  it('is not created through a symlink that leads out, but through one that stays', async () => {
    const inside = join(root, 'in');
    await createFolderInside(inside, join(inside, 'real'));
    await symlink(root, join(inside, 'out'));
    await symlink(join(inside, 'real'), join(inside, 'link'));
    assert.equal(await createFolderInside(inside, join(inside, 'out/new')), false);
    assert.equal(await createFolderInside(inside, join(inside, 'link/new')), true);
    assert.deepEqual((await readdir(root)).sort(), ['in']);
  });

  it('is not created where a file is in the way', async () => {
    await writeFile(join(root, 'file'), '');
    await assert.rejects(createFolderInside(root, join(root, 'file/below')), { code: 'ENOTDIR' });
  });

  it('has no unfinished files where it is a file', async () => {
    await writeFile(join(root, 'file'), '');
    await assert.rejects(new PartFile(join(root, 'file/target'), 'source').size(), { code: 'ENOTDIR' });
  });
});
