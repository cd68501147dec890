import * as vscode from 'vscode';
import { Phase } from '../../../jenkins/builds/follow.ts';
import type { NodeTree } from '../../shell/trees/nodeTree.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import type { TreePoller } from '../../shell/trees/treePoller.ts';
import type { BuildTracker } from '../builds/buildTracker.ts';
import type { JobWatcher } from '../builds/jobWatcher.ts';
import type { JobList } from '../jobs/jobList.ts';
import { isSameJob, keyOf } from '../jobs/jobRef.ts';
import { BuildNode } from './buildNode.ts';
import { JobNode } from './jobNode.ts';

export interface JobLinesDeps {
  readonly tracker: BuildTracker;
  readonly statusBarJobs: JobList;
  readonly watcher: JobWatcher;
  readonly reportedJobs: JobList;
  readonly pins: JobList;
}

/** Updates the lines of jobs in every view at once after an action in this window. */
export function keepJobLines(deps: JobLinesDeps, tree: NodeTree, poller: TreePoller): vscode.Disposable {
  const { tracker, statusBarJobs, watcher, reportedJobs, pins } = deps;
  const jobNodes = () => tree.all().filter(node => node instanceof JobNode);
  const redraw = (isMeant: (node: JobNode) => boolean) => {
    for (const node of jobNodes().filter(isMeant)) tree.redrawNode(node.id);
  };
  return vscode.Disposable.from(
    statusBarJobs.onDidChange(job => redraw(node => isSameJob(keyOf(node), job))),
    watcher.onDidChange(job => redraw(node => isSameJob(keyOf(node), job))),
    reportedJobs.onDidChange(job => redraw(node => isSameJob(keyOf(node), job))),
    pins.onDidChange(job => redraw(node => isSameJob(keyOf(node), job))),
    tracker.onDidChange(({ ref, progress }) => {
      // A waiting build is not yet among the job's builds, but in the queue.
      poller.soon();
      if (progress.phase !== Phase.running && progress.phase !== Phase.finished) return;
      const { build } = progress;
      for (const node of jobNodes()) {
        if (isSameJob(keyOf(node), keyOf(ref)) && node.takeBuild(build)) tree.refreshNode(node.id);
      }
    }),
  );
}

/** Whether a node shows a build that is likely to change soon. */
export function isLivelyLine(node: TreeNode): boolean {
  return (node instanceof JobNode || node instanceof BuildNode) && node.isLively;
}
