import * as vscode from 'vscode';
import { Phase } from '../../jenkins/index.ts';
import type { BuildTracker } from '../builds/buildTracker.ts';
import { Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import type { StatusBarJobs } from '../statusbar/statusBarJobs.ts';
import { NodeTree } from '../trees/nodeTree.ts';
import { JenkinsNode, JobNode, type JobNodeDeps, jobNodeId } from './jobNodes.ts';
import { keyOf } from './jobRef.ts';

export interface JobTreeDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly tracker: BuildTracker;
  readonly statusBarJobs: StatusBarJobs;
}

/** The Jenkins view. The tree is handed out for what all trees have in common. */
export function register(deps: JobTreeDeps): { tree: NodeTree; disposable: vscode.Disposable } {
  const { store, tracker, statusBarJobs } = deps;
  const nodeDeps: JobNodeDeps = {
    sessions: deps.sessions,
    isOnStatusBar: job => statusBarJobs.has(job),
    refreshNode: id => tree.refreshNode(id),
    redrawNode: id => tree.redrawNode(id),
  };
  const tree = new NodeTree(() =>
    store.ofProduct(Product.jenkins).map(connection => new JenkinsNode(connection, nodeDeps)),
  );
  const view = vscode.window.createTreeView('jenkinsJira.jenkins', { treeDataProvider: tree, showCollapseAll: true });
  const tellStarting = () => {
    const starting = store.ofProduct(Product.jenkins).filter(each => deps.sessions.jenkins(each).isStarting);
    const names = starting.map(({ name }) => name).join(', ');
    // On the view, since VS Code draws no line anew while what is below it is being loaded.
    view.message = names ? vscode.l10n.t('Jenkins is starting on {0}. Waiting for it…', names) : '';
  };
  const disposable = vscode.Disposable.from(
    tree,
    view,
    store.onDidChangeOf(Product.jenkins)(() => tree.refresh()),
    deps.sessions.onDidChangeStarting(tellStarting),
    statusBarJobs.onDidChange(job => tree.redrawNode(jobNodeId(job))),
    tracker.onDidChange(({ ref, progress }) => {
      // A waiting build is not yet one of the job's builds.
      if (progress.phase !== Phase.running && progress.phase !== Phase.finished) return;
      const id = jobNodeId(keyOf(ref));
      const node = tree.find(id);
      if (node instanceof JobNode && node.takeBuild(progress.build)) tree.refreshNode(id);
    }),
  );
  return { tree, disposable };
}
