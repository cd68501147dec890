import * as vscode from 'vscode';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { JobNodeDeps } from '../../jenkins/view/nodeDeps.ts';
import type { IssueLine } from '../../jira/issues/issueBuilds.ts';
import { contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { buildsId } from './buildsId.ts';
import type { NamedBuilds } from './namedBuilds.ts';

export interface BuildsNodeDeps {
  readonly store: ConnectionStore;
  readonly namedBuilds: () => Promise<NamedBuilds>;
  readonly nodes: () => JobNodeDeps;
}

/** Builds that name an issue. */
export class BuildsNode implements TreeNode {
  readonly id: string;
  private readonly issue: IssueLine;
  private readonly deps: BuildsNodeDeps;

  constructor(issue: IssueLine, deps: BuildsNodeDeps) {
    this.id = issue.id + buildsId;
    this.issue = issue;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Builds'), vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('run-all');
    item.contextValue = contextValue();
    return item;
  }

  async tooltip(): Promise<string> {
    return (await import('./buildLines.ts')).searchedWords();
  }

  async children({ signal }: LoadOptions): Promise<TreeNode[]> {
    const [{ buildLines, ofSite }, builds] = await Promise.all([import('./buildLines.ts'), this.deps.namedBuilds()]);
    const { store, nodes } = this.deps;
    return buildLines(this.id, ofSite(store, this.issue, await builds.find(this.issue.key, signal)), nodes());
  }
}
