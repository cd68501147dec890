import * as vscode from 'vscode';
import { JobNode } from '../jobs/jobNode.ts';
import type { JobNodeDeps } from '../jobs/nodeDeps.ts';
import { ActionNode, MessageNode } from '../trees/messageNode.ts';
import { contextValue, Facet, type Reading, type TreeNode } from '../trees/treeNode.ts';
import type { BranchJobs } from './branchJobs.ts';
import type { GitBranch } from './gitBranches.ts';

const { t } = vscode.l10n;

export interface MyWorkDeps {
  readonly jobs: BranchJobs;
  readonly nodes: JobNodeDeps;
  readonly hasJenkins: () => boolean;
}

/** The branch at hand of a repository: its jobs, with their last builds. */
export class BranchNode implements TreeNode {
  readonly id: string;
  readonly branch: GitBranch;
  private readonly deps: MyWorkDeps;

  constructor(branch: GitBranch, deps: MyWorkDeps) {
    this.id = `${branch.root}:${branch.name}`;
    this.branch = branch;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.branch.name, vscode.TreeItemCollapsibleState.Expanded);
    item.description = this.branch.repository;
    item.iconPath = new vscode.ThemeIcon('git-branch');
    item.tooltip = [this.branch.name, ...this.branch.keys].join('\n');
    item.contextValue = contextValue(Facet.branch);
    return item;
  }

  async children(reading: Reading): Promise<TreeNode[]> {
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
