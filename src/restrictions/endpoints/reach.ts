import { atOnce, cooperatively, type Steps } from '../../base/cooperatively.ts';
import { Lru } from '../../base/lru.ts';
import { Budget } from '../../javaRegex/automata/budget.ts';
import { TooComplex } from '../../javaRegex/automata/tooComplex.ts';
import type { Pattern } from '../../javaRegex/regex/ast.ts';
import type { Restrictions, RuleLine } from '../rules/restrictions.ts';
import type { HttpMethod, Rule } from '../rules/rule.ts';
import type { Assumptions } from './assumptions.ts';
import { walkByAutomaton } from './automatonWalk.ts';
import { anyHost, likelyBases, namesHost } from './bases.ts';
import type { Operation } from './endpointTable.ts';
import { Fronts } from './front.ts';
import { pathGraph } from './pathGraph.ts';
import { operationsAt } from './patternPaths.ts';

/** Operations that are allowed, or `tooComplex` where that cannot be decided. */
export type Reach = readonly Operation[] | 'tooComplex';

const cache = new WeakMap<Pattern, Map<string, Reach>>();

/** Finds the operations whose path a pattern matches, for any method; with usual values of their parameters. */
export function pathReach(pattern: Pattern, assumptions: Assumptions): Reach {
  return atOnce(pathReachSteps(pattern, assumptions));
}

