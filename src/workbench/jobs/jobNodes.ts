import * as vscode from 'vscode';
import {
  type Build,
  buildPath,
  type Job,
  JobKind,
  jobPath,
  listBuilds,
  listJobs,
  readableName,
} from '../../jenkins/index.ts';
import type { JenkinsConnection } from '../connections/connection.ts';
import { connectionDetails } from '../connections/connectionDetails.ts';
import type { Sessions } from '../connections/sessions.ts';
import { MessageNode, MoreNode } from '../trees/messageNode.ts';
import { contextValue, Facet, type TreeNode } from '../trees/treeNode.ts';
import { lookOfBuild, lookOfJob, progressOf } from './buildWords.ts';
import type { BuildRef, JobKey, JobRef } from './jobRef.ts';
import { durationWords, fullTime, timeAgo } from './timeWords.ts';

const { t } = vscode.l10n;

const firstBuilds = 8;
const moreBuilds = 20;
/** Jenkins gives no more than this in one answer. */
const mostBuilds = 100;

/** What the nodes of the Jenkins tree ask for. */
export interface JobNodeDeps {
  readonly sessions: Sessions;
  readonly isOnStatusBar: (job: JobKey) => boolean;
  /** Loads and draws a line and what is below it. */
  readonly refreshNode: (id: string) => void;
  /** Draws a line alone. */
  readonly redrawNode: (id: string) => void;
}

/** The id of a job's line. */
export function jobNodeId(key: JobKey): string {
  return `${key.connection}/${key.job}`;
}

export class JenkinsNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  /** Below the base URL. */
  readonly webPath = '/';
  private readonly deps: JobNodeDeps;

  constructor(connection: JenkinsConnection, deps: JobNodeDeps) {
    this.id = connection.id;
    this.connection = connection;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.connection.name, vscode.TreeItemCollapsibleState.Expanded);
    const version = this.deps.sessions.jenkins(this.connection).serverVersion;
    item.description = [this.connection.auth.user, version].filter(Boolean).join(' · ');
    item.iconPath = new vscode.ThemeIcon('server');
    item.tooltip = connectionDetails(this.connection, version && `Jenkins ${version}`).join('\n');
    item.contextValue = contextValue(Facet.connection, Facet.web);
    return item;
  }

  async children(signal: AbortSignal): Promise<TreeNode[]> {
    const session = this.deps.sessions.jenkins(this.connection);
    const known = session.serverVersion;
    const nodes = await jobNodes(this.connection, '', this.id, this.deps, signal);
    // The first answer tells the version, which this line shows.
    if (session.serverVersion !== known) this.deps.redrawNode(this.id);
    return nodes;
  }
}

export class FolderNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly webPath: string;
  private readonly folder: Job;
  private readonly deps: JobNodeDeps;

  constructor(connection: JenkinsConnection, folder: Job, deps: JobNodeDeps) {
    this.id = jobNodeId({ connection: connection.id, job: folder.fullName });
    this.connection = connection;
    this.folder = folder;
    this.deps = deps;
    this.webPath = `${jobPath(folder.fullName)}/`;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.folder.label, vscode.TreeItemCollapsibleState.Collapsed);
    const { icon, words } = lookOfJob(this.folder);
    item.iconPath = icon;
    if (this.folder.kind !== JobKind.folder) item.description = words;
    item.tooltip = [readableName(this.folder.fullName), words, this.folder.description].filter(Boolean).join('\n');
    item.accessibilityInformation = { label: `${this.folder.label}, ${words}` };
    item.contextValue = contextValue(Facet.web);
    return item;
  }

  children(signal: AbortSignal): Promise<TreeNode[]> {
    return jobNodes(this.connection, this.folder.fullName, this.id, this.deps, signal);
  }
}

