// A Git repository on disk whose remote says that it is somewhere else: pushes go to a bare one beside it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class TestRepository {
  readonly folder: string;
  private readonly root = mkdtempSync(join(tmpdir(), 'jj-git-'));

  constructor(name: string, address: string) {
    this.folder = join(this.root, name);
    const bare = join(this.root, 'bare.git');
    run(this.root, 'init', '-q', '--bare', bare);
    run(this.root, 'init', '-q', '-b', 'main', this.folder);
    this.git('remote', 'add', 'origin', address);
    this.git('remote', 'set-url', '--push', 'origin', bare);
    this.commit('Begin');
  }

  git(...args: string[]): void {
    run(this.folder, ...args);
  }

  /** What is checked out. */
  branch(): string {
    return this.read('branch', '--show-current');
  }

  /** Hash of the commit that is checked out. */
  head(): string {
    return this.read('rev-parse', 'HEAD');
  }

  headOf(branch: string): string {
    return this.read('rev-parse', branch);
  }

  /** Branch of the remote that the checked out one follows. */
  upstream(): string | undefined {
    return this.read('for-each-ref', '--format=%(upstream:short)', `refs/heads/${this.branch()}`) || undefined;
  }

  /** Makes a commit of a single file beside all branches. @returns its hash */
  commitWith(file: string, text: string): string {
    const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd: this.folder, input: text })
      .toString()
      .trim();
    const tree = execFileSync('git', ['mktree'], { cwd: this.folder, input: `100644 blob ${blob}\t${file}\n` });
    const dana = ['-c', 'user.name=Dana', '-c', 'user.email=dana@example.com'];
    return this.read(...dana, 'commit-tree', tree.toString().trim(), '-m', file);
  }

  private read(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.folder, encoding: 'utf8' }).trim();
  }

  commit(message: string): void {
    writeFileSync(join(this.folder, 'README.md'), `${message}\n`);
    this.git('add', '-A');
    this.git('-c', 'user.name=Dana', '-c', 'user.email=dana@example.com', 'commit', '-q', '-m', message);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function run(cwd: string, ...args: string[]): void {
  execFileSync('git', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}
