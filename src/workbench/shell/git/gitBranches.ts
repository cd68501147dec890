import * as vscode from 'vscode';
import { repositoryKey } from '../../../base/repositoryKey.ts';
import type { Background } from '../commands/background.ts';
import { setContextKeys } from '../commands/contextKeys.ts';
import type { KnownBranches } from './beginBranch.ts';
import { type GitApi, type GitRepository, gitApi } from './gitApi.ts';

/** The branch that is checked out in a repository of this window. */
export interface GitBranch {
  /** The repository's folder, as text. */
  readonly root: string;
  /** Last part of it. */
  readonly repository: string;
  /** Name of the upstream's branch, if it has one, else its own. */
  readonly name: string;
  /** The repository's names on its hosts, see `repositoryKey`; the upstream's first. */
  readonly keys: readonly string[];
}

/** Repository that a branch can be begun in. */
export interface Repository {
  readonly root: vscode.Uri;
  readonly name: string;
  readonly branch: string | undefined;
  known(): Promise<KnownBranches>;
  /** See {@link beginBranch}. */
  begin(branch: string, base: string | undefined): Promise<boolean>;
}

/** Reason why no branch is known. */
export const GitProblem = {
  /** VS Code has no git in Restricted Mode. */
  restricted: 'restricted',
  /** The git extension is disabled, or git is not installed. */
  missing: 'missing',
  none: 'none',
} as const;
export type GitProblem = (typeof GitProblem)[keyof typeof GitProblem];

interface Known {
  readonly commit: string | undefined;
  readonly isPushed: boolean;
}

/** Current branches of this window's repositories; also reports pushes. */
export class GitBranches implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly pushed = new vscode.EventEmitter<GitBranch>();
  readonly onDidPush = this.pushed.event;
  private readonly listening = new Map<GitRepository, vscode.Disposable>();
  private readonly known = new Map<GitRepository, Known>();
  private readonly background: Background;
  private parts: vscode.Disposable | undefined;
  private api: GitApi | undefined;
  private disposed = false;
  /** Whether git has been looked for. */
  private isKnown = false;

  private readonly trusted: vscode.Disposable;

  constructor(background: Background) {
    this.background = background;
    const begin = () => background.run(() => this.begin());
    this.trusted = vscode.workspace.onDidGrantWorkspaceTrust(begin);
    begin();
  }

  /** Reason why there is no repository; undefined where there is one, and while that is not known yet. */
  get problem(): GitProblem | undefined {
    const { api, isKnown } = this;
    if (!api && isKnown) return vscode.workspace.isTrusted ? GitProblem.missing : GitProblem.restricted;
    return api?.state === 'initialized' && api.repositories.length === 0 ? GitProblem.none : undefined;
  }

  all(): GitBranch[] {
    return (this.api?.repositories ?? []).flatMap(repository => branchOf(repository) ?? []);
  }

  /** Branch of the active file, or of the only repository, or the first one. */
  current(): GitBranch | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const repository = (uri && this.api?.getRepository(uri)) ?? this.api?.repositories[0];
    return repository && branchOf(repository);
  }

  /** Git's box for the message of a commit on a branch that is checked out. */
  messageBox({ root }: GitBranch): { value: string } | undefined {
    return this.api?.repositories.find(({ rootUri }) => rootUri.toString() === root)?.inputBox;
  }

  /** Repositories of this window: that of the active file first. */
  repositories(): Repository[] {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const current = uri && this.api?.getRepository(uri);
    const all = [...(this.api?.repositories ?? [])].sort((a, b) => Number(b === current) - Number(a === current));
    return all.map(repository => ({
      root: repository.rootUri,
      name: nameOf(repository),
      branch: repository.state.HEAD?.name,
      known: async () => (await import('./beginBranch.ts')).knownBranches(repository),
      begin: async (branch, base) => (await import('./beginBranch.ts')).beginBranch(repository, branch, base),
    }));
  }

  /**
   * Compares a file of a repository with that of a commit.
   * @param root of the repository, as of a branch
   * @returns a unified diff; undefined where the commit is not there
   */
  async diffSince(root: string, commit: string, path: string): Promise<string | undefined> {
    const repository = this.api?.repositories.find(({ rootUri }) => rootUri.toString() === root);
    // Most often the commit was not fetched: another branch's, or one that was rebased away.
    return this.background.optional('A file could not be compared with a commit', () =>
      repository?.diffWith(commit, path),
    );
  }

  dispose(): void {
    this.disposed = true;
    this.trusted.dispose();
    this.parts?.dispose();
    for (const listening of this.listening.values()) listening.dispose();
    this.changed.dispose();
    this.pushed.dispose();
  }

  private async begin(): Promise<void> {
    // Without the git extension there are no branches to show.
    const api = await this.background.optional('The git extension does not start', gitApi);
    if (this.disposed || this.api) return;
    this.isKnown = true;
    this.notify();
    if (!api) return;
    this.api = api;
    this.parts = vscode.Disposable.from(
      api.onDidChangeState(() => this.notify()),
      api.onDidOpenRepository(repository => this.open(repository)),
      api.onDidCloseRepository(repository => this.close(repository)),
      vscode.window.onDidChangeActiveTextEditor(() => this.changed.fire()),
    );
    for (const repository of api.repositories) this.open(repository);
    this.notify();
  }

  private open(repository: GitRepository): void {
    this.listening.set(
      repository,
      repository.state.onDidChange(() => this.look(repository)),
    );
    this.look(repository);
  }

  private close(repository: GitRepository): void {
    this.listening.get(repository)?.dispose();
    this.listening.delete(repository);
    this.known.delete(repository);
    this.notify();
  }

  /** A push leaves the commit as it is, and the upstream has it from then on. */
  private look(repository: GitRepository): void {
    const head = repository.state.HEAD;
    const now: Known = { commit: head?.commit, isPushed: head?.upstream !== undefined && (head.ahead ?? 0) === 0 };
    const before = this.known.get(repository);
    this.known.set(repository, now);
    this.notify();
    const branch = branchOf(repository);
    if (branch && before && !before.isPushed && now.isPushed && before.commit === now.commit) this.pushed.fire(branch);
  }

  /** Fires only for another branch: git's state changes with each file. */
  private told = '';
  private notify(): void {
    const isOpen = (this.api?.repositories.length ?? 0) > 0;
    const git = isOpen ? 'open' : (this.problem ?? '');
    const all = JSON.stringify([git, ...this.all()]);
    if (all === this.told) return;
    this.told = all;
    setContextKeys(this.background, { git, hasBranch: this.all().length > 0 });
    this.changed.fire();
  }
}

function nameOf({ rootUri }: GitRepository): string {
  return rootUri.path.slice(rootUri.path.lastIndexOf('/') + 1);
}

function branchOf(gitRepository: GitRepository): GitBranch | undefined {
  const { rootUri, state } = gitRepository;
  const head = state.HEAD;
  if (!head?.name) return undefined;
  const upstream = head.upstream?.remote ?? 'origin';
  const remotes = [...state.remotes].sort((a, b) => Number(b.name === upstream) - Number(a.name === upstream));
  const addresses = remotes.flatMap(({ fetchUrl, pushUrl }) => [fetchUrl, pushUrl]);
  const keys = addresses.flatMap(address => (address && repositoryKey(address)) || []);
  return {
    root: rootUri.toString(),
    repository: nameOf(gitRepository),
    name: head.upstream?.name ?? head.name,
    keys: [...new Set(keys)],
  };
}
