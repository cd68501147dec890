import type { Dfa } from '../../javaRegex/automata/dfa.ts';
import { dfaOf } from '../../javaRegex/automata/dfaOf.ts';
import { type CharSet, charSet } from '../../javaRegex/regex/charSet.ts';
import { parsePattern } from '../../javaRegex/regex/parser.ts';
import { type Operation, operationsOf, type Product } from './endpointTable.ts';
import { dfaOfKind, kindOfParameter, type ParameterKind } from './parameters.ts';
import { partsOf } from './trie.ts';

/** A step over any character of a set. */
interface SetEdge {
  readonly set: CharSet;
  readonly to: number;
}

const none: readonly never[] = [];

class GraphNode {
  /** Code points, and the nodes that they lead to, in step. */
  readonly codes: number[] = [];
  readonly targets: number[] = [];
  sets: readonly SetEdge[] = none;
  /** Further nodes that are reached together with this one: after the value of a parameter. */
  also: readonly number[] = none;
  operations: readonly Operation[] = none;
  /** Nodes after the values of parameters. */
  parameters: Map<ParameterKind, number> | undefined;
}

/** Automaton of every URL of every operation of a product, with parameters; node 0 is its start. */
export interface PathGraph {
  readonly nodes: readonly Readonly<GraphNode>[];
}

class Builder implements PathGraph {
  readonly nodes: GraphNode[] = [];
  readonly #free: ParameterKind;

  constructor(free: ParameterKind) {
    this.#free = free;
  }

  node(): number {
    return this.nodes.push(new GraphNode()) - 1;
  }

  add(root: number, operation: Operation): void {
    let at = root;
    for (const [i, part] of partsOf(operation.path).entries()) {
      if (i % 2 === 1) at = this.#afterParameter(at, kindOfParameter(part));
      else for (let k = 0; k < part.length; k++) at = this.#afterCode(at, part.charCodeAt(k));
    }
    const node = this.nodes[at];
    if (node !== undefined) node.operations = [...node.operations, operation];
  }

  #afterCode(at: number, code: number): number {
    const node = this.nodes[at];
    const known = node?.targets[node.codes.indexOf(code)];
    if (known !== undefined) return known;
    const to = this.node();
    node?.codes.push(code);
    node?.targets.push(to);
    return to;
  }

  #afterParameter(at: number, kind: ParameterKind): number {
    const node = this.nodes[at];
    const known = node?.parameters?.get(kind);
    if (known !== undefined || node === undefined) return known ?? 0;
    const to = this.node();
    node.parameters ??= new Map();
    node.parameters.set(kind, to);
    this.language(at, dfaOfKind(kind === 'any' ? this.#free : kind), to);
    return to;
  }

  /** Inserts the states of an automaton between two nodes. */
  language(from: number, dfa: Dfa, to: number): void {
    const numbers = Array.from({ length: dfa.stateCount }, (_, state) => (dfa.alive[state] === 1 ? this.node() : -1));
    for (const [state, at] of [...numbers.entries(), [0, from] as const]) {
      const node = this.nodes[at];
      if (node === undefined) continue;
      if (dfa.accepts[state] === 1) node.also = [...node.also, to];
      const sets = setsOf(dfa).flatMap((set, id) => {
        const target = numbers[dfa.next[state * dfa.classCount + id] ?? 0] ?? -1;
        return target >= 0 ? [{ set, to: target }] : [];
      });
      node.sets = [...node.sets, ...sets];
    }
  }
}

const knownSets = new WeakMap<Dfa, readonly CharSet[]>();

/** Characters of each class of an automaton. */
function setsOf(dfa: Dfa): readonly CharSet[] {
  const known = knownSets.get(dfa);
  if (known !== undefined) return known;
  const bounds: number[][] = Array.from({ length: dfa.classCount }, () => []);
  for (const [i, id] of dfa.classes.entries()) {
    bounds[id]?.push(dfa.bounds[i] ?? 0, (dfa.bounds[i + 1] ?? 0x110000) - 1);
  }
  const sets = bounds.map(each => charSet(...each));
  knownSets.set(dfa, sets);
  return sets;
}

/**
 * Builds the graph of a product's URLs.
 * @param base pattern of Jira's base
 * @param free reading of parameters that can be anything: as anything, or as a common value
 */
export function pathGraph(product: Product, base: string, free: 'any' | 'common'): PathGraph {
  const builder = new Builder(free);
  const start = builder.node();
  const root = builder.node();
  builder.language(start, dfaOf(parsePattern(base), 'full'), root);
  for (const operation of operationsOf(product)) builder.add(root, operation);
  return builder;
}