export function* pathReachSteps(pattern: Pattern, assumptions: Assumptions): Steps<Reach> {
  const { match, product, baseUrl } = assumptions;
  const known = cache.get(pattern) ?? new Map<string, Reach>();
  cache.set(pattern, known);
  const key = `${match} ${product} ${baseUrl ?? ''}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const reach = yield* walk(pattern, assumptions);
  known.set(key, reach);
  return reach;
}

/** Budget of a pattern. The first that begins with `.*` takes some 30,000 steps, the others far fewer. */
const maxSteps = 300_000;

function* walk(pattern: Pattern, assumptions: Assumptions): Steps<Reach> {
  const budget = new Budget(maxSteps);
  try {
    const common = yield* walkSteps(pattern, assumptions, 'common', budget);
    if (common.length > 0) return common;
    // A value of its own was perhaps meant for a parameter that can be anything; not if the pattern does not even name
    // the segment before that parameter, for then the parameter would have swallowed it all.
    const segments = (path: string) => [...path.matchAll(/([^/{}]+)\/\{/g)].map(match => match[1] ?? '');
    const any = yield* walkSteps(pattern, assumptions, 'any', budget);
    return any.filter(({ path }) => segments(path).every(segment => pattern.source.includes(segment)));
  } catch (error) {
    if (error instanceof TooComplex) return 'tooComplex';
    throw error;
  }
}

/** Finds the operations that a pattern reaches, under a reading of the parameters that can be anything. */
export function walkWith(
  pattern: Pattern,
  assumptions: Assumptions,
  free: 'any' | 'common',
  budget = new Budget(maxSteps),
): readonly Operation[] {
  return atOnce(walkSteps(pattern, assumptions, free, budget));
}

function* walkSteps(
  pattern: Pattern,
  assumptions: Assumptions,
  free: 'any' | 'common',
  budget: Budget,
): Steps<readonly Operation[]> {
  try {
    return yield* operationsAt(frontsFor(pattern.source, assumptions, free), pattern, assumptions.match, budget);
  } catch (error) {
    if (!(error instanceof TooComplex) || error.reason === 'states') throw error;
    return walkByAutomaton(pattern, assumptions, free, budget);
  }
}

/** Fronts of the last few readings of paths. */
const fronts = new Lru<string, Fronts>(4);

function frontsFor(source: string, { product, baseUrl }: Assumptions, free: 'any' | 'common'): Fronts {
  const base = baseOf(source, baseUrl);
  const key = `${product} ${free} ${base}`;
  return fronts.getOrMake(key, () => new Fronts(pathGraph(product, base, free)));
}

/** Pattern of Jira's base. */
function baseOf(source: string, baseUrl: string | undefined): string {
  if (baseUrl !== undefined) return quoted(baseUrl);
  return namesHost.test(source) ? anyHost : `(?:${likelyBases.map(quoted).join('|')})`;
}

function quoted(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}

/**
 * Finds the operations that a rule allows, by the path alone: without a query string, since one that holds a path would
 * admit any operation.
 */
export function ruleReach(rule: Rule, assumptions: Assumptions): Reach {
  return atOnce(ruleReachSteps(rule, assumptions));
}

function* ruleReachSteps(rule: Rule, assumptions: Assumptions): Steps<Reach> {
  if (rule.url.pattern === undefined) return [];
  const reach = yield* pathReachSteps(rule.url.pattern, assumptions);
  if (reach === 'tooComplex' || rule.method === undefined) return reach;
  return ofMethod(reach, rule.method.method);
}

const byMethod = new WeakMap<readonly Operation[], Map<HttpMethod, readonly Operation[]>>();

/** Returns the same list for the same arguments, so that rules of a kind share it. */
function ofMethod(operations: readonly Operation[], method: HttpMethod): readonly Operation[] {
  const lists = byMethod.get(operations) ?? new Map<HttpMethod, readonly Operation[]>();
  byMethod.set(operations, lists);
  const known = lists.get(method) ?? operations.filter(operation => operation.method === method);
  lists.set(method, known);
  return known;
}

/** Operations that a whole text allows. */
export interface TextReach {
  readonly operations: readonly Operation[];
  readonly writes: number;
  readonly admin: number;
  /** Number of rules that could not be analyzed, so that more may be allowed. */
  readonly tooComplex: number;
  /** Whether some are allowed only by rules with suffixes, which admit only some of their requests. */
  readonly atMost: boolean;
}

/** Finds the operations that a line allows, as the server reads it. */
export function lineReach(line: RuleLine, assumptions: Assumptions): Reach {
  return atOnce(lineReachSteps(line, assumptions));
}

export function* lineReachSteps(line: RuleLine, assumptions: Assumptions): Steps<Reach> {
  return line.isLong ? 'tooComplex' : yield* ruleReachSteps(line.content.asRead, assumptions);
}

/**
 * Finds the operations that any rule of a text allows; an empty text restricts nothing. Yields to other work.
 * @param signal ends it early: undefined is returned then
 */
export function textReachAsync(
  restrictions: Restrictions,
  assumptions: Assumptions,
  signal?: AbortSignal,
): Promise<TextReach | undefined> {
  return cooperatively(textReachSteps(restrictions, assumptions), signal);
}

export function* textReachSteps({ lines }: Restrictions, assumptions: Assumptions): Steps<TextReach> {
  // Rules of a kind share their lists.
  const lists = new Set<readonly Operation[]>();
  const conditional = new Set<readonly Operation[]>();
  let tooComplex = 0;
  for (const line of lines) {
    if (line.isBlank) continue;
    const reach = yield* lineReachSteps(line, assumptions);
    if (reach === 'tooComplex') tooComplex++;
    else (line.content.asRead.suffixes.length > 0 ? conditional : lists).add(reach);
    yield undefined;
  }
  const sure = new Set([...lists].flat());
  const operations = new Set([...sure, ...[...conditional].flat()]);
  return { ...countsOf([...operations]), tooComplex, atMost: operations.size > sure.size };
}

function countsOf(operations: readonly Operation[]): Omit<TextReach, 'tooComplex' | 'atMost'> {
  return {
    operations,
    writes: operations.filter(operation => operation.writes).length,
    admin: operations.filter(operation => operation.admin).length,
  };
}

/** Whether any operation is reached, as far as it can be decided. */
export function reachesAny(reach: Reach): boolean {
  return reach === 'tooComplex' || reach.length > 0;
}