export class JobNode implements TreeNode, JobRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly webPath: string;
  private details: Job;
  private readonly deps: JobNodeDeps;
  private shown = firstBuilds;

  constructor(connection: JenkinsConnection, details: Job, deps: JobNodeDeps) {
    this.id = jobNodeId({ connection: connection.id, job: details.fullName });
    this.connection = connection;
    this.job = details.fullName;
    this.details = details;
    this.deps = deps;
    this.webPath = `${jobPath(this.job)}/`;
  }

  item(): vscode.TreeItem {
    const { label, lastBuild, buildable } = this.details;
    const state = lastBuild ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(label, state);
    const { icon, words } = lookOfJob(this.details);
    item.iconPath = icon;
    item.description = describeJob(this.details, words);
    item.tooltip = tooltipOfJob(this.details, words);
    const onStatusBar = this.deps.isOnStatusBar({ connection: this.connection.id, job: this.job });
    item.contextValue = contextValue(
      Facet.web,
      buildable && Facet.buildable,
      lastBuild !== undefined && Facet.log,
      onStatusBar ? Facet.onStatusBar : Facet.offStatusBar,
    );
    return item;
  }

  /** Takes news of a build that is followed; says whether the line changes by it. */
  takeBuild(build: Build): boolean {
    if ((this.details.lastBuild?.number ?? 0) > build.number) return false;
    this.details = { ...this.details, lastBuild: build };
    return true;
  }

  async children(signal: AbortSignal): Promise<TreeNode[]> {
    const session = this.deps.sessions.jenkins(this.connection);
    // One more than is shown tells whether there are more.
    const builds = await listBuilds(session, this.job, Math.min(this.shown + 1, mostBuilds), { signal });
    const nodes: TreeNode[] = builds.slice(0, this.shown).map(build => new BuildNode(this, build));
    if (builds.length <= this.shown) return nodes;
    return [...nodes, new MoreNode(this.id, t('Show older builds'), () => this.showMore())];
  }

  private showMore(): void {
    this.shown = Math.min(this.shown + moreBuilds, mostBuilds);
    this.deps.refreshNode(this.id);
  }
}

export class BuildNode implements TreeNode, BuildRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly webPath: string;
  private readonly build: Build;

  constructor(ref: JobRef & TreeNode, build: Build) {
    this.id = `${ref.id}/#${build.number}`;
    this.connection = ref.connection;
    this.job = ref.job;
    this.number = build.number;
    this.build = build;
    this.webPath = `${buildPath(this.job, build.number)}/`;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.build.displayName);
    const { icon, words } = lookOfBuild(this.build);
    item.iconPath = icon;
    item.description = describeBuild(this.build, words);
    item.tooltip = [
      `${readableName(this.job)} ${this.build.displayName}: ${words}`,
      fullTime(this.build.startedAt),
      ...this.build.causes,
    ].join('\n');
    item.contextValue = contextValue(Facet.web, Facet.log);
    item.command = { command: 'jenkinsJira.openLog', title: t('Open Log'), arguments: [this] };
    return item;
  }
}

async function jobNodes(
  connection: JenkinsConnection,
  folder: string,
  parentId: string,
  deps: JobNodeDeps,
  signal: AbortSignal,
): Promise<TreeNode[]> {
  const jobs = await listJobs(deps.sessions.jenkins(connection), folder, { signal });
  if (jobs.length === 0) return [new MessageNode(parentId, t('No jobs here that your account may see'))];
  return jobs.map(job =>
    job.kind === JobKind.job ? new JobNode(connection, job, deps) : new FolderNode(connection, job, deps),
  );
}

function describeJob(job: Job, words: string): string {
  if (job.disabled || !job.lastBuild) return words;
  return `${job.lastBuild.displayName} · ${describeBuild(job.lastBuild, words)}`;
}

function describeBuild(build: Build, words: string): string {
  if (!build.running) return `${words} · ${timeAgo(build.startedAt)} · ${durationWords(build.durationMs)}`;
  const percent = progressOf(build);
  return percent === undefined ? words : `${words} · ${percent}%`;
}

function tooltipOfJob(job: Job, words: string): string {
  const last = job.lastBuild;
  return [
    readableName(job.fullName),
    job.description,
    last ? `${last.displayName}: ${words}` : words,
    last && fullTime(last.startedAt),
    ...(last?.causes ?? []),
  ]
    .filter(Boolean)
    .join('\n');
}
