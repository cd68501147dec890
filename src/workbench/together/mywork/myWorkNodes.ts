import * as vscode from 'vscode';
import type { BranchJobs } from '../../jenkins/branches/branchJobs.ts';
import { JobNode } from '../../jenkins/view/jobNode.ts';
import type { JobNodeDeps } from '../../jenkins/view/nodeDeps.ts';
import type { IssueNodeDeps } from '../../jira/issues/issueNodeDeps.ts';
import type { ProjectKeys } from '../../jira/keys/projectKeys.ts';
import type { GitBranch } from '../../shell/git/gitBranches.ts';
import { ActionNode, MessageNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';

const { t } = vscode.l10n;

export interface MyWorkDeps {
  readonly jobs: BranchJobs;
  readonly nodes: JobNodeDeps;
  readonly hasJenkins: () => boolean;
  readonly projectKeys: ProjectKeys;
  readonly issueNodes: IssueNodeDeps;
}

export function branchNodeId({ root, name }: GitBranch): string {
  return `${root}:${name}`;
}

/** Current branch of a repository: its issue, and its jobs with their last builds. */
export class BranchNode implements TreeNode {
  readonly id: string;
  readonly branch: GitBranch;
  private readonly deps: MyWorkDeps;

  constructor(branch: GitBranch, deps: MyWorkDeps) {
    this.id = branchNodeId(branch);
    this.branch = branch;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.branch.name, vscode.TreeItemCollapsibleState.Expanded);
    item.description = this.branch.repository;
    item.iconPath = new vscode.ThemeIcon('git-branch');
    item.tooltip = [this.branch.name, ...this.branch.keys].join('\n');
    item.contextValue = contextValue(ContextFlag.branch);
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const [issue, jobs] = await Promise.allSettled([this.issueLine(reading), this.jobLines(reading)]);
    const above = issue.status === 'fulfilled' ? issue.value : [];
    if (jobs.status === 'fulfilled') return [...above, ...jobs.value];
    throw jobs.reason;
  }

  /** Issue that the branch is named after. */
  private async issueLine(reading: LoadOptions): Promise<TreeNode[]> {
    const { projectKeys, issueNodes } = this.deps;
    const ref = await projectKeys.issueOfBranch(this.branch.name);
    if (!ref) return [];
    const { issueLine } = await import('../links/issuesNode.ts');
    return [await issueLine(this.id, ref, issueNodes, reading)];
  }

  private async jobLines(reading: LoadOptions): Promise<TreeNode[]> {
    if (!this.deps.hasJenkins()) return [];
    const found = await this.deps.jobs.find(this.branch, reading);
    if (found.length > 0) {
      const placement = { scope: this.id, apart: true, open: true };
      return found.map(({ connection, job }) => new JobNode(connection, job, placement, this.deps.nodes));
    }
    const choose = new ActionNode(this.id, {
      text: t('Choose the job of this repository…'),
      icon: 'link',
      command: 'chooseBranchJob',
      target: this.branch.root,
    });
    return [new MessageNode(this.id, t('No job that builds this branch was found')), choose];
  }
}
