// Throw-away copies of the project, in which a mutant can be tried.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '../..');

export const Outcome = { passed: 'passed', failed: 'failed', timedOut: 'timedOut' } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

export interface Ran {
  readonly outcome: Outcome;
  readonly output: string;
}

export interface RunOptions {
  readonly limitMs: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Folders that are shared with the project, as links. */
const shared = ['node_modules', 'test/host/rig/node_modules'];

/** A copy of the project: what is changed there is changed nowhere else. */
export class Tree {
  private readonly folder = mkdtempSync(join(tmpdir(), 'jj-mutation-'));
  readonly root = join(this.folder, 'project');
  private readonly temporary = join(this.folder, 'tmp');

  constructor() {
    const left = new Set(['.git', '.rig', '.coverage', 'dist', 'out', ...shared].map(name => join(projectRoot, name)));
    cpSync(projectRoot, this.root, { recursive: true, filter: path => !left.has(path) });
    for (const name of shared) {
      if (existsSync(join(projectRoot, name))) symlinkSync(join(projectRoot, name), join(this.root, name));
    }
    const beside = join(projectRoot, '../shared');
    if (existsSync(beside)) symlinkSync(beside, join(this.folder, 'shared'));
    mkdirSync(this.temporary);
  }

  has(file: string): boolean {
    return existsSync(join(this.root, file));
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  /** Runs `use` while the file has another text. */
  async with<T>(file: string, text: string, use: () => Promise<T>): Promise<T> {
    const original = this.read(file);
    writeFileSync(join(this.root, file), text);
    try {
      return await use();
    } finally {
      writeFileSync(join(this.root, file), original);
    }
  }

  mocha(args: readonly string[], options: RunOptions): Promise<Ran> {
    return this.run([join('node_modules/mocha/bin/mocha.js'), '--bail', ...args], options);
  }

  /** Runs Node in the copy, and ends it with all that it started when the time is over. */
  async run(args: readonly string[], { limitMs, env = {} }: RunOptions): Promise<Ran> {
    const child = spawn(process.execPath, args, {
      cwd: this.root,
      env: { ...process.env, TMPDIR: this.temporary, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', piece => output.push(String(piece)));
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      endAll(child);
    }, limitMs);
    const code = await new Promise<number | null>(done => child.on('close', done));
    clearTimeout(timer);
    const outcome = isLate ? Outcome.timedOut : code === 0 ? Outcome.passed : Outcome.failed;
    return { outcome, output: output.join('') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function endAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
