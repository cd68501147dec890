import type { Budget } from '../../javaRegex/automata/budget.ts';
import { asciiClasses, type Dfa, stepOf } from '../../javaRegex/automata/dfa.ts';
import { dfaOf } from '../../javaRegex/automata/dfaOf.ts';
import type { Pattern } from '../../javaRegex/regex/ast.ts';
import { parsePattern } from '../../javaRegex/regex/parser.ts';
import type { Assumptions } from './assumptions.ts';
import { anyHost, likelyBases, namesHost } from './bases.ts';
import type { Operation } from './endpointTable.ts';
import { type ParameterKind, statesAfter, statesAfterLanguage } from './parameters.ts';
import { type TrieNode, trieOf } from './trie.ts';

/** States of an automaton after a request's base URL. */
function statesAfterBase(dfa: Dfa, source: string, baseUrl: string | undefined, budget: Budget): number[] {
  if (baseUrl === undefined && namesHost.test(source)) {
    return statesAfterLanguage(dfa, 0, dfaOf(parsePattern(anyHost), 'full'), budget);
  }
  const bases = baseUrl === undefined ? likelyBases : [baseUrl];
  const states = bases.map(base => {
    let state = 0;
    for (const character of base) state = stepOf(dfa, state, character.codePointAt(0) ?? 0);
    return state;
  });
  return [...new Set(states)].filter(state => dfa.alive[state] === 1);
}

class Walk {
  readonly found: Operation[] = [];
  readonly #dfa: Dfa;
  readonly #classes: Int32Array;
  readonly #anyParameter: ParameterKind;
  readonly #known = new Map<string, number[]>();

  /** `free` is the reading of parameters that can be anything: as anything, or as a common value. */
  readonly #budget: Budget;

  constructor(dfa: Dfa, budget: Budget, free: 'any' | 'common') {
    this.#dfa = dfa;
    this.#budget = budget;
    this.#classes = asciiClasses(dfa);
    this.#anyParameter = free;
  }

  from(node: TrieNode, states: readonly number[]): void {
    const [only] = states;
    if (states.length === 1 && only !== undefined) {
      this.#fromOne(node, only);
      return;
    }
    if (states.length === 0) return;
    this.#budget.spend(states.length * (1 + node.codes.length));
    if (states.some(state => this.#dfa.accepts[state] === 1)) this.found.push(...node.operations);
    for (const [i, code] of node.codes.entries()) {
      const child = node.children[i];
      const next = new Set(states.map(state => stepOf(this.#dfa, state, code)));
      if (child !== undefined)
        this.from(
          child,
          [...next].filter(state => this.#dfa.alive[state] === 1),
        );
    }
    this.#parameters(node, states);
  }

  /** Fast path for the most common case. Paths are ASCII, so that classes need not be searched. */
  #fromOne(node: TrieNode, state: number): void {
    const { next, alive, classCount } = this.#dfa;
    if (node.operations.length > 0 && this.#dfa.accepts[state] === 1) this.found.push(...node.operations);
    for (let i = 0; i < node.children.length; i++) {
      const child = node.children[i];
      const after = next[state * classCount + (this.#classes[node.codes[i] ?? 0] ?? 0)] ?? 0;
      if (child !== undefined && alive[after] === 1) this.#fromOne(child, after);
    }
    if (node.parameters.size > 0) this.#parameters(node, [state]);
  }

  #parameters(node: TrieNode, states: readonly number[]): void {
    for (const [kind, child] of node.parameters) {
      this.from(child, this.#afterParameter(states, kind === 'any' ? this.#anyParameter : kind));
    }
  }

  #afterParameter(states: readonly number[], kind: ParameterKind): number[] {
    return [...new Set(states.flatMap(state => this.#afterKind(state, kind)))];
  }

  #afterKind(state: number, kind: ParameterKind): number[] {
    const key = `${kind}${state}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const after = statesAfter(this.#dfa, state, kind, this.#budget);
    this.#known.set(key, after);
    return after;
  }
}

/**
 * Finds the operations that a pattern with lookarounds reaches: a state of its automaton at each node of the tree of
 * paths.
 * @throws {TooComplex}
 */
export function walkByAutomaton(
  pattern: Pattern,
  { match, product, baseUrl }: Assumptions,
  free: 'any' | 'common',
  budget: Budget,
): Operation[] {
  const dfa = dfaOf(pattern, match);
  const walked = new Walk(dfa, budget, free);
  walked.from(trieOf(product), statesAfterBase(dfa, pattern.source, baseUrl, budget));
  return walked.found;
}
