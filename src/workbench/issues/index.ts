import * as vscode from 'vscode';
import type { CommandTable } from '../commands/commandTable.ts';
import { Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import { EditedTexts } from '../files/editedTexts.ts';
import { affectsQueries } from '../queries/queries.ts';
import { NodeTree } from '../trees/nodeTree.ts';
import { pollingPause } from '../trees/pollingPause.ts';
import type { TreeNode } from '../trees/treeNode.ts';
import { TreePoller } from '../trees/treePoller.ts';
import { AttachmentFiles, attachmentScheme, attachmentUri, downloadAttachment } from './attachmentFiles.ts';
import type { EditDeps } from './editFields.ts';
import { FieldAsker } from './fieldAsker.ts';
import type { IssueChanges } from './issueChanges.ts';
import { actOnPage, issueCommands } from './issueCommands.ts';
import { parseGrouping } from './issueGroups.ts';
import type { IssueNodeDeps } from './issueNodes.ts';
import type { IssueRef } from './issueRef.ts';
import { issueScheme } from './issueUri.ts';
import { IssueFiles, type IssuePageDeps, IssuePages } from './page/issuePages.ts';
import { JiraNode } from './queryNodes.ts';

export interface IssueTreeDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly memento: vscode.Memento;
  readonly extension: vscode.Uri;
  readonly changes: IssueChanges;
  readonly jobsOf: IssuePageDeps['jobsOf'];
}

export interface IssueTree {
  /** For what all trees have in common. */
  readonly tree: NodeTree;
  /** What lines of issues ask for, wherever they stand. */
  readonly nodeDeps: IssueNodeDeps;
  /** What changes issues by asking for their fields. */
  readonly edits: EditDeps;
  readonly disposable: vscode.Disposable;
}

/** Issues change less often than builds. */
const slower = 4;
const textScheme = 'jira-text';

/** The Jira view and the pages of issues. */
export function register(deps: IssueTreeDeps): IssueTree {
  const { store, sessions } = deps;
  const nodeDeps: IssueNodeDeps = {
    sessions,
    grouping: () => parseGrouping(vscode.workspace.getConfiguration('jenkinsJira.jira').get('groupBy')),
    shown: new Map(),
    counts: new Map(),
    refreshNode: id => tree.refreshNode(id),
    redrawNode: id => tree.redrawNode(id),
  };
  const tree = new NodeTree(() => store.ofProduct(Product.jira).map(connection => new JiraNode(connection, nodeDeps)));
  const view = vscode.window.createTreeView<TreeNode>('jenkinsJira.jira', {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const pauseMs = () => {
    const pause = pollingPause();
    return pause === undefined ? undefined : pause * slower;
  };
  const texts = new EditedTexts(textScheme);
  const pages = openPages(deps);
  const changed = ({ connection, key }: IssueRef) => {
    pages.refresh(key);
    // A new status may move it in or out of any query; its comments stand apart.
    tree.refreshWhere(id => id.startsWith(`${connection.id}/`) && !/\/[A-Z][A-Z0-9_]*-\d+$/.test(id));
  };
  const edits: EditDeps = { sessions, asker: new FieldAsker({ sessions, texts }) };
  const disposable = vscode.Disposable.from(
    tree,
    view,
    tree.watch(view),
    new TreePoller({ tree, view, pauseMs, isLively: () => false }),
    texts,
    vscode.workspace.registerFileSystemProvider(textScheme, texts, { isCaseSensitive: true }),
    pages,
    registerPages(deps, pages),
    issueCommands({ ...deps, ...edits }),
    store.onDidChangeOf(Product.jira)(() => tree.refresh()),
    vscode.workspace.onDidChangeConfiguration(event => affectsQueries(event) && tree.refresh()),
    deps.changes.onDidChange(changed),
  );
  return { tree, nodeDeps, edits, disposable };
}

function openPages(deps: IssueTreeDeps): IssuePages {
  return new IssuePages({
    ...deps,
    act: (issue, command, argument, details) =>
      actOnPage(issue, command, argument, details, {
        async openAttachment(id, isDownload) {
          const file = details.attachments.find(each => each.id === id);
          if (!file) return;
          if (isDownload) await downloadAttachment(deps, issue, file);
          else await vscode.commands.executeCommand('vscode.open', attachmentUri(issue, file));
        },
      }),
  });
}

function registerPages(deps: IssueTreeDeps, pages: IssuePages): vscode.Disposable {
  const attachments = new AttachmentFiles(deps);
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(issueScheme, new IssueFiles(), { isReadonly: true }),
    vscode.workspace.registerFileSystemProvider(attachmentScheme, attachments, { isReadonly: true }),
    vscode.window.registerCustomEditorProvider('jenkinsJira.issue', pages, {
      webviewOptions: { enableFindWidget: true },
      supportsMultipleEditorsPerDocument: true,
    }),
  );
}
