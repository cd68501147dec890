import * as vscode from 'vscode';
import type { Build } from '../../../jenkins/builds/builds.ts';
import { jobPath } from '../../../jenkins/jobs/jobPath.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import { PartKind } from '../../../jenkins/jobs/partKind.ts';
import { listPartRuns, listParts, type PartRun } from '../../../jenkins/jobs/parts.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { buildPresentation, describeBuild } from '../jobs/jobWords.ts';
import type { Run } from '../pipelines/stageNodes.ts';

const { t } = vscode.l10n;
const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const labels: Readonly<Record<PartKind, string>> = {
  [PartKind.configuration]: t('Configurations'),
  [PartKind.module]: t('Modules'),
};

export interface PartNodeDeps {
  readonly sessions: Sessions;
}

/** Makes the line of a build that stands apart from its job. */
export type BuildLine = (
  ref: JobRef & { readonly id: string },
  build: Build,
  texts: { readonly label: string; readonly description: string },
) => TreeNode;

/** Parts of a project: cells of a matrix, modules of a Maven project. */
export class PartsNode implements TreeNode {
  readonly id: string;
  private readonly project: JobRef & { readonly id: string };
  private readonly kind: PartKind;
  private readonly deps: PartNodeDeps;
  private readonly nodeOf: (part: Job, scope: string) => TreeNode;

  /** @param nodeOf makes the line of a part; a dependency, since it is that of a job, which has parts itself */
  constructor(
    project: JobRef & { readonly id: string },
    kind: PartKind,
    deps: PartNodeDeps,
    nodeOf: (part: Job, scope: string) => TreeNode,
  ) {
    this.id = `${project.id}/:parts`;
    this.project = project;
    this.kind = kind;
    this.deps = deps;
    this.nodeOf = nodeOf;
  }

  item(): vscode.TreeItem {
    return itemOf(this.kind, Collapsed);
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { connection, job } = this.project;
    const parts = await listParts(this.deps.sessions.jenkins(connection), job, this.kind, reading);
    return parts.length > 0 ? parts.map(part => this.nodeOf(part, this.id)) : [noneOf(this.id, this.kind)];
  }
}

/** Parts that were built with a build of their project. */
export class PartRunsNode implements TreeNode {
  readonly id: string;
  private readonly run: Run;
  private readonly kind: PartKind;
  private readonly deps: PartNodeDeps;
  private readonly lineOf: BuildLine;

  /** @param lineOf a dependency, since a build has parts itself */
  constructor(run: Run, kind: PartKind, deps: PartNodeDeps, lineOf: BuildLine) {
    this.id = `${run.id}/:parts`;
    this.run = run;
    this.kind = kind;
    this.deps = deps;
    this.lineOf = lineOf;
  }

  get isFinal(): boolean {
    return !this.run.isRunning;
  }

  item(): vscode.TreeItem {
    return itemOf(this.kind, this.run.isTelling ? Expanded : Collapsed);
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { connection } = this.run;
    const runs = await listPartRuns(this.deps.sessions.jenkins(connection), this.run, this.kind, reading);
    return runs.length > 0 ? runs.map(run => this.nodeOf(run)) : [noneOf(this.id, this.kind)];
  }

  private nodeOf(part: PartRun): TreeNode {
    const { job, label, build } = part;
    const ref = { connection: this.run.connection, job, id: `${this.id}/${job}` };
    if (!build) return new WaitingPartNode(ref, part);
    const description = describeBuild(build, buildPresentation(build).words);
    return this.lineOf(ref, build, { label, description });
  }
}

/** Part whose build has not begun: it waits in the queue, for others, or is left out of this run. */
class WaitingPartNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly webPath: string;
  private readonly part: PartRun;

  constructor({ id, connection, job }: JobRef & { readonly id: string }, part: PartRun) {
    this.id = id;
    this.connection = connection;
    this.webPath = `${jobPath(job)}/`;
    this.part = part;
  }

  item(): vscode.TreeItem {
    const { label, isQueued, why } = this.part;
    const item = new vscode.TreeItem(label);
    item.iconPath = new vscode.ThemeIcon(isQueued ? 'clock' : 'circle-outline');
    item.description = isQueued ? t('queued') : t('not begun');
    item.tooltip = isQueued ? why : t('Waits for other configurations, or is left out of this run.');
    item.contextValue = contextValue(ContextFlag.web);
    return item;
  }
}

function itemOf(kind: PartKind, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(labels[kind], state);
  item.iconPath = new vscode.ThemeIcon('layers');
  item.contextValue = contextValue();
  return item;
}

function noneOf(id: string, kind: PartKind): TreeNode {
  return new MessageNode(
    id,
    kind === PartKind.configuration ? t('No configurations were built') : t('No modules were built'),
  );
}
