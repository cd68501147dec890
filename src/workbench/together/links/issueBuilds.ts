import * as vscode from 'vscode';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { BranchJob } from '../../jenkins/branches/branchJobs.ts';
import { parseJobKey } from '../../jenkins/jobs/jobRef.ts';
import type { JobNodeDeps } from '../../jenkins/view/nodeDeps.ts';
import type { BuildDrawing, IssueBuilds, IssueLine } from '../../jira/issues/issueBuilds.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import { BuildsNode } from './buildsNode.ts';
import type { IssueJobs } from './issueJobs.ts';
import type { NamedBuilds } from './namedBuilds.ts';

export interface BuildsOfIssuesDeps {
  readonly store: ConnectionStore;
  readonly issueJobs: IssueJobs;
  readonly namedBuilds: () => Promise<NamedBuilds>;
  /** Of the Jenkins view's nodes; asked for with the first line. */
  readonly jobNodes: () => JobNodeDeps;
}

/** Builds of an issue's branches on its page and in its tooltip, and all that name it below its line. */
export class BuildsOfIssues implements IssueBuilds {
  private readonly deps: BuildsOfIssuesDeps;

  constructor(deps: BuildsOfIssuesDeps) {
    this.deps = deps;
  }

  nodes(issue: IssueLine, drawing: BuildDrawing): TreeNode[] {
    const { store, namedBuilds, jobNodes } = this.deps;
    if (store.ofProduct(Product.jenkins).length === 0) return [];
    return [new BuildsNode(issue, { store, namedBuilds, nodes: () => ({ ...jobNodes(), ...drawing }) })];
  }

  async section(issue: IssueRef, signal: AbortSignal): Promise<string> {
    const { buildsSection } = await import('./buildsSection.ts');
    return buildsSection(await this.jobsOf(issue, signal));
  }

  async lines(issue: IssueRef, signal: AbortSignal): Promise<readonly string[]> {
    const { jobLine } = await import('./buildsSection.ts');
    return (await this.jobsOf(issue, signal)).map(({ job }) => jobLine(job));
  }

  /** Jobs of the issue's branches, but for those whose issues are another site's. */
  private async jobsOf({ connection, key }: IssueRef, signal: AbortSignal): Promise<readonly BranchJob[]> {
    const { store, issueJobs } = this.deps;
    const found = await issueJobs.find(key, signal);
    const { sitesOfJob } = await import('./sitesOfBuild.ts');
    return found.filter(each =>
      sitesOfJob(store, { ...each, job: each.job.fullName }).some(({ id }) => id === connection.id),
    );
  }

  async run(command: string, argument: string | undefined): Promise<boolean> {
    if (command !== 'openLog' && command !== 'startBuild') return false;
    await vscode.commands.executeCommand(`jenkinsJira.${command}`, parseJobKey(JSON.parse(argument ?? 'null')));
    return true;
  }
}
