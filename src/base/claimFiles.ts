import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sleep } from './sleep.ts';

/** Claim that is held. */
export interface Claim {
  /** Whether it is still held: after a suspension of the machine it may have expired, and be held by another window. */
  isHeld(): Promise<boolean>;
  /** Frees it for others; without an effect once another window holds it. */
  release(): Promise<void>;
}

export interface ClaimOptions {
  /** Time after which a claim that is not renewed is free, in milliseconds. */
  readonly ttlMs: number;
  /** Called when another window has taken the claim over. */
  readonly onLost?: () => void;
}

export interface WaitOptions extends ClaimOptions {
  /** Longest wait, in milliseconds. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal | undefined;
}

const pollMs = 100;

/** Renewals within the lifetime of a claim: two may fail. */
const renewals = 3;

/**
 * Claims of objects over all windows of a machine, as files in a folder: at most one window holds a claim. A held claim
 * is renewed while its window lives; a crash, or a suspension that outlasts its lifetime, frees it.
 */
export class ClaimFiles {
  private readonly folder: string;
  private readonly owner = randomUUID();
  private readonly held = new Set<HeldClaim>();
  private swept: Promise<void> | undefined;

  /** @param folder made when it is missing; of this machine alone */
  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Takes a claim and renews it until it is released.
   * @returns undefined while another holds it, in this window or another
   */
  async take(name: string, options: ClaimOptions): Promise<Claim | undefined> {
    const path = this.pathOf(name);
    const mark = `${this.owner} ${randomUUID()}`;
    if (!(await this.create(path, mark, options.ttlMs))) return undefined;
    const claim = new HeldClaim(path, mark, options, () => this.held.delete(claim));
    this.held.add(claim);
    return claim;
  }

  /**
   * Takes a claim as soon as it is free.
   * @returns undefined when others held it all the time, or the signal was aborted
   */
  async takeSoon(name: string, options: WaitOptions): Promise<Claim | undefined> {
    const until = Date.now() + options.patienceMs;
    for (;;) {
      if (options.signal?.aborted) return undefined;
      const claim = await this.take(name, options);
      if (claim || Date.now() > until) return claim;
      await sleep(pollMs, options.signal).catch(() => undefined);
    }
  }

  /**
   * Notes a name for good, until it expires.
   * @returns false if it was noted before, by any window
   */
  async note(name: string, ttlMs: number): Promise<boolean> {
    return this.create(this.pathOf(name), this.owner, ttlMs);
  }

  /** Whether a name is noted and has not expired. */
  async isNoted(name: string): Promise<boolean> {
    return !(await isExpired(this.pathOf(name)));
  }

  /** Releases all claims of this window. */
  async dispose(): Promise<void> {
    await Promise.all([...this.held].map(claim => claim.release()));
  }

  private pathOf(name: string): string {
    return join(this.folder, createHash('sha256').update(name).digest('hex').slice(0, 40));
  }

  private async create(path: string, mark: string, ttlMs: number): Promise<boolean> {
    this.swept ??= this.sweep();
    await this.swept;
    try {
      await writeFile(path, mark, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      return (await this.removeExpired(path)) && this.create(path, mark, ttlMs);
    }
    await this.expireAt(path, ttlMs);
    return true;
  }

  /** The expiry is the file's time: it can be renewed without a moment in which the file is empty. */
  private async expireAt(path: string, ttlMs: number): Promise<void> {
    const at = new Date(Date.now() + ttlMs);
    await utimes(path, at, at);
  }

  /**
   * Removes an expired file: one window at a time, so that none removes the file that another has just made.
   * @returns whether the way is free
   */
  private async removeExpired(path: string): Promise<boolean> {
    if (!(await isExpired(path))) return false;
    const guard = `${path}.guard`;
    try {
      await writeFile(guard, this.owner, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      // Its window died in between.
      if (await isExpired(guard)) await rm(guard, { force: true });
      return false;
    }
    try {
      const isFree = await isExpired(path);
      if (isFree) await rm(path, { force: true });
      return isFree;
    } finally {
      await rm(guard, { force: true });
    }
  }

  /** Makes the folder, and removes what expired long ago. */
  private async sweep(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      await this.removeExpired(path);
    }
  }
}

class HeldClaim implements Claim {
  private readonly path: string;
  private readonly mark: string;
  private readonly options: ClaimOptions;
  private readonly released: () => void;
  private readonly timer: NodeJS.Timeout;

  constructor(path: string, mark: string, options: ClaimOptions, released: () => void) {
    this.path = path;
    this.mark = mark;
    this.options = options;
    this.released = released;
    this.timer = setInterval(() => void this.renew(), options.ttlMs / renewals);
    this.timer.unref();
  }

  async isHeld(): Promise<boolean> {
    return (await this.isOwn()) && !(await isExpired(this.path));
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    this.released();
    if (await this.isOwn()) await rm(this.path, { force: true });
  }

  private async isOwn(): Promise<boolean> {
    return (await readFile(this.path, 'utf8').catch(() => undefined)) === this.mark;
  }

  private async renew(): Promise<void> {
    if (await this.isOwn()) {
      const at = new Date(Date.now() + this.options.ttlMs);
      await utimes(this.path, at, at).catch(() => undefined);
      return;
    }
    clearInterval(this.timer);
    this.released();
    this.options.onLost?.();
  }
}

/** Time between the making of a claim's file and the setting of its expiry, in milliseconds. */
const graceMs = 2000;

async function isExpired(path: string): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs + graceMs < Date.now();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return true;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
