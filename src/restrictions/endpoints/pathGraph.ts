import type { Dfa } from '../automata/dfa.ts';
import { dfaOf } from '../automata/dfaOf.ts';
import { type CharSet, charSet } from '../regex/charSet.ts';
import { parsePattern } from '../regex/parser.ts';
import type { Operation, Product } from './endpointTable.ts';
import { dfaOfKind, type ParameterKind } from './parameters.ts';
import { type TrieNode, trieOf } from './trie.ts';

/** A step from a node: over one code point, or over any of a set. */
export interface Edge {
  /** -1 where the set counts. */
  readonly code: number;
  readonly set: CharSet;
  readonly to: number;
}

interface GraphNode {
  readonly edges: Edge[];
  /** Where one is as well, once one is here: after the value of a parameter. */
  readonly also: number[];
  operations: readonly Operation[];
}

/** Every URL of every operation of a product, as an automaton with parameters for what differs; node 0 is its start. */
export interface PathGraph {
  readonly nodes: readonly GraphNode[];
}

class Builder implements PathGraph {
  readonly nodes: GraphNode[] = [];
  readonly #free: ParameterKind;

  constructor(free: ParameterKind) {
    this.#free = free;
  }

  node(): number {
    return this.nodes.push({ edges: [], also: [], operations: [] }) - 1;
  }

  /** Adds all below a node of the tree of paths; `at` is the node's own number. */
  subtree(from: TrieNode, at: number): void {
    const node = this.nodes[at];
    if (node === undefined) return;
    node.operations = from.operations;
    for (const [i, child] of from.children.entries()) {
      const to = this.node();
      node.edges.push({ code: from.codes[i] ?? 0, set: [], to });
      this.subtree(child, to);
    }
    for (const [kind, child] of from.parameters) {
      const to = this.node();
      this.language(at, dfaOfKind(kind === 'any' ? this.#free : kind), to);
      this.subtree(child, to);
    }
  }

  /** Puts the states of an automaton between two nodes; none accepts the empty text. */
  language(from: number, dfa: Dfa, to: number): void {
    const numbers = Array.from({ length: dfa.stateCount }, (_, state) => (dfa.alive[state] === 1 ? this.node() : -1));
    for (const [state, at] of [...numbers.entries(), [0, from] as const]) {
      if (at < 0) continue;
      if (dfa.accepts[state] === 1) this.nodes[at]?.also.push(to);
      for (const [id, set] of setsOf(dfa).entries()) {
        const target = numbers[dfa.next[state * dfa.classCount + id] ?? 0] ?? -1;
        if (target >= 0) this.nodes[at]?.edges.push({ code: -1, set, to: target });
      }
    }
  }
}

const knownSets = new WeakMap<Dfa, readonly CharSet[]>();

/** The characters of each class of an automaton. */
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
 * The graph of a product's URLs.
 * @param base a pattern for where Jira is
 * @param free how parameters that can be anything are read: as anything, or as one common value
 */
export function pathGraph(product: Product, base: string, free: 'any' | 'common'): PathGraph {
  const builder = new Builder(free);
  const start = builder.node();
  const root = builder.node();
  builder.language(start, dfaOf(parsePattern(base), 'full'), root);
  builder.subtree(trieOf(product), root);
  return { nodes: builder.nodes };
}
