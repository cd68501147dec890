import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { liesIn } from '../../../src/base/liesIn.ts';

describe('a file', () => {
  it('lies in a folder when all links on the way are followed', async () => {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'lies-in-')));
    const at = (...parts: string[]) => join(root, ...parts);
    try {
      for (const folder of ['..src', 'src..']) await mkdir(at('workspace', folder), { recursive: true });
      await mkdir(at('workspace-2'));
      const sources = ['workspace/..src/a.c', 'workspace/src../f.c', 'workspace/b.c', 'workspace-2/c.c'];
      for (const file of sources) await writeFile(at(file), '');
      await symlink(at('workspace'), at('link'));
      await symlink(at('workspace-2'), at('workspace', 'out'));
      await symlink(at('workspace-2', 'c.c'), at('workspace', 'd.c'));
      await symlink(at('workspace', 'b.c'), at('workspace', 'e.c'));
      const lies = (file: string, folder = 'workspace') => liesIn(at(folder), at(folder, file));
      for (const file of ['..src/a.c', 'src../f.c', 'b.c', 'e.c']) {
        assert.equal(await lies(file), true, file);
        assert.equal(await lies(file, 'link'), true, file);
      }
      for (const file of ['out/c.c', 'd.c', '../workspace-2/c.c', '..']) assert.equal(await lies(file), false, file);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
