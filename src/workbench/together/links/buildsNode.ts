import * as vscode from 'vscode';
import type { JobNodeDeps } from '../../jenkins/view/nodeDeps.ts';
import { contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { buildsId } from './buildsId.ts';
import type { NamedBuilds } from './namedBuilds.ts';

export interface BuildsNodeDeps {
  readonly namedBuilds: () => Promise<NamedBuilds>;
  readonly nodes: () => JobNodeDeps;
}

/** Builds that name an issue. */
export class BuildsNode implements TreeNode {
  readonly id: string;
  private readonly key: string;
  private readonly deps: BuildsNodeDeps;

  constructor({ id, key }: { readonly id: string; readonly key: string }, deps: BuildsNodeDeps) {
    this.id = id + buildsId;
    this.key = key;
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
    const [{ buildLines }, builds] = await Promise.all([import('./buildLines.ts'), this.deps.namedBuilds()]);
    return buildLines(this.id, await builds.find(this.key, signal), this.deps.nodes());
  }
}
