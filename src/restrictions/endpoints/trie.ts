import { type Operation, operationsOf, type Product } from './endpointTable.ts';
import { kindOfParameter, type ParameterKind } from './parameters.ts';

/** Node of the tree of all paths of a product: by characters, and by parameters. */
export interface TrieNode {
  /** Code points and the nodes that they lead to, in step. */
  readonly codes: number[];
  readonly children: TrieNode[];
  readonly parameters: Map<ParameterKind, TrieNode>;
  readonly operations: Operation[];
}

function newNode(): TrieNode {
  return { codes: [], children: [], parameters: new Map(), operations: [] };
}

function childByCode(node: TrieNode, code: number): TrieNode {
  const known = node.children[node.codes.indexOf(code)];
  if (known !== undefined) return known;
  const child = newNode();
  node.codes.push(code);
  node.children.push(child);
  return child;
}

function childByParameter(node: TrieNode, kind: ParameterKind): TrieNode {
  const known = node.parameters.get(kind);
  if (known !== undefined) return known;
  const child = newNode();
  node.parameters.set(kind, child);
  return child;
}

/** Splits a path into literal parts and names of parameters, in turn: `['/issue/', 'id', '/comment']`. */
export function partsOf(path: string): string[] {
  return path.split(/\{([^}]*)\}/);
}

function add(root: TrieNode, operation: Operation): void {
  let node = root;
  for (const [i, part] of partsOf(operation.path).entries()) {
    if (i % 2 === 1) node = childByParameter(node, kindOfParameter(part));
    else for (const character of part) node = childByCode(node, character.codePointAt(0) ?? 0);
  }
  node.operations.push(operation);
}

const tries = new Map<Product, TrieNode>();

/** Tree of a product's paths. */
export function trieOf(product: Product): TrieNode {
  const known = tries.get(product);
  if (known !== undefined) return known;
  const root = newNode();
  for (const operation of operationsOf(product)) add(root, operation);
  tries.set(product, root);
  return root;
}
