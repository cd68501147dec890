import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import { BuildResult } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import type { Issue } from '../../../jira/index.ts';
import type { BranchBuilds } from '../../jenkins/branches/branchBuilds.ts';
import type { BranchJob, BranchJobs } from '../../jenkins/branches/branchJobs.ts';
import type { InputNotices } from '../../jenkins/builds/inputNotices.ts';
import { explainable } from '../../jenkins/jobs/explainable.ts';
import { isPaused, isRed, jobPresentation, progressOf } from '../../jenkins/jobs/jobWords.ts';
import { iconOfIssue } from '../../jira/issues/issueWords.ts';
import type { IssueCache } from '../../jira/keys/issueCache.ts';
import type { ProjectKeys } from '../../jira/keys/projectKeys.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { GitBranch, GitBranches } from '../../shell/git/gitBranches.ts';

const { t } = vscode.l10n;

const usualPauseMs = 60_000;
/** After a push and while a build runs it polls more often, but not for ever. */
const hurriedPauseMs = 6_000;
const hurryMs = 3 * 60_000;

export interface BranchItemDeps {
  readonly branches: GitBranches;
  readonly jobs: BranchJobs;
  readonly builds: Pick<BranchBuilds, 'set'>;
  readonly projectKeys: ProjectKeys;
  readonly issueCache: IssueCache;
  readonly inputNotices: Pick<InputNotices, 'onBuild'>;
  readonly background: Background;
}

/** Content of the status bar item. */
interface Shown {
  readonly branch: GitBranch;
  readonly job: BranchJob | undefined;
  readonly issue: Issue | undefined;
}

/**
 * Current branch in the status bar, with its last build and its issue; a click shows *My Work*. Hidden when it has
 * neither.
 */
export class BranchItem implements vscode.Disposable {
  private readonly deps: BranchItemDeps;
  private readonly item: vscode.StatusBarItem;
  private readonly listening: vscode.Disposable;
  private reading = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private shown: Shown | undefined;
  private hurryUntil = 0;
  private lookedAt = 0;

  constructor(deps: BranchItemDeps) {
    this.deps = deps;
    this.item = vscode.window.createStatusBarItem('branch', vscode.StatusBarAlignment.Left, 11);
    this.item.name = t('Current branch build');
    this.item.command = 'jenkinsJira.myWork.focus';
    this.listening = vscode.Disposable.from(
      deps.branches.onDidChange(() => this.lookWhenOther()),
      deps.branches.onDidPush(() => this.hurry()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.schedule()),
    );
    this.lookWhenOther();
  }

  /** Polls now. */
  look(): void {
    this.reading.abort();
    this.reading = new AbortController();
    this.lookedAt = Date.now();
    clearTimeout(this.timer);
    const { signal } = this.reading;
    this.deps.background.run(() => this.read(signal), 'branch in the status bar');
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
    // Without a job there is nothing to poll, unless a push may create one.
    if (!this.shown?.job && !isHurried) return;
    // After a time without the focus it is due at once.
    const due = this.lookedAt + (isHurried ? hurriedPauseMs : usualPauseMs);
    this.timer = setTimeout(() => this.look(), Math.max(0, due - Date.now()));
  }

  private async read(signal: AbortSignal): Promise<void> {
    const branch = this.deps.branches.current();
    if (!branch) {
      this.shown = undefined;
      this.deps.builds.set(undefined);
      this.item.hide();
      return;
    }
    const before = this.shown?.branch.name === branch.name ? this.shown : undefined;
    this.shown = before ?? { branch, job: undefined, issue: undefined };
    // An unreadable part keeps its last state; My Work shows the problem.
    const [job, issue] = await Promise.all([
      this.deps.jobs.find(branch, { signal, background: true }).then(
        ([found]) => found,
        () => before?.job,
      ),
      this.issueOf(branch).catch(() => before?.issue),
    ]);
    if (signal.aborted) return;
    this.shown = { branch, job, issue };
    this.deps.builds.set(job && { ...job, branch });
    const lastBuild = job?.job.lastBuild;
    if (lastBuild) this.deps.inputNotices.onBuild({ ...job, job: job.job.fullName }, lastBuild);
    // The pushed commit is being built: its end is followed at the usual pace.
    if (isOver(before?.job?.job, job?.job)) this.hurryUntil = 0;
    // Loaded once a branch has a job or an issue.
    this.draw(this.shown, job && (await import('../../jenkins/jobs/tooltips.ts')).tooltipOfJob(job.job));
    this.schedule();
  }

  private async issueOf({ name }: GitBranch): Promise<Issue | undefined> {
    const ref = await this.deps.projectKeys.issueOfBranch(name);
    return ref && this.deps.issueCache.read(ref);
  }

  private draw({ branch, job, issue }: Shown, tooltip = ''): void {
    if (!job && !issue) {
      this.item.hide();
      return;
    }
    const parts = [...(job ? [jobPart(job, tooltip)] : []), ...(issue ? [issuePart(issue)] : [])];
    // Git shows the branch's name beside it.
    this.item.text = parts.map(({ text }) => text).join(' ');
    const lines = [...parts.map(({ tooltip }) => tooltip), t('Click to show My Work')].join('\n\n');
    const last = job?.job.lastBuild;
    this.item.tooltip =
      job && last && isRed(last)
        ? explainable(lines, { connection: job.connection.id, job: job.job.fullName, number: last.number })
        : lines;
    const label = [branch.name, ...parts.map(({ words }) => words)].join(', ');
    this.item.accessibilityInformation = { label, role: 'button' };
    const failed = job?.job.result === BuildResult.failure && !job.job.running;
    const highlight = failed && vscode.workspace.getConfiguration('jenkinsJira.statusBar').get('highlightFailures');
    this.item.backgroundColor = highlight ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.show();
  }
}

interface Part {
  readonly text: string;
  readonly tooltip: string;
  /** Text for screen readers. */
  readonly words: string;
}

function jobPart({ job, connection }: BranchJob, tooltip: string): Part {
  const { icon, words } = jobPresentation(job);
  const { lastBuild } = job;
  const percent = lastBuild && progressOf(lastBuild);
  const state = lastBuild && isPaused(lastBuild) ? t('waiting for input') : percent === undefined ? '' : `${percent}%`;
  const build = lastBuild ? [lastBuild.displayName, state] : [words];
  return {
    text: `$(${icon.id}) ${inLabel(build.filter(Boolean).join(' '))}`,
    tooltip: `${tooltip}\n${t('On {0}', connection.name)}`,
    words: `${readableName(job.fullName)} ${words}`,
  };
}

function issuePart(issue: Issue): Part {
  const words = `${issue.key} ${issue.status}`;
  return {
    text: `$(${iconOfIssue(issue).id}) ${inLabel(words)}`,
    tooltip: `${issue.key} ${issue.summary}\n${issue.status}`,
    words,
  };
}

/** Whether a running build has ended. */
function isOver(before: Job | undefined, now: Job | undefined): boolean {
  const [last, build] = [before?.lastBuild, now?.lastBuild];
  return build !== undefined && !build.running && last !== undefined && (last.running || last.number < build.number);
}
