import { mkdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/**
 * Creates a folder below another.
 * @param root is created too, and may itself be a symlink
 * @returns false, with nothing created outside, when a symlink on the way leads out of `root`
 */
export async function createFolderInside(root: string, folder: string): Promise<boolean> {
  await mkdir(root, { recursive: true });
  const realRoot = await realpath(root);
  let path = root;
  for (const part of relative(root, folder).split(sep)) {
    path = join(path, part);
    await mkdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const below = relative(realRoot, await realpath(path));
    if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) return false;
  }
  return true;
}
