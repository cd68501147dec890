import * as vscode from 'vscode';
import { asNumber, asObject } from '../../../base/json.ts';
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
import type { NamedBuild, NamedBuilds } from './namedBuilds.ts';

export interface BuildsOfIssuesDeps {
  readonly store: ConnectionStore;
  readonly issueJobs: IssueJobs;
  readonly namedBuilds: () => Promise<NamedBuilds>;
  /** Of the Jenkins view's nodes; asked for with the first line. */
  readonly jobNodes: () => JobNodeDeps;
}

/** Builds of an issue's branches in its tooltip, and all that name it on its page and below its line. */
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
    const [jobs, named] = await Promise.allSettled([this.jobsOf(issue, signal), this.namedOf(issue, signal)]);
    signal.throwIfAborted();
    if (jobs.status === 'rejected') throw jobs.reason;
    const { buildsSection } = await import('./buildsSection.ts');
    // The views show the problem of a job that cannot be read.
    return buildsSection(jobs.value, named.status === 'fulfilled' ? named.value : []);
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

  private async namedOf(issue: IssueRef, signal: AbortSignal): Promise<readonly NamedBuild[]> {
    const { store, namedBuilds } = this.deps;
    const [{ ofSite }, builds] = await Promise.all([import('./buildLines.ts'), namedBuilds()]);
    return ofSite(store, issue, await builds.find(issue.key, signal));
  }

  async run(command: string, argument: string | undefined): Promise<boolean> {
    if (command !== 'openLog' && command !== 'startBuild') return false;
    const target = JSON.parse(argument ?? 'null');
    const number = asNumber(asObject(target)['number']);
    const job = parseJobKey(target);
    const build = job && { ...job, ...(number !== undefined && { number }) };
    await vscode.commands.executeCommand(`jenkinsJira.${command}`, build);
    return true;
  }
}
