import { type AdfNode, attribute, childrenOf } from './adf.ts';

/** Ids for tasks and lists of tasks, unique within their document: numbers in order, skipping used ones. */
export class TaskIds {
  private readonly taken = new Set<string>();
  private nodes: readonly AdfNode[];
  private count = 0;

  /** @param nodes that stay in the document as they are; looked through for the first task, as most texts have none */
  constructor(nodes: readonly AdfNode[] = []) {
    this.nodes = nodes;
  }

  private take(node: AdfNode): void {
    this.taken.add(attribute(node, 'localId'));
    for (const child of childrenOf(node)) this.take(child);
  }

  next(): string {
    for (const node of this.nodes) this.take(node);
    this.nodes = [];
    for (;;) {
      const id = `task-${this.count++}`;
      if (!this.taken.has(id)) return id;
    }
  }
}
