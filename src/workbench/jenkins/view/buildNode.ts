import * as vscode from 'vscode';
import { readBuildDetails } from '../../../jenkins/builds/buildDetails.ts';
import { type Build, BuildResult, buildPath } from '../../../jenkins/builds/builds.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { BuildRef, JobRef } from '../jobs/jobRef.ts';
import { buildPresentation, describeBuild } from '../jobs/jobWords.ts';
import { tooltipOfBuild } from '../jobs/tooltips.ts';
import type { BuildChildrenDeps } from './buildChildren.ts';

export class BuildNode implements TreeNode, BuildRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly webPath: string;
  private readonly build: Build;
  private readonly deps: BuildChildrenDeps;

  constructor(ref: JobRef & { readonly id: string }, build: Build, deps: BuildChildrenDeps) {
    this.id = `${ref.id}/#${build.number}`;
    this.connection = ref.connection;
    this.job = ref.job;
    this.number = build.number;
    this.build = build;
    this.deps = deps;
    this.webPath = `${buildPath(this.job, build.number)}/`;
  }

  get isRunning(): boolean {
    return this.build.running;
  }

  get isFinal(): boolean {
    return !this.build.running;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.build.displayName, vscode.TreeItemCollapsibleState.Collapsed);
    const { icon, words } = buildPresentation(this.build);
    item.iconPath = icon;
    item.description = describeBuild(this.build, words);
    item.contextValue = contextValue(
      ContextFlag.web,
      ContextFlag.log,
      ContextFlag.build,
      this.build.running ? ContextFlag.running : ContextFlag.finished,
      this.build.isPipeline && ContextFlag.pipeline,
      this.build.keptForever ? ContextFlag.kept : ContextFlag.unkept,
      !this.connection.readOnly && ContextFlag.writable,
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
    return tooltipOfBuild(this.job, details?.build ?? this.build, details);
  }

  /** Whether its stages are what a person looks for. */
  get isTelling(): boolean {
    return this.build.running || this.build.result === BuildResult.failure;
  }

  /** Loaded with the first build that is opened. */
  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { buildChildren } = await import('./buildChildren.ts');
    return buildChildren(this, this.deps, reading);
  }
}
