import * as vscode from 'vscode';
import type { GitBranch } from '../../shell/git/gitBranches.ts';
import type { BranchJob } from './branchJobs.ts';

/** Job of the branch at hand, as the last poll told it. */
export interface BranchBuild extends BranchJob {
  readonly branch: GitBranch;
}

/** Job of the branch at hand with its last build: the status bar polls it, other features listen. */
export class BranchBuilds implements vscode.Disposable {
  private build: BranchBuild | undefined;
  private told = '';
  private readonly changed = new vscode.EventEmitter<BranchBuild | undefined>();
  /** Fires when the branch, its job, or the job's last build has changed. */
  readonly onDidChange = this.changed.event;

  current(): BranchBuild | undefined {
    return this.build;
  }

  /** Takes the answer of a poll. */
  set(build: BranchBuild | undefined): void {
    this.build = build;
    const told = JSON.stringify(build && stateOf(build));
    if (told === this.told) return;
    this.told = told;
    this.changed.fire(build);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function stateOf({ branch, connection, job }: BranchBuild): unknown {
  const { number, running, result } = job.lastBuild ?? {};
  return [branch.root, branch.name, connection.id, connection.url, job.fullName, number, running, result];
}
