import * as vscode from 'vscode';
import { readBuildDetails } from '../../../jenkins/builds/buildDetails.ts';
import { type Build, BuildResult, buildPath } from '../../../jenkins/builds/builds.ts';
import { kindOfPart, PartKind } from '../../../jenkins/jobs/partKind.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { BuildRef, JobRef } from '../jobs/jobRef.ts';
import { buildPresentation, describeBuild, isPaused, isRed } from '../jobs/jobWords.ts';
import { lackedFlags } from '../jobs/lacking.ts';
import type { BuildChildrenDeps } from './buildChildren.ts';

/** Texts of a line that does not stand below its job. */
interface Apart {
  readonly label: string;
  readonly description: string;
}

export class BuildNode implements TreeNode, BuildRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly webPath: string;
  private readonly build: Build;
  private readonly deps: BuildChildrenDeps;
  private readonly apart: Apart | undefined;

  constructor(ref: JobRef & { readonly id: string }, build: Build, deps: BuildChildrenDeps, apart?: Apart) {
    this.apart = apart;
    this.id = `${ref.id}/#${build.number}`;
    this.connection = ref.connection;
    this.job = ref.job;
    this.number = build.number;
    this.build = build;
    this.deps = deps;
    this.webPath = `${buildPath(this.job, build.number)}/`;
  }

  get displayName(): string {
    return this.build.displayName;
  }

  get isRunning(): boolean {
    return this.build.running;
  }

  /** Whether it is likely to change soon: while it waits for a person it may not for days. */
  get isLively(): boolean {
    return this.isRunning && !isPaused(this.build);
  }

  /** A part is kept, deleted and built again with its project; a cell of a matrix can be stopped by itself. */
  private get canBeChanged(): boolean {
    const part = kindOfPart(this.job);
    return part === undefined || (part === PartKind.configuration && this.build.running);
  }

  get isFinal(): boolean {
    return !this.build.running;
  }

  item(): vscode.TreeItem {
    const { label, description } = this.apart ?? { label: this.build.displayName, description: undefined };
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    const { icon, words } = buildPresentation(this.build);
    item.iconPath = icon;
    item.description = description ?? describeBuild(this.build, words);
    if (this.apart) item.accessibilityInformation = { label: [label, words].join(', ') };
    item.contextValue = contextValue(
      ContextFlag.web,
      ContextFlag.log,
      ContextFlag.build,
      this.build.running ? ContextFlag.running : ContextFlag.finished,
      isRed(this.build) && ContextFlag.red,
      this.build.isPipeline && ContextFlag.pipeline,
      isPaused(this.build) && ContextFlag.paused,
      this.build.keptForever && ContextFlag.kept,
      !this.connection.readOnly && this.canBeChanged && ContextFlag.writable,
      ...lackedFlags(this.deps.sessions.lackedOf(this.connection), this.job),
    );
    item.command = { command: 'jenkinsJira.openLog', title: vscode.l10n.t('Open Log'), arguments: [this] };
    return item;
  }

  async tooltip(signal: AbortSignal): Promise<string> {
    const session = this.deps.sessions.jenkins(this.connection);
    const reading = { signal, background: true };
    const details = await this.deps.background.optional('Details of a build could not be read', () =>
      readBuildDetails(session, this.job, this.number, reading),
    );
    const { tooltipOfBuild } = await import('../jobs/tooltips.ts');
    return tooltipOfBuild(this.job, details?.build ?? this.build, details);
  }

  /** Whether its stages are what a person looks for. */
  get isTelling(): boolean {
    return this.build.running || this.build.result === BuildResult.failure;
  }

  /** Loaded with the first build that is opened. */
  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { buildChildren } = await import('./buildChildren.ts');
    return buildChildren(this, this.deps, reading, (ref, build, texts) => new BuildNode(ref, build, this.deps, texts));
  }
}
