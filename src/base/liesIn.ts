import { realpath } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';

/** Whether a file is in a folder, or deeper, when all links on the way to both are followed. */
export async function liesIn(folder: string, file: string): Promise<boolean> {
  const [outer, inner] = await Promise.all([realpath(folder), realpath(file)]);
  const way = relative(outer, inner);
  return !isAbsolute(way) && !/^\.\.(?:[\\/]|$)/.test(way);
}
