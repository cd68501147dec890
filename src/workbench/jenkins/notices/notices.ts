import * as vscode from 'vscode';
import type { Build } from '../../../jenkins/builds/builds.ts';
import { Phase } from '../../../jenkins/builds/follow.ts';
import type { GitBranch, GitBranches } from '../../shell/git/gitBranches.ts';
import type { BranchBuild } from '../branches/branchBuilds.ts';
import type { BuildTracker } from '../builds/buildTracker.ts';
import { keyOf } from '../jobs/jobRef.ts';
import { lastResult } from '../jobs/jobResults.ts';
import { type BranchNoticeDeps, BranchNotices } from './branchNotices.ts';
import { badgeOf, type RedBadgeDeps } from './redBadge.ts';

/** Difference of the clocks here and of a Jenkins, in milliseconds. */
const maxSkewMs = 5 * 60_000;

export interface NoticeDeps extends BranchNoticeDeps, RedBadgeDeps {
  readonly branches: Pick<GitBranches, 'onDidPush'>;
  readonly tracker: BuildTracker;
  /** View whose badge counts red jobs. */
  readonly view: Pick<vscode.TreeView<unknown>, 'badge'>;
}

/** Hears of results, tells those of the branch and counts the red ones. */
export class Notices implements vscode.Disposable {
  private readonly deps: NoticeDeps;
  private readonly ends: BranchNotices;
  private readonly listening: vscode.Disposable;
  /** Last build of each job, as it was seen last. */
  private readonly seen = new Map<string, Build>();
  /** Times of pushes of branches that had no job yet. */
  private readonly pushed = new Map<string, number>();

  constructor(deps: NoticeDeps) {
    this.deps = deps;
    this.ends = new BranchNotices(deps);
    this.listening = vscode.Disposable.from(
      deps.store.onDidChange(() => this.draw()),
      deps.pins.onDidChange(() => this.draw()),
      deps.watcher.onDidChange(() => this.draw()),
      deps.tracker.onDidChange(({ ref, progress }) => {
        if (progress.phase === Phase.finished) deps.jobResults.take(keyOf(ref), progress.build.result);
      }),
    );
  }

  dispose(): void {
    this.listening.dispose();
    this.ends.dispose();
  }

  onPush(branch: GitBranch): void {
    const now = this.deps.branchBuilds.current();
    const hasJob = now?.branch.root === branch.root && now.branch.name === branch.name;
    if (!hasJob) this.pushed.set(nameOf(branch), Date.now());
  }

  /** Takes the branch's job, as it was polled. */
  take(found: BranchBuild | undefined): void {
    const build = found?.job.lastBuild;
    if (found && build) this.takeBuild(found, build);
    this.draw();
  }

  /** Counts the red jobs again. */
  draw(): void {
    const badge = badgeOf(this.deps);
    if (badge?.tooltip !== this.deps.view.badge?.tooltip) this.deps.view.badge = badge;
  }

  private takeBuild({ connection, job, branch }: BranchBuild, build: Build): void {
    const ref = { connection, job: job.fullName };
    this.deps.jobResults.take(keyOf(ref), lastResult(job));
    const key = JSON.stringify(keyOf(ref));
    const before = this.seen.get(key);
    this.seen.set(key, build);
    const pushedAt = this.pushed.get(nameOf(branch)) ?? Number.POSITIVE_INFINITY;
    const isNew = before ? before.running || before.number < build.number : build.startedAt > pushedAt - maxSkewMs;
    if (isNew && !build.running) this.deps.background.run(() => this.ends.onEnd(ref, build));
  }
}

function nameOf({ root, name }: GitBranch): string {
  return JSON.stringify([root, name]);
}
