import * as vscode from 'vscode';
import { Failure } from '../messages/problemReporter.ts';
import { ProblemNode } from './messageNode.ts';
import type { TreeNode } from './treeNode.ts';

/** Draws nodes, loads what is opened, and turns a failed load into a line that says so. */
export class NodeTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly roots: () => TreeNode[];
  private readonly parents = new WeakMap<TreeNode, TreeNode>();
  /** The drawn node of each id: a refresh of one line needs the very object that VS Code knows. */
  private readonly drawn = new Map<string, TreeNode>();
  private readonly loads = new Map<string, AbortController>();
  /** What was last loaded below a line, or is being loaded, and the lines that are to be drawn from it once more. */
  private readonly loaded = new Map<string, Promise<TreeNode[]>>();
  private readonly reuse = new Set<string>();

  constructor(roots: () => TreeNode[]) {
    this.roots = roots;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = node.item();
    item.id = node.id;
    // Without this a screen reader would be given the tooltip in the line's stead.
    item.accessibilityInformation ??= { label: [labelOf(item), item.description].filter(Boolean).join(', ') };
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.parents.get(node);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.adopt(this.roots());
    const known = this.loaded.get(node.id);
    if (known && this.reuse.delete(node.id)) return known;
    const loading = this.load(node).then(children => this.adopt(children, node));
    this.loaded.set(node.id, loading);
    return loading;
  }

  /** Draws the whole tree anew. */
  refresh(): void {
    for (const load of this.loads.values()) load.abort();
    this.loads.clear();
    this.drawn.clear();
    this.loaded.clear();
    this.reuse.clear();
    this.changed.fire(undefined);
  }

  /** The drawn line with this id. */
  find(id: string): TreeNode | undefined {
    return this.drawn.get(id);
  }

  /** Draws one line and what is below it anew, where it is drawn at all. */
  refreshNode(id: string): void {
    this.reuse.delete(id); // VS Code may not have come for it yet
    this.draw(id);
  }

  /** Draws each line anew whose id is meant, and what is below it. */
  refreshWhere(isMeant: (id: string) => boolean): void {
    for (const id of [...this.drawn.keys()].filter(isMeant)) this.refreshNode(id);
  }

  /** Loads again what could not be read before. */
  retryProblems(): void {
    for (const node of [...this.drawn.values()]) {
      const parent = node instanceof ProblemNode ? this.parents.get(node) : undefined;
      if (parent) this.refreshNode(parent.id);
    }
  }

  /** Draws one line anew without asking the server again for what is below it. */
  redrawNode(id: string): void {
    if (this.loaded.has(id)) this.reuse.add(id);
    this.draw(id);
  }

  dispose(): void {
    for (const load of this.loads.values()) load.abort();
    this.changed.dispose();
  }

  private draw(id: string): void {
    const node = this.drawn.get(id);
    if (node) this.changed.fire(node);
  }

  private adopt(children: TreeNode[], parent?: TreeNode): TreeNode[] {
    for (const child of children) {
      this.drawn.set(child.id, child);
      if (parent) this.parents.set(child, parent);
    }
    return children;
  }

  /** A newer load of the same line ends the older one, on the wire too. */
  private async load(node: TreeNode): Promise<TreeNode[]> {
    if (!node.children) return [];
    this.loads.get(node.id)?.abort();
    const abort = new AbortController();
    this.loads.set(node.id, abort);
    try {
      return await node.children(abort.signal);
    } catch (error) {
      // Called off: a newer load of this line draws it.
      return abort.signal.aborted ? [] : [new ProblemNode(node.id, asFailure(error, node))];
    } finally {
      if (this.loads.get(node.id) === abort) this.loads.delete(node.id);
    }
  }
}

function asFailure(error: unknown, node: TreeNode): Failure {
  if (error instanceof Failure) return error;
  const name = labelOf(node.item());
  const connection = 'connection' in node ? (node.connection as Failure['connection']) : undefined;
  return new Failure(vscode.l10n.t('Could not read {0}.', name), error, connection);
}

function labelOf({ label }: vscode.TreeItem): string {
  return typeof label === 'string' ? label : (label?.label ?? '');
}
