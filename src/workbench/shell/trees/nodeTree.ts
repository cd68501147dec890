import * as vscode from 'vscode';
import { type Level, LevelStore } from './levelStore.ts';
import { renderKey } from './renderKey.ts';
import { shownItem } from './shownItem.ts';
import type { LoadOptions, TreeNode } from './treeNode.ts';

/** Makes the lines that explain why a level could not be read. */
export interface ProblemLines {
  /** Stands below a node whose level was never read. */
  readonly problem: (parent: TreeNode, error: unknown) => TreeNode;
  /**
   * Stands above the nodes read before.
   * @param readAt in milliseconds since 1970
   */
  readonly stale: (parent: TreeNode, error: unknown, readAt: number) => TreeNode;
}

/**
 * Draws nodes and reads the levels below opened ones. Levels are cached: they are drawn again without a request, until
 * a refresh; when that fails, they stay, and a line says since when and why they are not current.
 */
export class NodeTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly refreshed = new vscode.EventEmitter<void>();
  /** Fires when the whole tree is about to be read again. */
  readonly onDidRefresh = this.refreshed.event;
  private readonly roots: () => TreeNode[];
  private readonly problemLines: ProblemLines;
  private readonly levels = new LevelStore();
  private readonly parents = new WeakMap<TreeNode, TreeNode>();
  /** Drawn node of each id: VS Code refreshes a node only by the very object that it knows. */
  private readonly drawn = new Map<string, TreeNode>();
  /** Ids drawn below each node; the roots below an empty id. */
  private readonly below = new Map<string, ReadonlySet<string>>();
  /** Ids of the open nodes. */
  private readonly open = new Set<string>();

  constructor(roots: () => TreeNode[], problemLines: ProblemLines) {
    this.roots = roots;
    this.problemLines = problemLines;
  }

  /** Learns from its view which nodes are opened and closed. */
  watch(view: vscode.TreeView<TreeNode>): vscode.Disposable {
    return vscode.Disposable.from(
      view.onDidExpandElement(({ element }) => this.open.add(element.id)),
      view.onDidCollapseElement(({ element }) => this.open.delete(element.id)),
    );
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = shownItem(node.item());
    item.id = node.id;
    // Without this a screen reader would read the tooltip instead of the label.
    item.accessibilityInformation ??= { label: [labelOf(item), item.description].filter(Boolean).join(', ') };
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.parents.get(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode, token: vscode.CancellationToken) {
    if (!node.tooltip) return item;
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    // Without a tooltip, VS Code shows the label.
    const tooltip = await node.tooltip(abort.signal).catch(() => undefined);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.adopt(this.roots());
    this.open.add(node.id);
    if (node.staticChildren) return this.adopt(node.staticChildren(), node);
    const known = this.levels.get(node.id);
    if (known && !known.outdated) return this.shown(node, known);
    let level = await this.read(node, {});
    // Aborted, since it was to be read again.
    while (!level && this.drawn.has(node.id)) level = await this.read(node, {});
    return level ? this.shown(node, level) : [];
  }

  /** Reads and draws the whole tree again. */
  refresh(): void {
    this.levels.outdateAll();
    this.refreshed.fire();
    this.changed.fire(undefined);
  }

  /** Draws the whole tree from the cache. */
  redraw(): void {
    this.changed.fire(undefined);
  }

  /** Drawn node with this id. */
  find(id: string): TreeNode | undefined {
    return this.drawn.get(id);
  }

  /** All drawn nodes. */
  all(): readonly TreeNode[] {
    return [...this.drawn.values()];
  }

  /** Time when the level below a node was read, in milliseconds since 1970; 0 when it was not. */
  readAt(id: string): number {
    return this.levels.get(id)?.readAt ?? 0;
  }

  /** Finds a node by going down from the roots; reads levels that are missing. */
  async reach(id: string): Promise<TreeNode | undefined> {
    let nodes = await this.getChildren();
    for (;;) {
      const next = nodes.find(node => node.id === id || node.leadsTo?.(id));
      if (!next || next.id === id) return next;
      nodes = await this.getChildren(next);
    }
  }

  /** Reads and draws a node and its level again, if it is drawn at all. */
  refreshNode(id: string): void {
    const node = this.drawn.get(id);
    const wasRead = this.levels.get(id) !== undefined;
    this.levels.outdate(id);
    // VS Code knows no children while it waits for them, so it is notified when they are there.
    if (node?.children && wasRead) void this.read(node, {}).then(level => level && this.redrawNode(id));
    else this.redrawNode(id);
  }

  /** Reads and draws each matching node and its level again. */
  refreshWhere(isMeant: (id: string) => boolean): void {
    for (const id of [...this.drawn.keys()].filter(isMeant)) this.refreshNode(id);
  }

  /** Reads levels again that failed. */
  retryProblems(): void {
    for (const id of [...this.drawn.keys()]) if (this.levels.get(id)?.problem !== undefined) this.refreshNode(id);
  }

  /** Draws a node and its level from the cache. */
  redrawNode(id: string): void {
    const node = this.drawn.get(id);
    if (node) this.changed.fire(node);
  }

  /** Open and visible nodes with a level from a server. */
  openLevels(): string[] {
    return [...this.open].filter(id => {
      const node = this.drawn.get(id);
      return node?.children !== undefined && this.isInView(node);
    });
  }

  /**
   * Reads a level in the background, and draws it only when it has changed.
   * @returns whether it has
   * @throws the failure of reading
   */
  async look(id: string): Promise<boolean> {
    const node = this.drawn.get(id);
    const before = this.levels.get(id);
    if (!node?.children || before?.isFinal || this.levels.isBeingRead(id)) return false;
    const level = await this.read(node, { background: true });
    if (!level) return false;
    const isNews = renderKey(level.nodes) !== renderKey(before?.nodes ?? []);
    const wasProblem = before?.problem !== undefined;
    if (isNews || wasProblem !== (level.problem !== undefined)) this.redrawNode(id);
    if (level.problem !== undefined) throw level.problem;
    return isNews || wasProblem;
  }

  dispose(): void {
    this.drawn.clear();
    this.levels.dispose();
    this.changed.dispose();
    this.refreshed.dispose();
  }

  private read(node: TreeNode, how: Pick<LoadOptions, 'background'>): Promise<Level | undefined> {
    const read = async (signal: AbortSignal) => (await node.children?.({ ...how, signal })) ?? [];
    return this.levels.read(node.id, read, node.isFinal);
  }

  /** Children of a node, with a line about their problem. */
  private shown(node: TreeNode, { nodes, problem, readAt }: Level): TreeNode[] {
    if (problem === undefined) return this.adopt([...nodes], node);
    if (nodes.length === 0) return this.adopt([this.problemLines.problem(node, problem)], node);
    return this.adopt([this.problemLines.stale(node, problem, readAt), ...nodes], node);
  }

  private isInView(node: TreeNode): boolean {
    for (let at = this.parents.get(node); at; at = this.parents.get(at)) if (!this.open.has(at.id)) return false;
    return true;
  }

  private adopt(children: TreeNode[], parent?: TreeNode): TreeNode[] {
    const ids = new Set(children.map(({ id }) => id));
    const below = parent?.id ?? '';
    for (const gone of this.below.get(below) ?? []) if (!ids.has(gone)) this.forget(gone);
    this.below.set(below, ids);
    for (const child of children) {
      this.drawn.set(child.id, child);
      if (parent) this.parents.set(child, parent);
    }
    return children;
  }

  private forget(id: string): void {
    this.drawn.delete(id);
    this.levels.forget(id);
    this.open.delete(id);
    for (const each of this.below.get(id) ?? []) this.forget(each);
    this.below.delete(id);
  }
}

export function labelOf({ label }: vscode.TreeItem): string {
  return typeof label === 'string' ? label : (label?.label ?? '');
}
