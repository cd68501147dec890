import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseJson } from './json.ts';
import { PartFileChangedError } from './partFileChangedError.ts';

/** Characters of the target's name in the part file's, which with its hash must stay below 255 bytes. */
const maxName = 40;

/**
 * Unfinished file beside its target, with a metadata file. The same source and target always have the same part file.
 * Follows no symlink: a part that is none of our plain files counts as absent, and is replaced.
 */
export class PartFile {
  readonly path: string;
  private readonly metadataPath: string;
  private readonly target: string;

  /** @param source identifies the content, such as its address */
  constructor(target: string, source: string) {
    const name = basename(target);
    const hash = createHash('sha256').update(`${name}\n${source}`).digest('hex').slice(0, 16);
    this.target = target;
    this.path = join(dirname(target), `.${[...name].slice(0, maxName).join('')}.${hash}.jenkins-jira-part`);
    this.metadataPath = `${this.path}-of`;
  }

  /** Bytes that are there, 0 where there is no part file. */
  async size(): Promise<number> {
    return (await plainSize(this.path)) ?? 0;
  }

  /** JSON that {@link begin} was called with; undefined where it cannot be read. */
  async metadata(): Promise<unknown> {
    if ((await plainSize(this.metadataPath)) === undefined) return undefined;
    const text = await readFile(this.metadataPath, { encoding: 'utf8', flag: constants.O_RDONLY | noFollow });
    return parseJson(text);
  }

  /** Opens an empty part file in place of the old one. */
  async begin(metadata: object): Promise<FileHandle> {
    // In this order, so that metadata never stands beside the bytes of another version.
    await this.remove();
    await writeFile(this.metadataPath, JSON.stringify(metadata), { flag: 'wx' });
    return open(this.path, 'wx');
  }

  /** Opens the part file that is there, to be written at any position. */
  resume(): Promise<FileHandle> {
    return open(this.path, constants.O_WRONLY | noFollow);
  }

  /**
   * Makes it the target. A symlink there is replaced, not followed.
   * @param size bytes that were written
   * @throws PartFileChangedError
   */
  async finish(size: number): Promise<void> {
    if ((await plainSize(this.path)) !== size) throw new PartFileChangedError(this.path);
    await rename(this.path, this.target);
    await rm(this.metadataPath, { force: true });
  }

  async remove(): Promise<void> {
    await rm(this.metadataPath, { force: true });
    await rm(this.path, { force: true });
  }
}

/** Undefined on Windows, where it adds nothing to the other flags. */
const noFollow = constants.O_NOFOLLOW;

/** Size of a plain file; undefined for an absent one, a symlink, and a file that has other names too. */
async function plainSize(path: string): Promise<number | undefined> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return found?.isFile() && found.nlink <= 1 ? found.size : undefined;
}
