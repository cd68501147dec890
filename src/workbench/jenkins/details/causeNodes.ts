import * as vscode from 'vscode';
import type { BuildFacts, Cause } from '../../../jenkins/builds/buildFacts.ts';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import { type DownstreamBuild, listDownstream } from '../../../jenkins/builds/downstream.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { buildPresentation, describeBuild } from '../jobs/jobWords.ts';
import type { DetailedBuild, DetailNodeDeps } from './detailDeps.ts';

const { t } = vscode.l10n;

/** Line of what started a build, and of the builds that it started. */
export class CausesNode implements TreeNode {
  readonly id: string;
  readonly isFinal: boolean;
  private readonly build: DetailedBuild;
  private readonly facts: BuildFacts;
  private readonly deps: DetailNodeDeps;

  constructor(build: DetailedBuild, facts: BuildFacts, deps: DetailNodeDeps) {
    this.id = `${build.id}/:causes`;
    // A build may start others after its own end.
    this.isFinal = facts.isPipeline;
    this.build = build;
    this.facts = facts;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const label = this.facts.isPipeline ? t('Causes') : t('Causes and Downstream');
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('references');
    item.description = this.facts.causes[0]?.sentence ?? '';
    item.contextValue = contextValue();
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { connection, job, number } = this.build;
    const causes = this.facts.causes.map((cause, at) => causeNode(`${this.id}/${at}`, connection, cause));
    // Only jobs of other kinds are bound to their downstream jobs.
    if (this.facts.isPipeline) return causes;
    const started = await listDownstream(this.deps.sessions.jenkins(connection), job, number, reading);
    return [...causes, ...started.map(each => new DownstreamNode(this.id, connection, each))];
  }
}

function causeNode(id: string, connection: JenkinsConnection, { sentence, upstream }: Cause): TreeNode {
  return upstream ? new UpstreamNode(id, connection, sentence, upstream) : new CauseNode(id, sentence);
}

class CauseNode implements TreeNode {
  readonly id: string;
  private readonly sentence: string;

  constructor(id: string, sentence: string) {
    this.id = id;
    this.sentence = sentence;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.sentence);
    item.tooltip = this.sentence;
    item.iconPath = new vscode.ThemeIcon('info');
    item.contextValue = contextValue();
    return item;
  }
}

/** Build that started another; its log is a click away. */
class UpstreamNode implements TreeNode, BuildRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly webPath: string;
  private readonly sentence: string;

  constructor(
    id: string,
    connection: JenkinsConnection,
    sentence: string,
    upstream: { readonly job: string; readonly number: number },
  ) {
    this.id = id;
    this.connection = connection;
    this.job = upstream.job;
    this.number = upstream.number;
    this.webPath = `${buildPath(upstream.job, upstream.number)}/`;
    this.sentence = sentence;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(t('Started by {0} #{1}', readableName(this.job), this.number));
    item.tooltip = this.sentence;
    item.iconPath = new vscode.ThemeIcon('arrow-up');
    return opening(this, item);
  }
}

class DownstreamNode implements TreeNode, BuildRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly webPath: string;
  private readonly started: DownstreamBuild;

  constructor(parentId: string, connection: JenkinsConnection, started: DownstreamBuild) {
    const { job, build } = started;
    this.id = `${parentId}/${job}#${build.number}`;
    this.connection = connection;
    this.job = job;
    this.number = build.number;
    this.webPath = `${buildPath(job, build.number)}/`;
    this.started = started;
  }

  item(): vscode.TreeItem {
    const { build } = this.started;
    const item = new vscode.TreeItem(t('Started {0} {1}', readableName(this.job), build.displayName));
    const { icon, words } = buildPresentation(build);
    item.iconPath = icon;
    item.description = describeBuild(build, words);
    return opening(this, item);
  }
}

function opening(build: BuildRef, item: vscode.TreeItem): vscode.TreeItem {
  item.contextValue = contextValue(ContextFlag.web, ContextFlag.log);
  item.command = { command: 'jenkinsJira.openLog', title: t('Open Log'), arguments: [build] };
  return item;
}
