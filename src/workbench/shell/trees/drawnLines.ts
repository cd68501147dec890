import { Line } from '../commands/line.ts';
import type { TreeNode } from './treeNode.ts';

export type TreeLine = Line<TreeNode>;

/** Lines that a tree has given to VS Code, by the ids of their nodes. */
export class DrawnLines {
  private readonly lines = new Map<string, TreeLine>();
  /** Ids drawn below each line, in order; the roots below an empty id. */
  private readonly below = new Map<string, readonly string[]>();
  private readonly parents = new WeakMap<TreeLine, TreeLine>();
  private readonly forgotten: (id: string) => void;

  /** @param forgotten called with the id of each removed line */
  constructor(forgotten: (id: string) => void) {
    this.forgotten = forgotten;
  }

  get(id: string): TreeLine | undefined {
    return this.lines.get(id);
  }

  all(): TreeLine[] {
    return [...this.lines.values()];
  }

  parentOf(line: TreeLine): TreeLine | undefined {
    return this.parents.get(line);
  }

  /** Whether VS Code has asked for the children of this line; of the roots without one. */
  hasBelow(line: TreeLine | undefined): boolean {
    return this.below.has(line?.id ?? '');
  }

  /** Whether exactly these nodes are drawn below a line, in this order. */
  areBelow(nodes: readonly TreeNode[], line: TreeLine | undefined): boolean {
    const ids = this.below.get(line?.id ?? '');
    return ids?.length === nodes.length && nodes.every(({ id }, index) => id === ids[index]);
  }

  /** Makes nodes the children of a line; lines that are no longer there are forgotten with all below them. */
  adopt(nodes: readonly TreeNode[], parent: TreeLine | undefined): TreeLine[] {
    const ids = nodes.map(({ id }) => id);
    const before = this.below.get(parent?.id ?? '') ?? [];
    const kept = new Set(ids);
    for (const gone of before) if (!kept.has(gone)) this.forget(gone);
    this.below.set(parent?.id ?? '', ids);
    return nodes.map(node => this.lineOf(node, parent));
  }

  clear(): void {
    this.lines.clear();
    this.below.clear();
  }

  private lineOf(node: TreeNode, parent: TreeLine | undefined): TreeLine {
    const line = this.lines.get(node.id) ?? new Line(node.id, node);
    line.node = node;
    this.lines.set(node.id, line);
    if (parent) this.parents.set(line, parent);
    return line;
  }

  private forget(id: string): void {
    this.lines.delete(id);
    this.forgotten(id);
    for (const each of this.below.get(id) ?? []) this.forget(each);
    this.below.delete(id);
  }
}
