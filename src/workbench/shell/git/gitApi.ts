import * as vscode from 'vscode';

// Used part of the git extension's API, version 1.
// https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts

interface GitHead {
  /** The branch; absent when no branch is checked out. */
  readonly name?: string;
  readonly commit?: string;
  /** Commits that the upstream does not have yet. */
  readonly ahead?: number;
  readonly upstream?: { readonly remote: string; readonly name: string };
}

/** Branch, remote branch (type 1) or tag. */
export interface GitRef {
  readonly type: number;
  /** Of a remote branch with the remote, such as `origin/main`. */
  readonly name?: string;
  readonly commit?: string;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  /** Box for the message of a commit. */
  readonly inputBox: { value: string };
  readonly state: {
    readonly HEAD: GitHead | undefined;
    readonly remotes: readonly { readonly name: string; readonly fetchUrl?: string; readonly pushUrl?: string }[];
    readonly onDidChange: vscode.Event<void>;
  };
  getBranches(query: { readonly remote: boolean }): Promise<readonly GitRef[]>;
  /** @param ref where it begins; absent: what is checked out */
  createBranch(name: string, checkout: boolean, ref?: string): Promise<void>;
  setBranchUpstream(name: string, upstream: string): Promise<void>;
  /** @throws where there is no such reference on the remote, or the remote cannot be reached */
  fetch(options: { readonly remote: string; readonly ref: string }): Promise<void>;
  /** @throws when there is none */
  getCommit(ref: string): Promise<{ readonly hash: string }>;
  checkout(name: string): Promise<void>;
  /**
   * Compares the working tree's file with that of a commit.
   * @returns a unified diff; empty where they are equal
   * @throws for a commit that is not there
   */
  diffWith(commit: string, path: string): Promise<string>;
}

export interface GitApi {
  /** Repositories are looked for until it is `initialized`. */
  readonly state: string;
  readonly onDidChangeState: vscode.Event<unknown>;
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

/** Loads the git extension's API; undefined where it is absent or disabled. */
export async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  const git = await extension?.activate();
  return git?.enabled ? git.getAPI(1) : undefined;
}
