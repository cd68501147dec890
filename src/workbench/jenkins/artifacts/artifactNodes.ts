import * as vscode from 'vscode';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { ContextFlag, contextValue, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { artifactUri } from './artifactUri.ts';

const { t } = vscode.l10n;

/** Artifact, or a folder of artifacts. */
export interface ArtifactRef extends BuildRef {
  /** Paths, as Jenkins names them. */
  readonly paths: readonly string[];
  /** Folder of all of them: left out of the names that they are saved under. */
  readonly below: string;
}

/** Node of a build's artifacts, if it has any; with nodes for folders in their paths. */
export function artifactNodes(build: BuildRef & { readonly id: string }, paths: readonly string[]): TreeNode[] {
  if (paths.length === 0) return [];
  return [new ArtifactFolderNode(build, { id: `${build.id}/:artifacts`, label: '', below: '', paths })];
}

interface ArtifactFolder {
  readonly id: string;
  /** Empty for the node of all artifacts. */
  readonly label: string;
  /** Path of the folder with a slash at its end; empty for all. */
  readonly below: string;
  readonly paths: readonly string[];
}

class ArtifactFolderNode implements TreeNode, ArtifactRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly paths: readonly string[];
  readonly below: string;
  private readonly label: string;

  constructor(build: BuildRef, { id, label, below, paths }: ArtifactFolder) {
    this.id = id;
    this.connection = build.connection;
    this.job = build.job;
    this.number = build.number;
    this.label = label;
    this.below = below;
    this.paths = paths;
  }

  item(): vscode.TreeItem {
    const label = this.label || t('Artifacts ({0})', this.paths.length);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon(this.label ? 'folder' : 'package');
    item.contextValue = contextValue(ContextFlag.artifacts);
    return item;
  }

  staticChildren(): TreeNode[] {
    const folders = new Map<string, string[]>();
    const files: TreeNode[] = [];
    for (const path of this.paths) {
      const slash = path.indexOf('/', this.below.length);
      if (slash < 0) files.push(new ArtifactNode(this, path));
      else {
        const folder = path.slice(0, slash + 1);
        folders.set(folder, [...(folders.get(folder) ?? []), path]);
      }
    }
    const below = [...folders].map(([folder, paths]) => {
      const label = folder.slice(this.below.length, -1);
      return new ArtifactFolderNode(this, { id: `${this.id}/${label}`, label, below: folder, paths });
    });
    return [...below, ...files];
  }
}

class ArtifactNode implements TreeNode, ArtifactRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly paths: readonly string[];
  readonly below: string;
  readonly webPath: string;

  constructor(folder: ArtifactFolderNode, path: string) {
    this.below = folder.below;
    this.id = `${folder.id}/:${path.slice(this.below.length)}`;
    this.connection = folder.connection;
    this.job = folder.job;
    this.number = folder.number;
    this.paths = [path];
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    this.webPath = `${buildPath(this.job, this.number)}/artifact/${encoded}`;
  }

  item(): vscode.TreeItem {
    const [path = ''] = this.paths;
    const item = new vscode.TreeItem(path.slice(this.below.length));
    const uri = artifactUri(this, path);
    item.iconPath = vscode.ThemeIcon.File;
    item.resourceUri = uri; // gives it the icon of its kind
    item.tooltip = path;
    item.contextValue = contextValue(ContextFlag.artifact, ContextFlag.artifacts, ContextFlag.web);
    item.command = { command: 'vscode.open', title: t('Open'), arguments: [uri] };
    return item;
  }
}
