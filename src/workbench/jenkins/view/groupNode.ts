import * as vscode from 'vscode';
import { BuildResult } from '../../../jenkins/builds/builds.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import { contextValue, type TreeNode } from '../../shell/trees/treeNode.ts';
import { isPaused } from '../jobs/jobWords.ts';

const { t } = vscode.l10n;

export interface Group {
  readonly id: string;
  readonly label: string;
  readonly icon?: string;
  readonly jobs: readonly Job[];
  /** Prefix of the ids of their lines. */
  readonly scope: string;
  readonly lines: () => TreeNode[];
}

/** Node of several jobs of a level, with a summary of their states. */
export class GroupNode implements TreeNode {
  readonly id: string;
  private readonly group: Group;

  constructor(group: Group) {
    this.id = group.id;
    this.group = group;
  }

  item(): vscode.TreeItem {
    const { label, icon, jobs } = this.group;
    const item = new vscode.TreeItem(
      `${label} (${jobs.length.toLocaleString(vscode.env.language)})`,
      vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.iconPath = new vscode.ThemeIcon(icon ?? 'list-tree');
    item.description = stateOfAll(jobs);
    item.contextValue = contextValue();
    return item;
  }

  staticChildren(): TreeNode[] {
    return this.group.lines();
  }

  leadsTo(id: string): boolean {
    const { jobs, scope } = this.group;
    return jobs.some(({ fullName }) => `${id}/`.startsWith(`${scope}/${fullName}/`));
  }
}

function stateOfAll(jobs: readonly Job[]): string {
  const count = (isMeant: (job: Job) => boolean) => jobs.filter(isMeant).length;
  const failed = count(({ result, disabled }) => result === BuildResult.failure && !disabled);
  const waits = ({ lastBuild }: Job) => lastBuild !== undefined && isPaused(lastBuild);
  const waiting = count(waits);
  const running = count(job => job.running && !waits(job));
  return [
    failed > 0 && t('{0} failed', failed),
    waiting > 0 && t('{0} waiting for input', waiting),
    running > 0 && t('{0} running', running),
  ]
    .filter(Boolean)
    .join(' · ');
}
