import { atOnce, cooperatively, type Steps } from '../../base/cooperatively.ts';
import { Budget, metered } from '../../javaRegex/automata/budget.ts';
import type { MatchMode } from '../../javaRegex/automata/dfaOf.ts';
import { defaultSteps, type MatchLimits } from '../../javaRegex/matching/match.ts';
import type { Assumptions, QueryMode } from '../endpoints/assumptions.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';
import type { Restrictions, RuleLine } from '../rules/restrictions.ts';
import type { Suffix } from '../rules/rule.ts';
import { nodesAt } from './jsonNodes.ts';
import { partsOfUrl, type SimulatedRequest, type UrlParts } from './request.ts';
import { type Stop, stopSteps } from './stop.ts';

/** Part of a rule that kept it from allowing a request. */
export type Obstacle = 'syntax' | 'method' | 'url' | 'query' | 'json' | 'gaveUp';

type RuleVerdict =
  | { readonly line: RuleLine; readonly allows: true }
  | { readonly line: RuleLine; readonly allows: false; readonly obstacle: Obstacle; readonly suffix?: Suffix };

/** Rule that nearly allowed the request, with the obstacle. */
export interface NearestRule {
  readonly line: RuleLine;
  readonly obstacle: Obstacle;
  /** Place where its URL pattern stopped, if that was the obstacle. */
  readonly stop: Stop | undefined;
}

export type Verdict =
  | { readonly outcome: 'allowed'; readonly by: RuleLine | undefined }
  | { readonly outcome: 'denied'; readonly nearest: NearestRule | undefined }
  /** A pattern took too many steps, and no other rule allows the request. */
  | { readonly outcome: 'unknown'; readonly line: RuleLine };

/** `gaveUp` after too many steps. */
type Answer = boolean | 'gaveUp';

function* holdsFor(regex: RegexPiece, subject: string, { match, limits, budget }: Context): Steps<Answer> {
  if (regex.matcher === undefined) return false;
  if (budget.left <= 0) return 'gaveUp';
  return yield* metered(regex.matcher.acceptsSteps(subject, match, limits), budget);
}

interface Context {
  readonly method: string;
  readonly parts: UrlParts;
  readonly subject: string;
  readonly body: unknown;
  readonly match: MatchMode;
  readonly limits: MatchLimits;
  /** Of all matches. */
  readonly budget: Budget;
  /** Of the search for the nearest rule. */
  readonly stops: Budget;
}

/** Steps for a text in all: about a second. */
const maxSteps = 20_000_000;
const maxStepsForStops = 5_000_000;

function* suffixHolds(suffix: Suffix, context: Context): Steps<Answer> {
  const values =
    suffix.kind === 'query'
      ? (context.parts.parameters.get(suffix.name.text) ?? [])
      : nodesAt(context.body, suffix.name.text);
  let holds: Answer = false;
  for (const value of values) {
    const one = yield* holdsFor(suffix.regex, value, context);
    if (one === true) return true;
    if (one === 'gaveUp') holds = one;
  }
  return holds;
}

/** A certain obstacle comes before a match that took too many steps. */
function* judge(line: RuleLine, context: Context): Steps<RuleVerdict> {
  const { asRead: rule } = line;
  const refuse = (obstacle: Obstacle): RuleVerdict => ({ line, allows: false, obstacle });
  if (rule.url.matcher === undefined || rule.suffixes.some(suffix => suffix.regex.error !== undefined)) {
    return refuse('syntax');
  }
  const url = yield* holdsFor(rule.url, context.subject, context);
  if (!url) return refuse('url');
  if (rule.method !== undefined && rule.method.method !== context.method) return refuse('method');
  let gaveUp = url === 'gaveUp';
  for (const suffix of rule.suffixes) {
    const holds = yield* suffixHolds(suffix, context);
    if (!holds) return { line, allows: false, obstacle: suffix.kind, suffix };
    if (holds === 'gaveUp') gaveUp = true;
  }
  return gaveUp ? refuse('gaveUp') : { line, allows: true };
}

const nearness: Readonly<Record<Obstacle, number>> = { syntax: 0, url: 1, gaveUp: 2, method: 3, query: 4, json: 4 };

