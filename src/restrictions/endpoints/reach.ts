import type { Assumptions } from '../assumptions.ts';
import { asciiClasses, type Dfa, stepOf } from '../automata/dfa.ts';
import { dfaOf } from '../automata/dfaOf.ts';
import { TooComplex } from '../automata/tooComplex.ts';
import type { Pattern } from '../regex/ast.ts';
import { parsePattern } from '../regex/parser.ts';
import type { Restrictions } from '../rules/restrictions.ts';
import type { HttpMethod, Rule } from '../rules/rule.ts';
import type { Operation } from './endpointTable.ts';
import { Fronts } from './front.ts';
import { type ParameterKind, statesAfter, statesAfterLanguage } from './parameters.ts';
import { pathGraph } from './pathGraph.ts';
import { operationsAt } from './patternPaths.ts';
import { type TrieNode, trieOf } from './trie.ts';

/** The operations that something allows, or `tooComplex` where that cannot be told. */
export type Reach = readonly Operation[] | 'tooComplex';

/** Where Jira might be, if it is not known: on a host of its own, or under a context path. */
const likelyBases = ['https://jira.example.com', 'https://jira.example.com/jira'];

/** Any host: only for patterns that name one, since a host could be named as any path is. */
const anyHost = 'https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/jira)?';
const namesHost = /https?|:\/\/|[\w-]\\?\.[a-z]{2,}(?::\d+)?\//;

/** The states of an automaton once a request's base URL has been read. */
function statesAfterBase(dfa: Dfa, source: string, baseUrl: string | undefined): number[] {
  if (baseUrl === undefined && namesHost.test(source)) {
    return statesAfterLanguage(dfa, 0, dfaOf(parsePattern(anyHost), 'full'));
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

  /** `free` is how parameters that can be anything are read: as anything, or as one common value. */
  constructor(dfa: Dfa, free: 'any' | 'common') {
    this.#dfa = dfa;
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

  /** By far the most common case. Paths are ASCII, so that classes need not be searched for. */
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
    const after = statesAfter(this.#dfa, state, kind);
    this.#known.set(key, after);
    return after;
  }
}

const cache = new WeakMap<Pattern, Map<string, Reach>>();

/** The operations whose path a pattern matches, whatever the method; each with values that usually stand in it. */
export function pathReach(pattern: Pattern, assumptions: Assumptions): Reach {
  const { match, product, baseUrl } = assumptions;
  const known = cache.get(pattern) ?? new Map<string, Reach>();
  cache.set(pattern, known);
  const key = `${match} ${product} ${baseUrl ?? ''}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const reach = walk(pattern, assumptions);
  known.set(key, reach);
  return reach;
}

function walk(pattern: Pattern, assumptions: Assumptions): Reach {
  try {
    const common = walkWith(pattern, assumptions, 'common');
    if (common.length > 0) return common;
    // A value of its own was perhaps meant for a parameter that can be anything; not if the pattern does not even name
    // what stands before that parameter, for then the parameter would have swallowed it all.
    const segments = (path: string) => [...path.matchAll(/([^/{}]+)\/\{/g)].map(match => match[1] ?? '');
    return walkWith(pattern, assumptions, 'any').filter(({ path }) =>
      segments(path).every(segment => pattern.source.includes(segment)),
    );
  } catch (error) {
    if (error instanceof TooComplex) return 'tooComplex';
    throw error;
  }
}

/** The operations that a pattern reaches, by one way to read the parameters that can be anything. */
export function walkWith(pattern: Pattern, assumptions: Assumptions, free: 'any' | 'common'): readonly Operation[] {
  try {
    return operationsAt(frontsFor(pattern.source, assumptions, free), pattern, assumptions.match);
  } catch (error) {
    if (error instanceof TooComplex) return walkByAutomaton(pattern, assumptions, free);
    throw error;
  }
}

/** The fronts of the last few ways to read paths. */
const fronts = new Map<string, Fronts>();
const mostGraphs = 6;

function frontsFor(source: string, { product, baseUrl }: Assumptions, free: 'any' | 'common'): Fronts {
  const base = baseOf(source, baseUrl);
  const key = `${product} ${free} ${base}`;
  const known = fronts.get(key);
  if (known !== undefined) return known;
  if (fronts.size >= mostGraphs) fronts.delete(fronts.keys().next().value ?? '');
  const fresh = new Fronts(pathGraph(product, base, free));
  fronts.set(key, fresh);
  return fresh;
}

/** Where Jira is, as a pattern. */
function baseOf(source: string, baseUrl: string | undefined): string {
  if (baseUrl !== undefined) return quoted(baseUrl);
  return namesHost.test(source) ? anyHost : `(?:${likelyBases.map(quoted).join('|')})`;
}

function quoted(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}

/** The way for patterns that look around: a state of their automaton at each node of the tree of paths. */
export function walkByAutomaton(
  pattern: Pattern,
  { match, product, baseUrl }: Assumptions,
  free: 'any' | 'common',
): Operation[] {
  const dfa = dfaOf(pattern, match);
  const walked = new Walk(dfa, free);
  walked.from(trieOf(product), statesAfterBase(dfa, pattern.source, baseUrl));
  return walked.found;
}

/**
 * The operations that a rule allows, on the path alone: a query string is taken to be absent, for one that holds a
 * path would let any operation in.
 */
export function ruleReach(rule: Rule, assumptions: Assumptions): Reach {
  if (rule.url.pattern === undefined) return [];
  const reach = pathReach(rule.url.pattern, assumptions);
  if (reach === 'tooComplex' || rule.method === undefined) return reach;
  return ofMethod(reach, rule.method.method);
}

const byMethod = new WeakMap<readonly Operation[], Map<HttpMethod, readonly Operation[]>>();

/** Always the same list for the same: rules of a kind then share theirs. */
function ofMethod(operations: readonly Operation[], method: HttpMethod): readonly Operation[] {
  const lists = byMethod.get(operations) ?? new Map<HttpMethod, readonly Operation[]>();
  byMethod.set(operations, lists);
  const known = lists.get(method) ?? operations.filter(operation => operation.method === method);
  lists.set(method, known);
  return known;
}

/** What a whole text allows. */
export interface TextReach {
  readonly operations: readonly Operation[];
  readonly writes: number;
  readonly admin: number;
  /** How many rules could not be analyzed, so that more may be allowed. */
  readonly tooComplex: number;
}

/** The operations that any rule of a text allows, as the server reads it; an empty text restricts nothing. */
export function textReach(restrictions: Restrictions, assumptions: Assumptions): TextReach {
  const rules = restrictions.lines.filter(line => !line.isBlank);
  const reaches = rules.map(line => (line.isLong ? 'tooComplex' : ruleReach(line.content.asRead, assumptions)));
  const lists = new Set(reaches.filter(reach => reach !== 'tooComplex'));
  const operations = new Set([...lists].flat());
  return {
    ...countsOf([...operations]),
    tooComplex: reaches.filter(reach => reach === 'tooComplex').length,
  };
}

export function countsOf(operations: readonly Operation[]): Omit<TextReach, 'tooComplex'> {
  return {
    operations,
    writes: operations.filter(operation => operation.writes).length,
    admin: operations.filter(operation => operation.admin).length,
  };
}

/** Whether anything is reached, as far as can be told. */
export function reachesAny(reach: Reach): boolean {
  return reach === 'tooComplex' || reach.length > 0;
}
