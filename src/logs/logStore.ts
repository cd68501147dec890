import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Claim, Claims } from '../base/claims.ts';
import { asNumber } from '../base/json.ts';
import { factsText, type LogFacts, type LogKey, parse, readFacts } from './keptLog.ts';
import { Spool } from './spool.ts';

/** A log does not fit within the limit of all logs. */
export class NoRoomError extends Error {
  readonly limitBytes: number;
  constructor(limitBytes: number) {
    super(`no room for the log within ${limitBytes} bytes`);
    this.name = 'NoRoomError';
    this.limitBytes = limitBytes;
  }
}

export interface LogStoreOptions {
  /** Limit of all logs together, in bytes. */
  readonly limitBytes: () => number;
  /** Claims of all windows: a window claims the file of a log that it follows. */
  readonly claims: Claims;
}

/** A finished log. */
export interface KeptLog {
  readonly spool: Spool;
  readonly facts: LogFacts;
}

/** A log that is followed. */
export interface LiveLog {
  readonly spool: Spool;
  readonly key: LogKey;
  /** Position of the follower that wrote the text; undefined at the beginning. */
  readonly position: unknown;
  /** Of its file. */
  readonly claim: Claim | undefined;
}

/** Bytes that a growing log reserves at a time: little enough that several at once stay within the limit. */
const stepBytes = 16 * 1024 * 1024;
const leastStepBytes = 256 * 1024;
const stepsInLimit = 32;
/** A claim outlasts the death of its window by this, in milliseconds. */
const ttlMs = 60_000;
/** Age at which files that no window claims count as left by one that died. */
const orphanMs = 10 * 60_000;

/**
 * Files of logs on the disk, a folder for each connection. A log that is followed has a file of its own, which no other
 * window touches; when it is finished it becomes the file that all windows read. All together take at most the limit:
 * the least recently used go first.
 */
export class LogStore {
  private readonly folder: string;
  private readonly limitBytes: () => number;
  private readonly claims: Claims;
  private readonly inUse = new Set<string>();
  private making: Promise<unknown> = Promise.resolve();

  constructor(folder: string, { limitBytes, claims }: LogStoreOptions) {
    this.claims = claims;
    this.folder = folder;
    this.limitBytes = limitBytes;
  }

