import * as vscode from 'vscode';
import type { Background } from '../commands/background.ts';
import { withViewProgress } from '../messages/notifications.ts';
import { DrawnLines, type TreeLine } from './drawnLines.ts';
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
 * a refresh; when that fails, they stay, and a line says since when and why they are not current. Only lines that
 * changed are drawn again: while VS Code redraws a line it loses the clicks on it and on all below it.
 */
export class NodeTree implements vscode.TreeDataProvider<TreeLine>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeLine[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly refreshed = new vscode.EventEmitter<void>();
  /** Fires when the whole tree is about to be read again. */
  readonly onDidRefresh = this.refreshed.event;
  private readonly roots: () => TreeNode[];
  private readonly problemLines: ProblemLines;
  private readonly background: Background;
  private readonly levels = new LevelStore();
  private readonly lines = new DrawnLines(id => this.forget(id));
  /** Render key of each line's last drawing. */
  private readonly drawn = new WeakMap<TreeLine, string>();
  /** Ids of the open nodes. */
  private readonly open = new Set<string>();
  private viewId: string | undefined;

  constructor(roots: () => TreeNode[], problemLines: ProblemLines, background: Background) {
    this.background = background;
    this.roots = roots;
    this.problemLines = problemLines;
  }

  /** Creates the view of this tree, and learns from it which nodes are opened and closed. */
  createView(
    viewId: string,
    options: Omit<vscode.TreeViewOptions<TreeLine>, 'treeDataProvider'> = {},
  ): vscode.TreeView<TreeLine> {
    this.viewId = viewId;
    const view = vscode.window.createTreeView(viewId, { ...options, treeDataProvider: this });
    view.onDidExpandElement(({ element }) => this.opened(element));
    view.onDidCollapseElement(({ element }) => this.open.delete(element.id));
    return view;
  }

  getTreeItem(line: TreeLine): vscode.TreeItem {
    const item = shownItem(line.node.item());
    this.drawn.set(line, renderKey(item));
    item.id = line.id;
    // Without this a screen reader would read the tooltip instead of the label.
    item.accessibilityInformation ??= { label: [labelOf(item), item.description].filter(Boolean).join(', ') };
    return item;
  }

  getParent(line: TreeLine): TreeLine | undefined {
    return this.lines.parentOf(line);
  }

  async resolveTreeItem(item: vscode.TreeItem, { node }: TreeLine, token: vscode.CancellationToken) {
    if (!node.tooltip) return item;
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    // Without a tooltip, VS Code shows the label.
    const tooltip = await this.background.optional('A tooltip could not be read', () => node.tooltip?.(abort.signal));
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  async getChildren(line?: TreeLine): Promise<TreeLine[]> {
    if (line) this.open.add(line.id);
    const known = line && this.levels.get(line.id);
    if (line?.node.children && (!known || known.outdated)) {
      let level = await this.read(line, {});
      // Aborted, since it was to be read again.
      while (!level && this.lines.get(line.id)) level = await this.read(line, {});
      if (!level) return [];
    }
    return this.lines.adopt(this.nodesBelow(line), line);
  }

  /** Reads the open levels again, and draws the changed lines; the others are read again when they are opened. */
  refresh(): void {
    const open = this.openLevels().filter(id => this.levels.get(id) !== undefined);
    this.levels.outdateAll();
    this.refreshed.fire();
    this.redraw();
    if (open.length === 0) return;
    const reading = Promise.all(open.map(id => this.readAndDraw(id)));
    const { viewId } = this;
    this.background.run(() => Promise.all([reading, viewId && withViewProgress(viewId, () => reading)]), 'refresh');
  }

  /** Draws changed lines of the whole tree from the cache. */
  redraw(): void {
    this.draw(this.changedBelow(undefined));
  }

  /** Nodes of all drawn lines. */
  all(): readonly TreeNode[] {
    return this.lines.all().map(({ node }) => node);
  }

  /** Time when the level below a node was read, in milliseconds since 1970; 0 when it was not. */
  readAt(id: string): number {
    return this.levels.get(id)?.readAt ?? 0;
  }

  /** Finds the line of a node by going down from the roots; reads levels that are missing. */
  async reach(id: string): Promise<TreeLine | undefined> {
    let lines = await this.getChildren();
    for (;;) {
      const next = lines.find(line => line.id === id || line.node.leadsTo?.(id));
      if (!next || next.id === id) return next;
      lines = await this.getChildren(next);
    }
  }

  /** Reads and draws a node and its level again, if it is drawn at all. */
  refreshNode(id: string): void {
    const wasRead = this.levels.get(id) !== undefined;
    this.levels.outdate(id);
    if (wasRead) this.background.run(() => this.readAndDraw(id), id);
    else this.redrawNode(id);
  }

  /** Reads and draws each matching node and its level again. */
  refreshWhere(isMeant: (id: string) => boolean): void {
    for (const { id } of this.lines.all()) if (isMeant(id)) this.refreshNode(id);
  }

  /** Reads levels again that failed. */
  retryProblems(): void {
    for (const { id } of this.lines.all()) if (this.levels.get(id)?.problem !== undefined) this.refreshNode(id);
  }

  /** Draws a node and its level from the cache, as far as they changed. */
  redrawNode(id: string): void {
    const line = this.lines.get(id);
    if (line) this.draw(this.changedFrom(line));
  }

  /** Open and visible nodes with a level from a server. */
  openLevels(): string[] {
    return [...this.open].filter(id => {
      const line = this.lines.get(id);
      return line?.node.children !== undefined && this.isInView(line);
    });
  }

  /**
   * Reads a level in the background, and draws its changed lines.
   * @returns whether there are any
   * @throws the failure of reading
   */
  async look(id: string): Promise<boolean> {
    const line = this.lines.get(id);
    if (!line?.node.children || this.levels.get(id)?.isFinal || this.levels.isBeingRead(id)) return false;
    const level = await this.read(line, { background: true });
    if (!level) return false;
    const changed = this.changedFrom(line);
    this.draw(changed);
    if (level.problem !== undefined) throw level.problem;
    return changed.length > 0;
  }

  dispose(): void {
    this.lines.clear();
    this.levels.dispose();
    this.changed.dispose();
    this.refreshed.dispose();
  }

  private opened(line: TreeLine): void {
    this.open.add(line.id);
    // VS Code keeps the children of a closed line, and does not ask for them again.
    if (this.levels.get(line.id)?.outdated) this.background.run(() => this.readAndDraw(line.id), line.id);
  }

  /**
   * VS Code knows no children while it waits for them, so it is notified when they are there. A failure of the server
   * is not thrown: it becomes a line.
   */
  private async readAndDraw(id: string): Promise<void> {
    const line = this.lines.get(id);
    if (line?.node.children) await this.read(line, {});
    if (line && this.lines.get(id) === line) this.draw(this.changedFrom(line));
  }

  private read({ node }: TreeLine, how: Pick<LoadOptions, 'background'>): Promise<Level | undefined> {
    const read = async (signal: AbortSignal) => (await node.children?.({ ...how, signal })) ?? [];
    return this.levels.read(node.id, read, node.isFinal);
  }

  private draw(lines: readonly (TreeLine | undefined)[]): void {
    if (lines.length > 0) this.changed.fire(lines.includes(undefined) ? undefined : lines.filter(line => !!line));
  }

  /** Drawn lines from this one downwards that changed. VS Code draws those below a changed line with it. */
  private changedFrom(line: TreeLine): (TreeLine | undefined)[] {
    const before = this.drawn.get(line);
    if (before === undefined) return [];
    return renderKey(shownItem(line.node.item())) === before ? this.changedBelow(line) : [line];
  }

  /** Changed lines below a line; the line itself where other lines are to stand there. */
  private changedBelow(line: TreeLine | undefined): (TreeLine | undefined)[] {
    if (!this.lines.hasBelow(line)) return [];
    const nodes = this.nodesBelow(line);
    if (!this.lines.areBelow(nodes, line)) return [line];
    return this.lines.adopt(nodes, line).flatMap(child => this.changedFrom(child));
  }

  /** Nodes below a line as the cache has them, with a line about their problem. */
  private nodesBelow(line: TreeLine | undefined): readonly TreeNode[] {
    if (!line) return this.roots();
    const { node } = line;
    if (node.staticChildren) return node.staticChildren();
    const { nodes = [], problem, readAt = 0 } = this.levels.get(line.id) ?? {};
    if (problem === undefined) return nodes;
    if (nodes.length === 0) return [this.problemLines.problem(node, problem)];
    return [this.problemLines.stale(node, problem, readAt), ...nodes];
  }

  private isInView(line: TreeLine): boolean {
    for (let at = this.getParent(line); at; at = this.getParent(at)) if (!this.open.has(at.id)) return false;
    return true;
  }

  private forget(id: string): void {
    this.levels.forget(id);
    this.open.delete(id);
  }
}

export function labelOf({ label }: vscode.TreeItem): string {
  return typeof label === 'string' ? label : (label?.label ?? '');
}