function* nearestOf(verdicts: readonly RuleVerdict[], context: Context): Steps<NearestRule | undefined> {
  let nearest: NearestRule | undefined;
  let best = -1;
  for (const verdict of verdicts) {
    if (verdict.allows) continue;
    const { line, obstacle } = verdict;
    // Where the budget is spent, the nearest of those that were looked at is told.
    const isStop = obstacle === 'url' && context.stops.left > 0;
    const stop = isStop ? yield* metered(stopSteps(line.asRead.url, context.subject), context.stops) : undefined;
    const part = (stop?.inPattern ?? 0) / (line.asRead.url.text.length + 1);
    yield undefined;
    const rank = nearness[obstacle] + part;
    if (rank > best) {
      best = rank;
      nearest = { line, obstacle, stop };
    }
  }
  return nearest;
}

/** Reading of a text for a simulation. */
export interface SimulationMode {
  readonly match: MatchMode;
  /** Whether the URL's pattern is matched against the query string, too. */
  readonly query: Exclude<QueryMode, 'unknown'>;
  readonly limits?: MatchLimits;
}

/**
 * Simulates whether a text of restrictions allows a request, as the server reads the text to the letter. Lines are
 * alternatives; an empty text restricts nothing; a rule whose pattern Java refuses allows nothing: all three are
 * assumptions.
 * @throws nothing: a pattern that takes too many steps makes the outcome `unknown`
 */
export function simulate(restrictions: Restrictions, request: SimulatedRequest, mode: SimulationMode): Verdict {
  return atOnce(simulationSteps(restrictions, request, mode));
}

export function* simulationSteps(
  restrictions: Restrictions,
  request: SimulatedRequest,
  mode: SimulationMode,
): Steps<Verdict> {
  const rules = restrictions.lines.filter(line => !line.isBlank);
  if (rules.length === 0) return { outcome: 'allowed', by: undefined };
  const parts = partsOfUrl(request.url);
  const context: Context = {
    method: request.method.toUpperCase(),
    parts,
    subject: mode.query === 'yes' ? parts.whole : parts.path,
    body: request.body,
    match: mode.match,
    limits: mode.limits ?? { steps: defaultSteps },
    budget: new Budget(maxSteps),
    stops: new Budget(maxStepsForStops),
  };
  const verdicts: RuleVerdict[] = [];
  for (const line of rules) {
    const verdict = yield* judge(line, context);
    if (verdict.allows) return { outcome: 'allowed', by: line };
    verdicts.push(verdict);
    yield undefined;
  }
  const stuck = verdicts.find(verdict => !verdict.allows && verdict.obstacle === 'gaveUp');
  if (stuck !== undefined) return { outcome: 'unknown', line: stuck.line };
  return { outcome: 'denied', nearest: yield* nearestOf(verdicts, context) };
}

/** Verdicts under every reading of the rules. */
export interface Simulation {
  readonly verdicts: readonly (SimulationMode & { readonly verdict: Verdict })[];
  /** Outcome under the assumptions; `depends` where they leave the deciding reading open. */
  readonly outcome: Verdict['outcome'] | 'depends';
}

/**
 * Simulates a request under both match modes and both query modes, and sums up under the assumptions. Yields to other
 * work.
 * @param signal ends it early: undefined is returned then
 */
export function simulateAllAsync(
  restrictions: Restrictions,
  request: SimulatedRequest,
  assumptions: Assumptions,
  signal?: AbortSignal,
): Promise<Simulation | undefined> {
  return cooperatively(allSteps(restrictions, request, assumptions), signal);
}

export function* allSteps(
  restrictions: Restrictions,
  request: SimulatedRequest,
  assumptions: Assumptions,
  limits?: MatchLimits,
): Steps<Simulation> {
  const { path, whole } = partsOfUrl(request.url);
  const verdicts: Simulation['verdicts'][number][] = [];
  for (const match of ['full', 'find'] as const) {
    let verdict: Verdict | undefined;
    for (const query of ['yes', 'no'] as const) {
      const mode: SimulationMode = { match, query, ...(limits === undefined ? {} : { limits }) };
      // Without a query string both query modes are the same.
      if (verdict === undefined || whole !== path) verdict = yield* simulationSteps(restrictions, request, mode);
      verdicts.push({ ...mode, verdict });
    }
  }
  const assumed = verdicts.filter(
    ({ match, query }) =>
      match === assumptions.match && (assumptions.query === 'unknown' || assumptions.query === query),
  );
  const outcomes = new Set(assumed.map(({ verdict }) => verdict.outcome));
  const [outcome = 'unknown'] = outcomes;
  return { verdicts, outcome: outcomes.size > 1 ? 'depends' : outcome };
}