  /** Opens a stored finished log; undefined when there is none. */
  async openKept(key: LogKey): Promise<KeptLog | undefined> {
    const path = this.pathOf(key);
    try {
      const { size } = await stat(`${path}.log`);
      const facts = readFacts(await readFile(`${path}.json`, 'utf8'), key, size);
      if (!facts) return undefined;
      const index = await readFile(`${path}.idx`).catch(() => undefined);
      const spool = await Spool.open(`${path}.log`, index);
      this.inUse.add(path);
      const now = new Date();
      await utimes(`${path}.json`, now, now).catch(() => undefined);
      return { spool, facts };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Begins a log, or takes over the file of a window that was closed before the build's end. */
  async begin(key: LogKey, startedAt: number): Promise<LiveLog> {
    const folder = this.folderOf(key.connection);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const taken = await this.takeOver(key, startedAt);
    if (taken) return taken;
    const own = this.livePath(key);
    return { spool: await Spool.create(own), key, position: undefined, claim: await this.claimed(own) };
  }

  /**
   * Call before a log grows.
   * @throws NoRoomError
   */
  async makeRoom(live: LiveLog, bytes: number): Promise<void> {
    const limit = this.limitBytes();
    if (live.spool.size + bytes > limit) throw new NoRoomError(limit);
    const step = Math.max(leastStepBytes, Math.min(stepBytes, limit / stepsInLimit));
    if (Math.floor((live.spool.size + bytes) / step) === Math.floor(live.spool.size / step)) return;
    const left = await this.dropOldest(limit - step, live.spool.file);
    // Other logs that are followed cannot be dropped.
    if (left > limit - step) throw new NoRoomError(limit);
  }

  /** Finishes a log: from now on all windows read it, and none fetches it again. */
  async finish(live: LiveLog, facts: LogFacts): Promise<void> {
    const { spool, key } = live;
    await spool.flush();
    const path = this.pathOf(key);
    this.inUse.add(path);
    const own = `${path}.${randomBytes(4).toString('hex')}`;
    await writeFile(`${own}.idx.part`, spool.index.toBytes(), { mode: 0o600 });
    await writeFile(`${own}.json.part`, factsText(key, facts, spool.written), { mode: 0o600 });
    await rename(`${own}.idx.part`, `${path}.idx`);
    await spool.rename(`${path}.log`);
    // The last rename: with it the log exists.
    await rename(`${own}.json.part`, `${path}.json`);
    await live.claim?.release();
    await this.dropOldest(this.limitBytes());
  }

  /** Closes a finished log, which may then be dropped when room is needed. */
  async close(key: LogKey, spool: Spool): Promise<void> {
    await spool.close();
    this.inUse.delete(this.pathOf(key));
  }

  /** Drops a finished log that is not the one of this build. */
  async drop(key: LogKey, spool: Spool): Promise<void> {
    await this.close(key, spool);
    await this.remove(this.pathOf(key));
  }

  /** Gives up a log that is being followed. */
  async discard(live: LiveLog): Promise<void> {
    await live.spool.close().catch(() => undefined);
    await rm(live.spool.file, { force: true });
    await live.claim?.release();
  }

  /** Leaves a log for the next window that asks for it; synchronous, as the window is closing. */
  release(live: LiveLog, startedAt: number, position: unknown): void {
    const left = `${this.pathOf(live.key)}.left.${randomBytes(4).toString('hex')}.part`;
    live.spool.flushNow();
    writeFileSync(`${left}.json`, JSON.stringify({ startedAt, size: live.spool.size, position }), { mode: 0o600 });
    renameSync(live.spool.file, left);
    void live.claim?.release();
  }

  /** Removes all logs of a connection. */
  async removeConnection(connection: string): Promise<void> {
    await rm(this.folderOf(connection), { recursive: true, force: true });
  }

  /** Removes the logs of all other connections, and files left by processes that died. */
  async sweep(connections: readonly string[]): Promise<void> {
    const kept = new Set(connections.map(nameOf));
    for (const name of await this.list(this.folder)) {
      if (!kept.has(name)) await rm(join(this.folder, name), { recursive: true, force: true });
      else await this.sweepFolder(join(this.folder, name));
    }
    await this.dropOldest(this.limitBytes());
  }

  private async sweepFolder(folder: string): Promise<void> {
    for (const name of await this.list(folder)) {
      if (!name.includes('.part')) continue;
      const file = join(folder, name);
      const age = await stat(file)
        .then(({ mtimeMs }) => Date.now() - mtimeMs)
        .catch(() => 0);
      if (age > orphanMs && !(await this.claims.isNoted(file))) await rm(file, { force: true });
    }
  }

  private async takeOver(key: LogKey, startedAt: number): Promise<LiveLog | undefined> {
    const path = this.pathOf(key);
    const prefix = `${path.slice(path.lastIndexOf('/') + 1)}.left.`;
    for (const name of await this.list(this.folderOf(key.connection))) {
      if (!name.startsWith(prefix) || !name.endsWith('.part')) continue;
      const file = join(this.folderOf(key.connection), name);
      const own = this.livePath(key);
      try {
        // Only one of two windows succeeds.
        await rename(file, own);
        const state = parse(readFileSync(`${file}.json`, 'utf8'));
        await rm(`${file}.json`, { force: true });
        const size = asNumber(state?.['size']);
        if (size === undefined || state?.['startedAt'] !== startedAt || (await stat(own)).size < size) {
          await rm(own, { force: true });
          continue;
        }
        const spool = await Spool.open(own, undefined, size);
        return { spool, key, position: state['position'], claim: await this.claimed(own) };
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    }
    return undefined;
  }

  /** Drops finished logs that are not open here, the least recently used first, until all fit the limit. */
  private dropOldest(limit: number, own?: string): Promise<number> {
    const dropping = this.making.then(() => this.dropDownTo(limit, own));
    this.making = dropping.catch(() => undefined);
    return dropping;
  }

  /** @returns the bytes that are left */
  private async dropDownTo(limit: number, own: string | undefined): Promise<number> {
    const logs = await this.all();
    let total = logs.reduce((sum, { bytes }) => sum + bytes, 0);
    const droppable = logs.filter(({ path, file }) => path !== undefined && file !== own && !this.inUse.has(path));
    droppable.sort((a, b) => a.usedAt - b.usedAt);
    for (const { path, bytes } of droppable) {
      if (total <= limit) return total;
      if (path !== undefined) await this.remove(path);
      total -= bytes;
    }
    return total;
  }

  private async all(): Promise<StoredFile[]> {
    const folders = await this.list(this.folder);
    const names = await Promise.all(
      folders.map(async folder =>
        (await this.list(join(this.folder, folder))).map(name => join(this.folder, folder, name)),
      ),
    );
    const files = await Promise.all(names.flat().map(storedFile));
    return files.filter(file => file !== undefined);
  }

  private async remove(path: string): Promise<void> {
    // The facts first: without them there is no log.
    for (const end of ['.json', '.idx', '.log', '']) await rm(path + end, { force: true }).catch(() => undefined);
  }

  private async list(folder: string): Promise<string[]> {
    return readdir(folder).catch(() => []);
  }

  private folderOf(connection: string): string {
    return join(this.folder, nameOf(connection));
  }

  private pathOf({ connection, server, job, number }: LogKey): string {
    return `${this.folderOf(connection)}/${nameOf(`${server}\n${job}\n${number}`)}`;
  }

  private livePath(key: LogKey): string {
    return `${this.pathOf(key)}.live.${randomBytes(6).toString('hex')}.part`;
  }

  private claimed(file: string): Promise<Claim | undefined> {
    return this.claims.take(file, { ttlMs });
  }
}

interface StoredFile {
  readonly file: string;
  /** Prefix of the files that may be dropped together. */
  readonly path: string | undefined;
  readonly bytes: number;
  readonly usedAt: number;
}

async function storedFile(file: string): Promise<StoredFile | undefined> {
  const isFinished = file.endsWith('.log');
  if (!isFinished && !file.endsWith('.part')) return undefined;
  const found = await stat(file).catch(() => undefined);
  if (!found) return undefined;
  const path = isFinished ? file.slice(0, -'.log'.length) : /\.left\.\w+\.part$/.test(file) ? file : undefined;
  // The facts of a finished log are touched at each use.
  const used = isFinished ? await stat(`${path}.json`).catch(() => undefined) : undefined;
  return { file, path, bytes: found.size, usedAt: (used ?? found).mtimeMs };
}

/** Name that every file system accepts. */
function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
