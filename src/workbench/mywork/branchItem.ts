import * as vscode from 'vscode';
import { BuildResult, type Job, readableName } from '../../jenkins/index.ts';
import { lookOfJob, progressOf } from '../jobs/jobWords.ts';
import { tooltipOfJob } from '../jobs/tooltips.ts';
import { isCancelled } from '../messages/explain.ts';
import type { BranchJob, BranchJobs } from './branchJobs.ts';
import type { GitBranch, GitBranches } from './gitBranches.ts';

const { t } = vscode.l10n;

const usualPauseMs = 60_000;
/** After a push and while a build runs it looks more often, but not for ever. */
const hurriedPauseMs = 6_000;
const hurryMs = 3 * 60_000;

export interface BranchItemDeps {
  readonly branches: GitBranches;
  readonly jobs: BranchJobs;
}

/** The branch at hand in the status bar, with its last build; a click shows *My Work*. Hidden when no job builds it. */
export class BranchItem implements vscode.Disposable {
  private readonly deps: BranchItemDeps;
  private readonly item: vscode.StatusBarItem;
  private readonly listening: vscode.Disposable;
  private reading = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private shown: { branch: GitBranch; found: BranchJob | undefined } | undefined;
  private hurryUntil = 0;

  constructor(deps: BranchItemDeps) {
    this.deps = deps;
    this.item = vscode.window.createStatusBarItem('branch', vscode.StatusBarAlignment.Left, 11);
    this.item.name = t('Build of the branch at hand');
    this.item.command = 'jenkinsJira.myWork.focus';
    this.listening = vscode.Disposable.from(
      deps.branches.onDidChange(() => this.lookWhenOther()),
      deps.branches.onDidPush(() => this.hurry()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.schedule()),
    );
    this.lookWhenOther();
  }

  /** Looks anew, now. */
  look(): void {
    this.reading.abort();
    this.reading = new AbortController();
    clearTimeout(this.timer);
    void this.read(this.reading.signal);
  }

  dispose(): void {
    this.reading.abort();
    clearTimeout(this.timer);
    this.listening.dispose();
    this.item.dispose();
  }

  private hurry(): void {
    this.hurryUntil = Date.now() + hurryMs;
    this.schedule();
  }

  private lookWhenOther(): void {
    const now = this.deps.branches.current();
    const before = this.shown?.branch;
    if (now?.root !== before?.root || now?.name !== before?.name) this.look();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (!vscode.window.state.focused) return;
    const isHurried = Date.now() < this.hurryUntil;
    // Where no job was found there is nothing to look at, unless a push may make one.
    if (!this.shown?.found && !isHurried) return;
    this.timer = setTimeout(() => this.look(), isHurried ? hurriedPauseMs : usualPauseMs);
  }

  private async read(signal: AbortSignal): Promise<void> {
    const branch = this.deps.branches.current();
    if (!branch) {
      this.shown = undefined;
      this.item.hide();
      return;
    }
    const before = this.shown?.found;
    if (this.shown?.branch.name !== branch.name) this.shown = { branch, found: undefined };
    try {
      const [found] = await this.deps.jobs.find(branch, { signal, background: true });
      if (signal.aborted) return;
      this.shown = { branch, found };
      // What was pushed is being built: its end will be followed at the usual pace.
      if (isOver(before?.job, found?.job)) this.hurryUntil = 0;
      this.draw(branch, found);
    } catch (error) {
      // The job of last time stays; My Work says what is amiss.
      if (isCancelled(error) || signal.aborted) return;
    }
    this.schedule();
  }

  private draw(branch: GitBranch, found: BranchJob | undefined): void {
    if (!found) {
      this.item.hide();
      return;
    }
    const { job, connection } = found;
    const { icon, words } = lookOfJob(job);
    const percent = job.lastBuild && progressOf(job.lastBuild);
    const build = job.lastBuild ? [job.lastBuild.displayName, percent === undefined ? '' : `${percent}%`] : [words];
    this.item.text = `$(git-branch) ${branch.name} $(${icon.id}) ${build.filter(Boolean).join(' ')}`;
    this.item.tooltip = `${tooltipOfJob(job)}\n${t('On {0}. Click to show My Work', connection.name)}`;
    this.item.accessibilityInformation = {
      label: t('{0}: {1} {2}', branch.name, readableName(job.fullName), words),
      role: 'button',
    };
    const failed = job.result === BuildResult.failure && !job.running;
    const highlight = failed && vscode.workspace.getConfiguration('jenkinsJira.statusBar').get('highlightFailures');
    this.item.backgroundColor = highlight ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.show();
  }
}

/** Whether a build has ended that had not before. */
function isOver(before: Job | undefined, now: Job | undefined): boolean {
  const [last, build] = [before?.lastBuild, now?.lastBuild];
  return build !== undefined && !build.running && last !== undefined && (last.running || last.number < build.number);
}
