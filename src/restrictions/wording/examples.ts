import { cooperatively, type Steps } from '../../base/cooperatively.ts';
import { Budget } from '../../javaRegex/automata/budget.ts';
import { dfaIfAny } from '../../javaRegex/automata/dfaOf.ts';
import { shortest, witness } from '../../javaRegex/automata/operations.ts';
import { TooComplex } from '../../javaRegex/automata/tooComplex.ts';
import type { Pattern } from '../../javaRegex/regex/ast.ts';
import { parsePattern } from '../../javaRegex/regex/parser.ts';
import { sampleOf } from '../../javaRegex/regex/sample.ts';
import type { Assumptions } from '../endpoints/assumptions.ts';
import { anyHost, namesHost } from '../endpoints/bases.ts';
import type { Operation } from '../endpoints/endpointTable.ts';
import { exampleOf, kindOfParameter, type ParameterKind, parameterKinds } from '../endpoints/parameters.ts';
import { lineReachSteps } from '../endpoints/reach.ts';
import { partsOf } from '../endpoints/trie.ts';
import type { RuleLine } from '../rules/restrictions.ts';
import type { HttpMethod, Suffix } from '../rules/rule.ts';
import { simulationSteps } from '../simulator/simulator.ts';

/** Request that a rule allows. */
export interface Example {
  readonly method: HttpMethod;
  readonly url: string;
}

/** Operations to try until there are enough examples. */
const maxTried = 8;
const maxSteps = 100_000;

/**
 * Finds a few different requests that a rule allows, usual ones first. Each is checked against the rule.
 * @param signal ends it early: undefined is returned then
 */
export function examplesAsync(
  line: RuleLine,
  assumptions: Assumptions,
  signal?: AbortSignal,
): Promise<Example[] | undefined> {
  return cooperatively(examplesOf(line, assumptions), signal);
}

function* examplesOf(line: RuleLine, assumptions: Assumptions, most = 3): Steps<Example[]> {
  const { pattern } = line.asRead.url;
  if (line.isLong || pattern === undefined) return [];
  const finder = new Finder(line, pattern, assumptions);
  const reach = yield* lineReachSteps(line, assumptions);
  const operations = reach === 'tooComplex' ? [] : usualFirst(reach).slice(0, maxTried);
  // An example of each operation, then further ones.
  for (let round = 0; round < most; round++) {
    for (const operation of operations) {
      if (finder.found.length >= most) return finder.found;
      yield* finder.tryOperation(operation);
    }
  }
  if (finder.found.length === 0) yield* finder.tryPattern();
  return finder.found;
}

/** Sorts the most usual operations first, and an operation of each path before others of the same path. */
function usualFirst(operations: readonly Operation[]): Operation[] {
  const rank = ({ admin, deprecated, writes, path }: Operation) =>
    (admin ? 8 : 0) + (deprecated ? 4 : 0) + (path.startsWith('/rest/api/') ? 0 : 2) + (writes ? 1 : 0);
  const sorted = operations.toSorted((a, b) => rank(a) - rank(b));
  const first = new Map(sorted.toReversed().map(operation => [operation.path, operation]));
  return [
    ...sorted.filter(operation => first.get(operation.path) === operation),
    ...sorted.filter(operation => first.get(operation.path) !== operation),
  ];
}

class Finder {
  readonly found: Example[] = [];
  readonly #line: RuleLine;
  readonly #pattern: Pattern;
  readonly #assumptions: Assumptions;
  readonly #base: string;
  /** Pattern of Jira's base: by https, which everybody knows. */
  readonly #bases: string;
  readonly #query: string;
  readonly #body: unknown;

