import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type JenkinsConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { problemLines } from '../../connections/words/problemNodes.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TreeLine } from '../../shell/trees/drawnLines.ts';
import { NodeTree } from '../../shell/trees/nodeTree.ts';
import { pollingPause } from '../../shell/trees/pollingPause.ts';
import { TreePoller } from '../../shell/trees/treePoller.ts';
import type { BuildTracker } from '../builds/buildTracker.ts';
import type { JobWatcher } from '../builds/jobWatcher.ts';
import type { DetailNodeDeps } from '../details/detailDeps.ts';
import type { JobList } from '../jobs/jobList.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import type { JobResults } from '../jobs/jobResults.ts';
import type { BuildIssues } from './buildIssues.ts';
import { FilterState } from './filterState.ts';
import { JenkinsNode } from './jenkinsNode.ts';
import { jobCommands } from './jobCommands.ts';
import { isLivelyLine, keepJobLines } from './jobLines.ts';
import { JobNodeState } from './jobNodeState.ts';
import { levelNodes } from './levelNodes.ts';
import type { JobNodeDeps } from './nodeDeps.ts';
import { PinDragAndDrop } from './pinDragAndDrop.ts';
import { waitingCommandNames, waitingSetting } from './waitingSetting.ts';

export interface JobTreeDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly tracker: BuildTracker;
  readonly statusBarJobs: JobList;
  readonly reportedJobs: JobList;
  readonly pins: JobList;
  readonly jobResults: JobResults;
  readonly watcher: JobWatcher;
  readonly jobPicker: JobPicker;
  readonly projectKeys: DetailNodeDeps['projectKeys'];
  readonly requestsPerMinute: (connection: JenkinsConnection) => number;
  readonly buildIssues: BuildIssues;
  readonly drafts: Drafts;
  readonly claims: Claims;
  readonly background: Background;
}

export interface JobTree {
  /** For the commands of all trees. */
  readonly tree: NodeTree;
  /** Dependencies of job nodes in any view. */
  readonly nodeDeps: JobNodeDeps;
  readonly view: Pick<vscode.TreeView<TreeLine>, 'badge' | 'onDidChangeSelection'>;
  /** Reads the view again after a change on a Jenkins. */
  readonly refreshSoon: () => void;
  readonly disposable: vscode.Disposable;
}

/** The Jenkins view. */
export function register(deps: JobTreeDeps): JobTree {
  const { store, statusBarJobs, pins, background } = deps;
  const filter = new FilterState(background);
  const nodeDeps: JobNodeDeps = {
    ...{ openRuns: new Map(), stageMemories: new WeakMap(), stageAgents: new Map() },
    ...{ sessions: deps.sessions, drafts: deps.drafts, projectKeys: deps.projectKeys, background },
    buildIssues: deps.buildIssues,
    linesOf: levelNodes,
    jobResults: deps.jobResults,
    isOnStatusBar: job => statusBarJobs.has(job),
    isWatched: job => deps.watcher.has(job),
    isReported: job => deps.reportedJobs.has(job),
    isPinned: job => pins.has(job),
    pinned: ({ id }) => pins.all().filter(({ connection }) => connection === id),
    filter: () => filter.value,
    requestsPerMinute: deps.requestsPerMinute,
    state: new JobNodeState(),
    refreshNode: id => tree.refreshNode(id),
    redrawNode: id => tree.redrawNode(id),
  };
  const roots = () => store.ofProduct(Product.jenkins).map(connection => new JenkinsNode(connection, nodeDeps));
  const tree = new NodeTree(roots, problemLines, background);
  const view = tree.createView('jenkinsJira.jenkins', {
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: new PinDragAndDrop(pins),
  });
  const isLively = () => tree.all().some(isLivelyLine);
  const poller = new TreePoller({ tree, view, pauseMs: pollingPause, isLively, background });
  const disposable = vscode.Disposable.from(
    tree,
    view,
    poller,
    filter,
    jobCommands({ ...deps, tree, view, filter }),
    deps.commands.registerLater(waitingCommandNames, async () => ({
      handlers: (await import('./waitingCommands.ts')).waitingCommands({ ...deps, tree, view }),
    })),
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration(waitingSetting) && tree.refresh()),
    filter.onDidChange(() => {
      view.description = filter.words;
      tree.refresh();
    }),
    store.onDidChangeOf(Product.jenkins)(() => tree.refresh()),
    deps.sessions.onDidChangeStarting(() => notifyStarting(view, deps)),
    pins.onDidChangeOrder(() => tree.refresh()),
    keepJobLines(deps, tree, poller),
    deps.drafts.onDidChangeMarks(() => tree.redraw()),
    deps.sessions.onDidLack(() => tree.redraw()),
  );
  return { tree, view, nodeDeps, refreshSoon: () => tree.refresh(), disposable };
}

/** On the view, since VS Code does not redraw a node while its children are being loaded. */
function notifyStarting(view: vscode.TreeView<TreeLine>, { store, sessions }: JobTreeDeps): void {
  const starting = store.ofProduct(Product.jenkins).filter(each => sessions.jenkins(each).isStarting);
  const names = starting.map(({ name }) => name).join(', ');
  view.message = names ? vscode.l10n.t('Jenkins is starting on {0}. Waiting for it…', names) : '';
}
