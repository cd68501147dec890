import { cooperatively, type Steps } from '../../base/cooperatively.ts';
import type { Assumptions } from '../endpoints/assumptions.ts';
import type { Operation } from '../endpoints/endpointTable.ts';
import { exampleOf } from '../endpoints/parameters.ts';
import { textReachSteps } from '../endpoints/reach.ts';
import { partsOf } from '../endpoints/trie.ts';
import { parseRestrictions } from '../rules/restrictions.ts';
import type { HttpMethod } from '../rules/rule.ts';
import { simulate } from '../simulator/simulator.ts';
import type { WantedCall } from './extensionCalls.ts';
import { placesOf } from './places.ts';

/** Generated rule, with the operation that it is for. */
export interface GeneratedRule {
  readonly text: string;
  readonly calls: readonly WantedCall[];
  /** Operations that it allows beside them, since they cannot be told apart. */
  readonly besides: readonly Operation[];
}

const special = /[\\^$.|?*+()[\]{}]/g;

function escaped(text: string): string {
  return text.replace(special, '\\$&');
}

/**
 * Writes a path as a pattern: each parameter is a single name, and a query string may follow.
 * @param places patterns of the parameters, in order; otherwise they may be anything
 */
export function patternOf(path: string, baseUrl: string | undefined, places: readonly string[] = []): string {
  const parts = partsOf(path).map((part, i) => (i % 2 === 1 ? (places[(i - 1) / 2] ?? '[^/?#;]+') : escaped(part)));
  // A host of its own keeps a path in a query string from being taken for the path.
  const base = baseUrl === undefined ? '[^?#;]*' : escaped(baseUrl);
  return `${base}${parts.join('')}([?].*)?`;
}

/**
 * Generates the fewest rules that allow the wanted calls, one for each method and path, methods first, then paths in
 * order. Yields to other work.
 * @param assumptions of which the base URL is used, if it is known, and the match mode: rules for `find` are anchored
 * @throws {Error} if a simulation shows that a rule does not allow its call, or allows it by another method
 * @param signal ends it early: undefined is returned then
 */
export function generateRulesAsync(
  wanted: readonly WantedCall[],
  assumptions: Assumptions,
  signal?: AbortSignal,
): Promise<GeneratedRule[] | undefined> {
  return cooperatively(generateRulesSteps(wanted, assumptions), signal);
}

export function* generateRulesSteps(wanted: readonly WantedCall[], assumptions: Assumptions): Steps<GeneratedRule[]> {
  const rules = new Map<string, WantedCall[]>();
  for (const call of wanted) {
    const pattern = patternOf(call.path, assumptions.baseUrl, placesOf(call, assumptions.product));
    const text = `[${call.method.toLowerCase()}]${assumptions.match === 'find' ? `^${pattern}$` : pattern}`;
    rules.set(text, [...(rules.get(text) ?? []), call]);
  }
  const generated: GeneratedRule[] = [];
  for (const [text, calls] of rules) {
    verify(text, calls, assumptions);
    yield undefined;
    generated.push({ text, calls, besides: yield* besidesSteps(text, calls, assumptions) });
  }
  return generated.sort((a, b) => (a.text < b.text ? -1 : 1));
}

function* besidesSteps(
  text: string,
  calls: readonly WantedCall[],
  assumptions: Assumptions,
): Steps<readonly Operation[]> {
  const { operations } = yield* textReachSteps(parseRestrictions(text), assumptions);
  return operations.filter(({ method, path }) => !calls.some(call => call.method === method && call.path === path));
}

function verify(text: string, calls: readonly WantedCall[], { match, baseUrl }: Assumptions): void {
  const restrictions = parseRestrictions(text);
  const allows = (method: string, url: string) =>
    simulate(restrictions, { method, url }, { match, query: 'yes' }).outcome === 'allowed';
  for (const { method, path } of calls) {
    const url = (baseUrl ?? 'https://jira.example.com') + exampleOf(path);
    const other = method === 'GET' ? 'DELETE' : 'GET';
    const right = allows(method, url) && allows(method, `${url}?expand=names`);
    const tight =
      !allows(other, url) && !allows(method, `${url}/more`) && !allows(method, `https://x.example/?a=${url}`);
    if (!right || !tight) throw new Error(`The rule ${text} does not do what it was made for.`);
  }
}

/** Calls of chosen operations. */
export function callsOf(operations: readonly Operation[]): WantedCall[] {
  return operations.map(({ method, path }) => ({ method, path }));
}

/**
 * Maps requests to calls of known operations: recorded URLs become paths with parameters. A request of no known
 * operation keeps its own path.
 * @param requests with whole URLs
 */
export function callsOfRequests(
  requests: readonly { readonly method: HttpMethod; readonly url: string }[],
  operations: readonly Operation[],
  baseUrl: string,
): WantedCall[] {
  const seen = new Map<string, WantedCall>();
  const known = Map.groupBy(operations.map(templateOf), ({ method, names }) => kindOfCall(method, names));
  for (const { method, url } of requests) {
    const [address = ''] = url.split(/[?#]/);
    const path = address.startsWith(baseUrl) ? address.slice(baseUrl.length) : address;
    const names = path.split('/');
    const call = { method, path: pathFor(names, known.get(kindOfCall(method, names)) ?? []) ?? path };
    seen.set(`${call.method} ${call.path}`, call);
  }
  return [...seen.values()];
}

/** Operation's path, split into its names once for all requests. */
interface Template {
  readonly method: HttpMethod;
  readonly path: string;
  readonly names: readonly string[];
}

function templateOf({ method, path }: Operation): Template {
  return { method, path, names: path.split('/') };
}

/** Only calls of the same kind can be the same operation. */
function kindOfCall(method: HttpMethod, names: readonly string[]): string {
  return `${method} ${names.length}`;
}

/** Finds the path with the most literal names, among those that a request can have. */
function pathFor(names: readonly string[], templates: readonly Template[]): string | undefined {
  const fitting = templates.filter(template =>
    template.names.every((name, i) => name.startsWith('{') || name === names[i]),
  );
  const parameters = ({ path }: Template) => partsOf(path).length;
  return fitting.sort((a, b) => parameters(a) - parameters(b))[0]?.path;
}
