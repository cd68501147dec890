import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asNumber, asObject, asString, isObject, type JsonObject, parseJson } from './json.ts';

/** Name of a draft: the id of its connection, and its name there. */
export interface DraftName {
  readonly connection: string;
  readonly name: string;
}

/** Text that was not sent yet, with the values that belong to it. */
export interface Draft extends DraftName {
  readonly text: string;
  readonly details: JsonObject;
  /** Whether its values could be read; else there are none. */
  readonly isWhole: boolean;
  /** Time of the first write, in milliseconds since 1970. */
  readonly since: number;
  /** Time of the last write, in milliseconds since 1970. */
  readonly mtime: number;
}

/** Names that are files' names as they are on every file system. */
const plainName = /^[A-Z][A-Z0-9_]*-\d+(~\d+)?$/;

const digestName = /^[A-Za-z0-9-]{0,60}\.[0-9a-f]{24}$/;

const endings = { text: '.txt', details: '.json' } as const;

/** Only the owner may read what a person wrote. */
const ownerOnly = { folder: 0o700, file: 0o600 } as const;

/**
 * Drafts as files: a folder for each connection, two files for each draft. They outlive reloads, crashes and windows,
 * and are readable by their owner only.
 */
export class DraftFolder {
  private readonly folder: string;

  /** @param folder made when it is missing */
  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Reads a draft.
   * @returns undefined when there is none
   * @throws when its text is there but cannot be read
   */
  async read(name: DraftName): Promise<Draft | undefined> {
    return this.readAt(name.connection, this.pathOf(name), name.name);
  }

  /** Writes a draft; its values come before its text, which is never without them. */
  async write(name: DraftName, text: string, details: JsonObject): Promise<void> {
    const path = this.pathOf(name);
    const before = await ifThere(this.read(name));
    const since = before?.since ?? Date.now();
    await mkdir(join(this.folder, folderNameOf(name.connection)), { recursive: true, mode: ownerOnly.folder });
    await replace(path + endings.details, JSON.stringify({ ...details, name: name.name, since }));
    // Editors take a file that was written again for another's.
    if (before?.text !== text) await replace(path + endings.text, text);
  }

  async remove(name: DraftName): Promise<void> {
    const path = this.pathOf(name);
    await rm(path + endings.text, { force: true });
    await rm(path + endings.details, { force: true });
  }

  /** Removes all drafts of a connection. */
  async removeAllOf(connection: string): Promise<void> {
    await rm(join(this.folder, folderNameOf(connection)), { recursive: true, force: true });
  }

  /** Removes drafts that nobody has written to since then. */
  async removeBefore(time: number): Promise<void> {
    for (const draft of await this.list()) if (draft.mtime < time) await this.remove(draft);
  }

  /** Lists all drafts that can be read. */
  async list(): Promise<Draft[]> {
    const found: Draft[] = [];
    const entries = (await unlessMissing(readdir(this.folder, { withFileTypes: true }))) ?? [];
    for (const entry of entries) {
      const { name: folder } = entry;
      const connection = connectionOf(folder);
      // Operating systems leave files of their own in any folder.
      if (connection === undefined || !entry.isDirectory()) continue;
      for (const file of await namesIn(join(this.folder, folder))) {
        if (!file.endsWith(endings.text)) continue;
        const path = join(this.folder, folder, file.slice(0, -endings.text.length));
        const draft = await ifThere(this.readAt(connection, path, file.slice(0, -endings.text.length)));
        if (draft) found.push(draft);
      }
    }
    return found;
  }

  private async readAt(connection: string, path: string, name: string): Promise<Draft | undefined> {
    const text = await unlessMissing(readFile(path + endings.text, 'utf8'));
    if (text === undefined) return undefined;
    const { mtimeMs } = await stat(path + endings.text);
    const json = parseJson((await unlessMissing(readFile(path + endings.details, 'utf8'))) ?? '{}');
    const { since, name: full, ...details } = asObject(json);
    const mtime = Math.round(mtimeMs);
    return {
      ...{ connection, name: asString(full) ?? name, text, details, isWhole: isObject(json) },
      ...{ since: asNumber(since) ?? mtime, mtime },
    };
  }

  private pathOf({ connection, name }: DraftName): string {
    return join(this.folder, folderNameOf(connection), fileNameOf(name));
  }
}

/** Encoded, so that no name leaves the folder. */
function folderNameOf(connection: string): string {
  return encodeURIComponent(connection).replaceAll('.', '%2E');
}

/** @returns undefined for a folder of others, such as an operating system's */
function connectionOf(folder: string): string | undefined {
  try {
    return decodeURIComponent(folder);
  } catch {
    return undefined;
  }
}

/** File systems ignore case, and limit lengths: names that are not plain have a digest. */
function fileNameOf(name: string): string {
  // The name of a draft whose values were lost is its file's.
  if (plainName.test(name) || digestName.test(name)) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 24);
  const readable = name.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60);
  return `${readable}.${digest}`;
}

/** Replaces a file at once, so that no reader ever sees a half of it. */
async function replace(path: string, content: string): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  await writeFile(part, content, { mode: ownerOnly.file, flush: true });
  await rename(part, path);
}

async function namesIn(folder: string): Promise<string[]> {
  return (await unlessMissing(readdir(folder))) ?? [];
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A draft that cannot be read is left where it is. */
async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch {
    return undefined;
  }
}
