import * as vscode from 'vscode';
import { maxChanges } from '../../../jenkins/builds/buildFacts.ts';
import { type ChangedFile, type Commit, FileEdit, listChanges } from '../../../jenkins/builds/changes.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { ActionNode, MessageNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { fullTime, timeAgo } from '../../shell/words/timeWords.ts';
import type { DetailedBuild, DetailNodeDeps } from './detailDeps.ts';

const { t } = vscode.l10n;

/** Line of the commits that are new in a build. */
export class ChangesNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly webPath: string;
  readonly isFinal: boolean;
  private readonly build: DetailedBuild;
  private readonly count: number;
  private readonly deps: DetailNodeDeps;

  constructor(build: DetailedBuild, count: number, deps: DetailNodeDeps) {
    this.id = `${build.id}/:changes`;
    this.connection = build.connection;
    this.webPath = `${build.webPath}changes`;
    this.isFinal = build.isFinal;
    this.build = build;
    this.count = count;
    this.deps = deps;
  }

  private get hasMore(): boolean {
    return this.count > maxChanges;
  }

  item(): vscode.TreeItem {
    const label = this.hasMore ? t('Changes (more than {0})', maxChanges) : t('Changes ({0})', this.count);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('git-commit');
    item.contextValue = contextValue(ContextFlag.web);
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { connection, job, number } = this.build;
    const commits = await listChanges(this.deps.sessions.jenkins(connection), job, number, reading);
    const nodes = commits.map((commit, at) => new CommitNode(`${this.id}/${commit.id || at}`, commit, this.deps));
    const rest = t('Only the first {0} are shown. Open Jenkins to see all of them', maxChanges);
    return this.hasMore ? [...nodes, new MessageNode(this.id, rest)] : nodes;
  }
}

class CommitNode implements TreeNode {
  readonly id: string;
  private readonly commit: Commit;
  private readonly deps: DetailNodeDeps;

  constructor(id: string, commit: Commit, deps: DetailNodeDeps) {
    this.id = id;
    this.commit = commit;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const { id, author, at, message } = this.commit;
    const [title = ''] = message.split(/\r?\n/);
    const item = new vscode.TreeItem(title || t('No message'), this.staticChildren().length > 0 ? Collapsed : None);
    const short = /^[0-9a-f]{40}$/.test(id) ? id.slice(0, 7) : id;
    item.description = [short, author, at && timeAgo(at)].filter(Boolean).join(' · ');
    item.tooltip = [[id, author, at && fullTime(at)].filter(Boolean).join(' · '), message].filter(Boolean).join('\n');
    item.iconPath = new vscode.ThemeIcon('git-commit');
    item.contextValue = contextValue();
    return item;
  }

  staticChildren(): TreeNode[] {
    const { files, hasMoreFiles, message } = this.commit;
    const issues = new Map(this.deps.projectKeys.keysIn(message).map(found => [found.key, found]));
    return [
      ...[...issues.values()].map(({ key, connection }) => {
        const target = { connection, key };
        return new ActionNode(`${this.id}/${key}`, { text: key, icon: 'issues', command: 'openIssue', target });
      }),
      ...files.map(file => new ChangedFileNode(this.id, file)),
      ...(hasMoreFiles ? [new MessageNode(this.id, t('Only the first {0} files are shown', files.length))] : []),
    ];
  }
}

/** File of a commit; a click opens it as it is in the workspace. */
class ChangedFileNode implements TreeNode {
  readonly id: string;
  /** From the root of the repository. */
  readonly changedPath: string;
  private readonly edit: FileEdit;

  constructor(commitId: string, { path, edit }: ChangedFile) {
    this.id = `${commitId}/:file/${path}`;
    this.changedPath = path;
    this.edit = edit;
  }

  item(): vscode.TreeItem {
    const slash = this.changedPath.lastIndexOf('/');
    const item = new vscode.TreeItem(this.changedPath.slice(slash + 1));
    const { icon, words } = lookOf(this.edit);
    item.description = [this.changedPath.slice(0, Math.max(0, slash)), words].filter(Boolean).join(' · ');
    item.tooltip = `${this.changedPath}\n${words}`;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = contextValue();
    if (this.edit !== FileEdit.delete) {
      item.command = { command: 'jenkinsJira.openChangedFile', title: t('Open File'), arguments: [this] };
    }
    return item;
  }
}

function lookOf(edit: FileEdit): { readonly icon: string; readonly words: string } {
  switch (edit) {
    case FileEdit.add:
      return { icon: 'diff-added', words: t('added') };
    case FileEdit.delete:
      return { icon: 'diff-removed', words: t('deleted') };
    case FileEdit.edit:
      return { icon: 'diff-modified', words: t('changed') };
  }
}
