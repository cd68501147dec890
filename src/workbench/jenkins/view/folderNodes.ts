import * as vscode from 'vscode';
import { jobPath, readableName } from '../../../jenkins/jobs/jobPath.ts';
import { type Job, JobKind } from '../../../jenkins/jobs/jobs.ts';
import { type Place, placePath, readLevel } from '../../../jenkins/jobs/levels.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { jobPresentation } from '../jobs/jobWords.ts';
import { lackedFlags } from '../jobs/lacking.ts';
import type { JobNodeDeps, JobPlacement } from './nodeDeps.ts';

const { t } = vscode.l10n;

/** A folder, an organization folder, a multibranch project. */
export class FolderNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly webPath: string;
  /** Full name: commands take a folder like a job. */
  readonly job: string;
  /** Folder of jobs that are created from here. */
  readonly folderName: string;
  private readonly folder: Job;
  private readonly placement: JobPlacement;
  private readonly deps: JobNodeDeps;

  constructor(connection: JenkinsConnection, folder: Job, placement: JobPlacement, deps: JobNodeDeps) {
    this.id = `${placement.scope}/${folder.fullName}`;
    this.connection = connection;
    this.folder = folder;
    this.job = folder.fullName;
    this.folderName = folder.fullName;
    this.placement = placement;
    this.deps = deps;
    this.webPath = `${jobPath(folder.fullName)}/`;
  }

  item(): vscode.TreeItem {
    const { label, fullName, kind, disabled } = this.folder;
    const name = this.placement.apart ? readableName(fullName) : label;
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    const { icon, words } = jobPresentation(this.folder);
    item.iconPath = icon;
    item.description = [kind !== JobKind.folder && words, disabled && t('disabled')].filter(Boolean).join(' · ');
    item.tooltip = [readableName(fullName), words].join('\n');
    item.accessibilityInformation = { label: `${name}, ${words}` };
    const isScanned = kind === JobKind.multibranch || kind === JobKind.organization;
    item.contextValue = contextValue(
      ContextFlag.web,
      kind === JobKind.folder && ContextFlag.folder,
      isScanned && ContextFlag.scannable,
      kind === JobKind.multibranch && ContextFlag.scanned,
      !this.connection.readOnly && ContextFlag.writable,
      ...lackedFlags(this.deps.sessions.lackedOf(this.connection), this.folderName),
    );
    return item;
  }

  leadsTo(id: string): boolean {
    return id.startsWith(`${this.id}/`);
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { fullName, kind } = this.folder;
    const place = { folder: fullName, view: [] };
    const isMultibranch = kind === JobKind.multibranch;
    const [level, scan] = await Promise.all([
      readLevel(this.deps.sessions.jenkins(this.connection), place, kind, reading),
      isMultibranch ? this.scan(reading) : [],
    ]);
    const owner = { id: this.id, connection: this.connection, ...place, placement: { scope: this.placement.scope } };
    return [...scan, ...this.deps.linesOf(owner, level, this.deps)];
  }

  private async scan(reading: LoadOptions): Promise<TreeNode[]> {
    const { scanNodes } = await import('../details/scanNode.ts');
    return scanNodes(this, this.deps, this.deps.state.scanFailures, reading);
  }
}

/** The views of a place. */
export class ViewsNode implements TreeNode {
  readonly id: string;
  private readonly views: readonly ViewNode[];

  constructor(parentId: string, views: readonly ViewNode[]) {
    this.id = `${parentId}/:views`;
    this.views = views;
  }

  item(): vscode.TreeItem {
    const label = t('Views ({0})', this.views.length);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('layers');
    item.contextValue = contextValue();
    return item;
  }

  staticChildren(): TreeNode[] {
    return [...this.views];
  }
}

/** A view, which shows jobs of its folder and perhaps more views. */
export class ViewNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly webPath: string;
  private readonly place: Place;
  private readonly deps: JobNodeDeps;

  constructor(connection: JenkinsConnection, place: Place, deps: JobNodeDeps) {
    this.id = `${connection.id}/${place.folder}/:view:${JSON.stringify(place.view)}`;
    this.connection = connection;
    this.place = place;
    this.deps = deps;
    this.webPath = `${placePath(place)}/`;
  }

  item(): vscode.TreeItem {
    const name = this.place.view.at(-1) ?? '';
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('list-flat');
    item.description = t('view');
    item.contextValue = contextValue(ContextFlag.web);
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const session = this.deps.sessions.jenkins(this.connection);
    const level = await readLevel(session, this.place, JobKind.folder, reading);
    const owner = { id: this.id, connection: this.connection, ...this.place, placement: { scope: this.id } };
    return this.deps.linesOf(owner, level, this.deps);
  }
}
