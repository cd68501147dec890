import type { Assumptions, QueryMode } from '../assumptions.ts';
import type { MatchMode } from '../automata/dfaOf.ts';
import { defaultSteps, type MatchLimits } from '../matching/match.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';
import type { Restrictions, RuleLine } from '../rules/restrictions.ts';
import type { Suffix } from '../rules/rule.ts';
import { nodesAt } from './jsonNodes.ts';
import { partsOfUrl, type SimulatedRequest, type UrlParts } from './request.ts';
import { type Stop, stopOf } from './stop.ts';

/** What kept a rule from allowing a request. */
export type Obstacle = 'syntax' | 'method' | 'url' | 'query' | 'json' | 'gaveUp';

export type RuleVerdict =
  | { readonly line: RuleLine; readonly allows: true }
  | { readonly line: RuleLine; readonly allows: false; readonly obstacle: Obstacle; readonly suffix?: Suffix };

/** A rule that came near, and where it stopped. */
export interface NearestRule {
  readonly line: RuleLine;
  readonly obstacle: Obstacle;
  /** Where its URL pattern stopped, if that was the obstacle. */
  readonly stop: Stop | undefined;
}

export type Verdict =
  | { readonly outcome: 'allowed'; readonly by: RuleLine | undefined }
  | { readonly outcome: 'denied'; readonly nearest: NearestRule | undefined }
  /** A pattern took too many steps, and no other rule allows the request. */
  | { readonly outcome: 'unknown'; readonly line: RuleLine };

function holdsFor(regex: RegexPiece, subject: string, match: MatchMode, limits: MatchLimits): boolean | 'gaveUp' {
  if (regex.matcher === undefined) return false;
  return regex.matcher.accepts(subject, match, limits);
}

interface Context {
  readonly method: string;
  readonly parts: UrlParts;
  readonly subject: string;
  readonly body: unknown;
  readonly match: MatchMode;
  readonly limits: MatchLimits;
}

function suffixHolds(suffix: Suffix, context: Context): boolean | 'gaveUp' {
  const values =
    suffix.kind === 'query'
      ? (context.parts.parameters.get(suffix.name.text) ?? [])
      : nodesAt(context.body, suffix.name.text);
  let holds: boolean | 'gaveUp' = false;
  for (const value of values) {
    const one = holdsFor(suffix.regex, value, context.match, context.limits);
    if (one === true) return true;
    if (one === 'gaveUp') holds = one;
  }
  return holds;
}

/** What is sure to be in the way comes before what took too many steps. */
function judge(line: RuleLine, context: Context): RuleVerdict {
  const { asRead: rule } = line;
  const refuse = (obstacle: Obstacle): RuleVerdict => ({ line, allows: false, obstacle });
  if (rule.url.matcher === undefined || rule.suffixes.some(suffix => suffix.regex.error !== undefined)) {
    return refuse('syntax');
  }
  const url = holdsFor(rule.url, context.subject, context.match, context.limits);
  if (!url) return refuse('url');
  if (rule.method !== undefined && rule.method.method !== context.method) return refuse('method');
  let gaveUp = url === 'gaveUp';
  for (const suffix of rule.suffixes) {
    const holds = suffixHolds(suffix, context);
    if (!holds) return { line, allows: false, obstacle: suffix.kind, suffix };
    if (holds === 'gaveUp') gaveUp = true;
  }
  return gaveUp ? refuse('gaveUp') : { line, allows: true };
}

const nearness: Readonly<Record<Obstacle, number>> = { syntax: 0, url: 1, gaveUp: 2, method: 3, query: 4, json: 4 };

function nearestOf(verdicts: readonly RuleVerdict[], context: Context): NearestRule | undefined {
  let nearest: NearestRule | undefined;
  let best = -1;
  for (const verdict of verdicts) {
    if (verdict.allows) continue;
    const { line, obstacle } = verdict;
    const stop = obstacle === 'url' ? stopOf(line.asRead.url, context.subject) : undefined;
    const part = (stop?.inPattern ?? 0) / (line.asRead.url.text.length + 1);
    const rank = nearness[obstacle] + part;
    if (rank > best) {
      best = rank;
      nearest = { line, obstacle, stop };
    }
  }
  return nearest;
}

/** How a request is held against a text. */
export interface SimulationMode {
  readonly match: MatchMode;
  /** Whether the query string is part of what the URL's pattern is held against. */
  readonly query: Exclude<QueryMode, 'unknown'>;
  readonly limits?: MatchLimits;
}

/**
 * Whether a text of restrictions allows a request, as the server reads the text to the letter. Lines are alternatives;
 * an empty text restricts nothing; a rule whose pattern Java refuses allows nothing: all three are assumptions.
 * @throws nothing: a pattern that takes too many steps makes the outcome `unknown`
 */
export function simulate(restrictions: Restrictions, request: SimulatedRequest, mode: SimulationMode): Verdict {
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
  };
  const verdicts: RuleVerdict[] = [];
  for (const line of rules) {
    const verdict = judge(line, context);
    if (verdict.allows) return { outcome: 'allowed', by: line };
    verdicts.push(verdict);
  }
  const stuck = verdicts.find(verdict => !verdict.allows && verdict.obstacle === 'gaveUp');
  if (stuck !== undefined) return { outcome: 'unknown', line: stuck.line };
  return { outcome: 'denied', nearest: nearestOf(verdicts, context) };
}

/** The verdicts under every way to read the rules. */
export interface Simulation {
  readonly verdicts: readonly (SimulationMode & { readonly verdict: Verdict })[];
  /** The outcome under the assumptions; `depends` where they leave open what decides. */
  readonly outcome: Verdict['outcome'] | 'depends';
}

/** Simulates a request under both match modes and both query modes, and sums up under the assumptions. */
export function simulateAll(
  restrictions: Restrictions,
  request: SimulatedRequest,
  assumptions: Assumptions,
  limits?: MatchLimits,
): Simulation {
  const verdicts = (['full', 'find'] as const).flatMap(match =>
    (['yes', 'no'] as const).map(query => {
      const mode: SimulationMode = { match, query, ...(limits === undefined ? {} : { limits }) };
      return { ...mode, verdict: simulate(restrictions, request, mode) };
    }),
  );
  const assumed = verdicts.filter(
    ({ match, query }) =>
      match === assumptions.match && (assumptions.query === 'unknown' || assumptions.query === query),
  );
  const outcomes = new Set(assumed.map(({ verdict }) => verdict.outcome));
  const [outcome = 'unknown'] = outcomes;
  return { verdicts, outcome: outcomes.size > 1 ? 'depends' : outcome };
}