  constructor(line: RuleLine, pattern: Pattern, assumptions: Assumptions) {
    const { baseUrl } = assumptions;
    this.#line = line;
    this.#pattern = pattern;
    this.#assumptions = assumptions;
    this.#base = baseUrl ?? 'https://jira.example.com';
    this.#bases =
      baseUrl === undefined && namesHost.test(pattern.source) ? anyHost.replace('?', '') : quoted(this.#base);
    const { suffixes } = line.asRead;
    this.#query = queryFor(suffixes.filter(({ kind }) => kind === 'query'));
    this.#body = bodyFor(suffixes.filter(({ kind }) => kind === 'json'));
  }

  *tryOperation({ method, path }: Operation): Steps<void> {
    if (yield* this.#keep(method, this.#base + exampleOf(path))) return;
    // Rules often name the issue or project, but rarely other parameters of a path.
    if (yield* this.#keep(method, this.#member(method, this.#bases + patternOfPath(path, ['issue', 'project']))))
      return;
    yield* this.#keep(method, this.#member(method, this.#bases + patternOfPath(path)));
  }

  /** For patterns without a known operation: any text that the pattern matches. */
  *tryPattern(): Steps<void> {
    const method = this.#line.asRead.method?.method ?? 'GET';
    // The pattern as written, without its wildcards.
    const written = this.#pattern.source.replace(/^\^?(?:\.\*)?|(?:\.\*)?\$?$/g, '').replaceAll('\\', '');
    if (/^\/[\w/.%-]*$/.test(written) && (yield* this.#keep(method, this.#base + written))) return;
    if (yield* this.#keep(method, this.#member(method, `${this.#bases}/[!-~]*`))) return;
    const sample = sampleOf(this.#pattern.root);
    const url = sample.startsWith('/') ? this.#base + sample : sample;
    yield* this.#keep(method, url);
  }

  /** URL of a kind that the rule matches, unless it is an example of the method already. */
  #member(method: HttpMethod, kind: string): string | undefined {
    const { match } = this.#assumptions;
    const others = this.found
      .filter(example => example.method === method)
      .map(({ url }) => quoted(url.slice(0, url.length - this.#query.length)));
    const wanted = dfaIfAny(parsePattern(others.length === 0 ? kind : `(?!(?:${others.join('|')})\\z)${kind}`), 'full');
    const dfa = dfaIfAny(this.#pattern, match);
    if (dfa === undefined || wanted === undefined) return undefined;
    try {
      return witness(dfa, wanted, 'intersection', new Budget(maxSteps));
    } catch (error) {
      if (error instanceof TooComplex) return undefined;
      throw error;
    }
  }

  /** Whether it is a URL of this Jira, if its base is known. */
  #isUrl(text: string): boolean {
    const { baseUrl = '' } = this.#assumptions;
    return text.startsWith(baseUrl) && /^https?:/.test(text) && URL.canParse(text) && new URL(text).href === text;
  }

  /** Adds an example, if it is new and the rule allows it. */
  *#keep(method: HttpMethod, path: string | undefined): Steps<boolean> {
    const url = `${path}${this.#query}`;
    const isKnown = this.found.some(example => example.method === method && example.url === url);
    if (path === undefined || isKnown || !this.#isUrl(url)) return false;
    yield undefined;
    const { match, query } = this.#assumptions;
    const mode = { match, query: query === 'yes' ? 'yes' : 'no', limits: { steps: maxSteps } } as const;
    const rules = { text: this.#line.text, lines: [this.#line] };
    const { outcome } = yield* simulationSteps(rules, { method, url, body: this.#body }, mode);
    if (outcome === 'allowed') this.found.push({ method, url });
    return outcome === 'allowed';
  }
}

function quoted(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}

/** Values for the parameters of example paths: usual ones, but no number begins with a zero. */
const values: Readonly<Record<ParameterKind, string>> = {
  number: '[1-9][0-9]*',
  issue: '[A-Z][A-Z0-9_]*-[1-9][0-9]*',
  project: '[A-Z][A-Z0-9_]*',
  any: parameterKinds.any.pattern,
  common: parameterKinds.common.pattern,
};

/**
 * Writes a path as a pattern.
 * @param open kinds of parameters that may be anything of their kind; the others are as in examples
 */
function patternOfPath(path: string, open = Object.keys(values) as readonly ParameterKind[]): string {
  const parts = partsOf(path).map((part, i) => {
    const kind = kindOfParameter(part);
    if (i % 2 === 0) return quoted(part);
    return open.includes(kind) ? `(?:${values[kind]})` : quoted(parameterKinds[kind].example);
  });
  return parts.join('');
}

/** Value that a suffix requires. */
function valueFor({ regex }: Suffix): string {
  const dfa = regex.pattern === undefined ? undefined : dfaIfAny(regex.pattern, 'full');
  return (dfa === undefined ? undefined : shortest(dfa)) ?? '';
}

function queryFor(suffixes: readonly Suffix[]): string {
  if (suffixes.length === 0) return '';
  const parameters = new URLSearchParams();
  for (const suffix of suffixes) parameters.append(suffix.name.text, valueFor(suffix));
  return `?${parameters}`;
}

interface Body {
  [name: string]: string | Body;
}

/** Without a prototype, so that every name is free. */
function emptyBody(): Body {
  return Object.create(null) as Body;
}

function bodyFor(suffixes: readonly Suffix[]): Body {
  const body = emptyBody();
  for (const suffix of suffixes) {
    const names = suffix.name.text.split('.');
    let at = body;
    for (const name of names.slice(0, -1)) {
      const known = at[name];
      const below = typeof known === 'object' ? known : emptyBody();
      at[name] = below;
      at = below;
    }
    at[names.at(-1) ?? ''] = valueFor(suffix);
  }
  return body;
}
