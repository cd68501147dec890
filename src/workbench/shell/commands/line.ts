/**
 * Line of a tree, as VS Code holds it: it redraws a line only by the very object that it knows, whereas each reading of
 * a level makes new nodes. So a line stays, and its node is replaced.
 */
export class Line<N = unknown> {
  readonly id: string;
  node: N;

  constructor(id: string, node: N) {
    this.id = id;
    this.node = node;
  }
}

/** Node of a line; any other target of a command is returned unchanged. */
export function nodeOf(target: unknown): unknown {
  return target instanceof Line ? (target.node as unknown) : target;
}

/** Nodes of the lines that are selected together; any other argument of a command is returned unchanged. */
export function nodesOf(argument: unknown): unknown {
  return Array.isArray(argument) ? argument.map(nodeOf) : argument;
}
