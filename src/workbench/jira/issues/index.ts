import * as vscode from 'vscode';
import { Product } from '../../connections/settings/connection.ts';
import { problemLines } from '../../connections/words/problemNodes.ts';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import { registerPages } from '../../shell/pages/registerPages.ts';
import { NodeTree } from '../../shell/trees/nodeTree.ts';
import { pollingPause } from '../../shell/trees/pollingPause.ts';
import { TreePoller } from '../../shell/trees/treePoller.ts';
import { affectsQueries, badgeQuery } from '../queries/queries.ts';
import { IssueDragAndDrop } from './dragging/issueDragAndDrop.ts';
import type { EditDeps } from './editFields.ts';
import { issueCommandNames } from './issueCommandNames.ts';
import type { IssueFeature, IssueFeatureDeps } from './issueFeature.ts';
import { parseGrouping } from './issueGroups.ts';
import type { IssueNodeDeps } from './issueNodeDeps.ts';
import { IssuePermissions } from './issuePermissions.ts';
import type { IssueRef } from './issueRef.ts';
import { attachmentScheme, issueScheme, textScheme } from './issueUri.ts';
import type { QueryBadge } from './queryBadge.ts';
import { JiraNode } from './queryNodes.ts';

export interface IssueTreeDeps extends Omit<IssueFeatureDeps, 'permissions'> {
  readonly commands: CommandTable;
}

export interface IssueTree {
  /** For the commands of all trees. */
  readonly tree: NodeTree;
  /** Dependencies of issue nodes in any view. */
  readonly nodeDeps: IssueNodeDeps;
  readonly permissions: IssuePermissions;
  /** Parts that change fields of issues. Loaded at their first use. */
  readonly edits: () => Promise<EditDeps>;
  readonly disposable: vscode.Disposable;
}

/** Factor of the polling pause: issues change less often than builds. */
const slower = 4;

/** Jira view and pages of issues. */
export function register({ commands, ...others }: IssueTreeDeps): IssueTree {
  const { store, sessions, background } = others;
  const permissions = new IssuePermissions(sessions, background);
  const deps = { ...others, permissions };
  const feature = new Lazy<IssueFeature>(
    async () => (await import('./issueFeature.ts')).openIssueFeature(deps),
    deps.background,
  );
  const nodeDeps: IssueNodeDeps = {
    ...{ sessions, background, permissions },
    drafts: deps.drafts,
    builds: deps.builds,
    grouping: () => parseGrouping(vscode.workspace.getConfiguration('jenkinsJira.jira').get('groupBy')),
    shown: new Map(),
    counts: new Map(),
    refreshNode: id => tree.refreshNode(id),
    redrawNode: id => tree.redrawNode(id),
  };
  const roots = () => store.ofProduct(Product.jira).map(connection => new JiraNode(connection, nodeDeps));
  const tree = new NodeTree(roots, problemLines, background);
  const dragAndDropController = new IssueDragAndDrop(async () => (await feature.get()).dropped);
  const view = tree.createView('jenkinsJira.jira', {
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController,
  });
  const pauseMs = () => {
    const pause = pollingPause();
    return pause === undefined ? undefined : pause * slower;
  };
  const badge = new Lazy<QueryBadge>(async () => {
    const { QueryBadge } = await import('./queryBadge.ts');
    return new QueryBadge({ store, sessions, background, view, pauseMs });
  }, background);
  const drawBadge = () => {
    if (badge.ifMade || badgeQuery()) background.run(async () => (await badge.get()).draw(), 'badge');
  };
  drawBadge();
  const changed = ({ connection, key }: IssueRef) => {
    background.run(async () => (await feature.ifMade)?.pages.refresh(key));
    permissions.renew({ connection, key });
    drawBadge();
    // A new status may move it in or out of any query; its comments have levels of their own.
    tree.refreshWhere(id => id.startsWith(`${connection.id}/`) && !/\/[A-Z][A-Z0-9_]*-\d+$/.test(id));
  };
  const disposable = vscode.Disposable.from(
    tree,
    view,
    permissions,
    new TreePoller({ tree, view, pauseMs, isLively: () => false, background }),
    feature,
    badge,
    dragAndDropController.register(),
    registerFiles(feature, deps.drafts),
    commands.registerLater(issueCommandNames, feature.get),
    tree.onDidRefresh(drawBadge),
    store.onDidChangeOf(Product.jira)(() => tree.refresh()),
    vscode.workspace.onDidChangeConfiguration(event => affectsQueries(event) && tree.refresh()),
    deps.changes.onDidChange(changed),
    deps.drafts.onDidChangeMarks(() => tree.redraw()),
    permissions.keepLines(tree, view),
  );
  return { tree, nodeDeps, permissions, edits: async () => (await feature.get()).edits, disposable };
}

function registerFiles(feature: Lazy<IssueFeature>, drafts: Drafts): vscode.Disposable {
  const attachments = new LazyFileSystemProvider(async () => (await feature.get()).attachments);
  return vscode.Disposable.from(
    registerPages(issueScheme, 'jenkinsJira.issue', feature.get),
    vscode.workspace.registerFileSystemProvider(attachmentScheme, attachments, { isReadonly: true }),
    drafts.register(textScheme, async () => (await feature.get()).texts),
  );
}
