import * as vscode from 'vscode';
import { Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import { NodeTree } from '../trees/nodeTree.ts';
import { type IssueNodeDeps, JiraNode } from './issueNodes.ts';
import type { IssueRef } from './issueRef.ts';
import { affectsQueries } from './queries.ts';

export interface IssueTreeDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  /** Fires when an issue was changed from here. */
  readonly onDidChangeIssue: vscode.Event<IssueRef>;
}

/** The Jira view. The tree is handed out for what all trees have in common. */
export function register(deps: IssueTreeDeps): { tree: NodeTree; disposable: vscode.Disposable } {
  const { store } = deps;
  const nodeDeps: IssueNodeDeps = {
    sessions: deps.sessions,
    refreshNode: id => tree.refreshNode(id),
    redrawNode: id => tree.redrawNode(id),
  };
  const tree = new NodeTree(() => store.ofProduct(Product.jira).map(connection => new JiraNode(connection, nodeDeps)));
  const disposable = vscode.Disposable.from(
    tree,
    vscode.window.createTreeView('jenkinsJira.jira', { treeDataProvider: tree, showCollapseAll: true }),
    store.onDidChangeOf(Product.jira)(() => tree.refresh()),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (affectsQueries(event)) tree.refresh();
    }),
    deps.onDidChangeIssue(({ connection, key }) =>
      // The same issue may stand under several queries.
      tree.refreshWhere(id => id.startsWith(`${connection.id}/`) && id.endsWith(`/${key}/comments`)),
    ),
  );
  return { tree, disposable };
}
