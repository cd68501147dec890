import * as vscode from 'vscode';
import { readJobDetails } from '../../../jenkins/builds/buildDetails.ts';
import { type Build, listBuilds } from '../../../jenkins/builds/builds.ts';
import { jobPath, projectOfPart, readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { lineUri } from '../../shell/drafts/draftDecorations.ts';
import { MoreNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { describeJob, isPaused, isRed, jobPresentation } from '../jobs/jobWords.ts';
import { lackedFlags } from '../jobs/lacking.ts';
import { protectingPattern } from '../jobs/protection.ts';
import { BuildNode } from './buildNode.ts';
import type { JobNodeDeps, JobPlacement } from './nodeDeps.ts';

const { t } = vscode.l10n;

const firstBuilds = 8;
const moreBuilds = 20;

export class JobNode implements TreeNode, JobRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly webPath: string;
  /** Scope of its placement: the pinned jobs, or the tree of its connection. */
  readonly scope: string;
  private readonly placement: JobPlacement;
  private details: Job;
  private readonly deps: JobNodeDeps;

  constructor(connection: JenkinsConnection, details: Job, placement: JobPlacement, deps: JobNodeDeps) {
    this.id = `${placement.scope}/${details.fullName}`;
    this.scope = placement.scope;
    this.placement = placement;
    this.connection = connection;
    this.job = details.fullName;
    this.details = details;
    this.deps = deps;
    this.webPath = `${jobPath(this.job)}/`;
  }

  get draftPlace(): string {
    return this.job;
  }

  private get isPart(): boolean {
    return projectOfPart(this.job) !== undefined;
  }

  /** Whether it is likely to change soon. */
  get isLively(): boolean {
    const { running, lastBuild } = this.details;
    return lastBuild ? lastBuild.running && !isPaused(lastBuild) : running;
  }

  item(): vscode.TreeItem {
    const { label, lastBuild, parts } = this.details;
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    const { apart, open } = this.placement;
    const state = lastBuild || parts ? (open ? Expanded : Collapsed) : None;
    const item = new vscode.TreeItem(apart ? readableName(this.job) : label, state);
    const { icon, words } = jobPresentation(this.details);
    item.iconPath = icon;
    item.resourceUri = lineUri(this.connection.id, this.job);
    const mark = this.deps.drafts.markAt(this.connection.id, this.job);
    const key = { connection: this.connection.id, job: this.job };
    const watched = this.deps.isWatched(key) && t('watched');
    const reported = this.deps.isReported(key) && t('reported by itself');
    item.description = [mark, describeJob(this.details, words), watched, reported].filter(Boolean).join(' · ');
    item.contextValue = this.isPart ? this.partContext() : this.jobContext(mark !== undefined);
    return item;
  }

  private jobContext(hasDraft: boolean): string {
    const { lastBuild, buildable, disabled } = this.details;
    const isWritable = !this.connection.readOnly;
    const key = { connection: this.connection.id, job: this.job };
    return contextValue(
      ContextFlag.web,
      ContextFlag.job,
      isWritable && ContextFlag.writable,
      buildable && isWritable && ContextFlag.buildable,
      disabled && ContextFlag.disabled,
      this.deps.isWatched(key) && ContextFlag.watched,
      this.deps.isReported(key) && ContextFlag.reported,
      protectingPattern(this.job) !== undefined && ContextFlag.protected,
      lastBuild !== undefined && ContextFlag.log,
      lastBuild?.running === true && ContextFlag.running,
      lastBuild !== undefined && isPaused(lastBuild) && ContextFlag.paused,
      lastBuild !== undefined && isRed(lastBuild) && ContextFlag.red,
      this.deps.isOnStatusBar(key) && ContextFlag.onStatusBar,
      this.deps.isPinned(key) && ContextFlag.pinned,
      hasDraft && ContextFlag.draft,
      ...lackedFlags(this.deps.sessions.lackedOf(this.connection), this.job),
    );
  }

  /** A part is built with its project alone. */
  private partContext(): string {
    const { lastBuild } = this.details;
    return contextValue(
      ContextFlag.web,
      lastBuild !== undefined && ContextFlag.log,
      lastBuild !== undefined && isRed(lastBuild) && ContextFlag.red,
    );
  }

  async tooltip(signal: AbortSignal): Promise<string> {
    const session = this.deps.sessions.jenkins(this.connection);
    const details = await this.deps.background.optional('Details of a job could not be read', () =>
      readJobDetails(session, this.job, { signal, background: true }),
    );
    const { tooltipOfJob } = await import('../jobs/tooltips.ts');
    return tooltipOfJob(details?.job ?? this.details, details);
  }

  /** Takes a new state of a followed build; returns whether it changes the node. */
  takeBuild(build: Build): boolean {
    if ((this.details.lastBuild?.number ?? 0) > build.number) return false;
    this.details = { ...this.details, lastBuild: build, running: build.running, result: build.result };
    return true;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const session = this.deps.sessions.jenkins(this.connection);
    const shown = this.deps.state.shownBuilds.get(this.id) ?? firstBuilds;
    // An extra build shows whether there are more.
    const builds = await listBuilds(session, this.job, shown + 1, reading);
    const running = builds.filter(build => build.running);
    const finished = builds.filter(build => !build.running);
    const nodes = [
      ...(await this.parts()),
      ...[...running, ...finished].slice(0, shown).map(build => new BuildNode(this, build, this.deps)),
    ];
    if (builds.length <= shown) return nodes;
    return [...nodes, new MoreNode(this.id, t('Show older builds'), () => this.showMore(shown))];
  }

  private async parts(): Promise<TreeNode[]> {
    const { parts } = this.details;
    if (!parts) return [];
    const { PartsNode } = await import('./partNodes.ts');
    return [new PartsNode(this, parts, this.deps, (part, scope) => this.partNode(part, scope))];
  }

  private partNode(part: Job, scope: string): JobNode {
    return new JobNode(this.connection, part, { scope }, this.deps);
  }

  private showMore(shown: number): void {
    this.deps.state.shownBuilds.set(this.id, shown + moreBuilds);
    this.deps.refreshNode(this.id);
  }
}
