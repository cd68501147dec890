import type { Steps } from '../../base/cooperatively.ts';
import type { MatchMode } from '../automata/dfaOf.ts';
import { Matcher } from '../matching/match.ts';
import { type Alternation, childrenOf, type Node, nodesOf, type Pattern, type Sequence } from '../regex/ast.ts';
import { sizeOf } from '../regex/charSet.ts';
import { characterIn, sampleOf } from '../regex/sample.ts';
import { degreeOf } from './differences.ts';
import { degreeAtMost } from './sharing.ts';

/** Growth of the time that Java takes with the length of a hostile URL. */
export interface Cost {
  readonly growth: 'exponential' | 'polynomial';
  /** Of a polynomial, rounded. */
  readonly degree: number;
  /** Subject that shows it: the beginning, the repeated part, and the end that makes the match fail. */
  readonly attack: { readonly prefix: string; readonly pump: string; readonly suffix: string };
}

function isLoop(node: Node): boolean {
  return node.type === 'quantified' && node.max > 16 && node.mode !== 'possessive';
}

type Attack = Cost['attack'];

interface Try {
  readonly prefix: string;
  readonly pump: string;
}

/**
 * Candidates for repetition: the body of each loop, and, for loops in a row, the text between them. Later loops first.
 */
function* possibleTries({ root }: Pattern): Generator<Try> {
  for (const { items } of root.alternatives.toReversed()) {
    const samples = items.map(item => sampleOf(item));
    let before = samples.join('');
    yield { prefix: '', pump: before };
    for (let i = items.length - 1; i >= 0; i--) {
      before = before.slice(0, before.length - (samples[i]?.length ?? 0));
      yield* triesIn(items[i], before);
    }
  }
}

function* triesIn(item: Node | undefined, before: string): Generator<Try> {
  if (item === undefined) return;
  for (const loop of nodesOf(item)) {
    if (!isLoop(loop)) continue;
    for (const pump of [before, ...loopPumps(loop)]) yield { prefix: before, pump };
  }
}

const maxFences = 5;

/** Characters of a pattern, alone and together: in a subject of nothing else, each loop can end nearly everywhere. */
function* fencePumps({ root }: Pattern): Generator<Try> {
  const fences = new Set<string>();
  for (const node of nodesOf(root)) {
    const isFew = node.type === 'characters' && sizeOf(node.set) <= fewCharacters;
    if (node.type === 'literal' || isFew) fences.add(characterIn(node));
    if (fences.size === maxFences) break;
  }
  const single = [...fences];
  const pairs = single.flatMap((one, i) => single.slice(i + 1).map(other => one + other));
  for (const pump of [...single, ...(single.length > 2 ? [single.join('')] : []), ...pairs]) yield { prefix: '', pump };
}

/** Limit of a set of characters that stands between loops, rather than being one. */
const fewCharacters = 10;

function triesFor(pattern: Pattern): Try[] {
  const tries = new Map<string, Try>();
  let looked = 0;
  for (const each of possibleTries(pattern)) {
    if (++looked > maxLooked) break;
    const key = `${each.prefix}\n${each.pump}`;
    if (each.pump !== '' && !tries.has(key)) tries.set(key, each);
    if (tries.size >= maxTries) break;
  }
  return [...tries.values()];
}

const maxTries = 24;
/** Limit of tried loops: deep nests of groups have thousands, nearly all the same. */
const maxLooked = 400;

function loopPumps(loop: Node): string[] {
  const pumps = new Set<string>();
  for (const node of nodesOf(loop)) {
    if (pumps.size >= maxTries) break;
    if (node.type === 'literal' || node.type === 'characters') pumps.add(characterIn(node));
    if (node.type === 'group') for (const alternative of node.body.alternatives) pumps.add(sampleOf(alternative));
  }
  return [...pumps];
}

/** Ends of a URL that many patterns do not expect. */
const suffixes = ['', '!', '~', '/~', '\u0001'];

const budget = 100_000;

/** Steps for a pattern in all: typing must not be held up. */
const wholeBudget = 600_000;

interface Purse {
  left: number;
}

type Measure = (repeats: number) => Steps<number | undefined>;

function measureOf(matcher: Matcher, mode: MatchMode, purse: Purse, { prefix, pump, suffix }: Attack): Measure {
  return function* (repeats) {
    if (purse.left <= 0) return undefined;
    const subject = prefix + pump.repeat(repeats) + suffix;
    const limits = { steps: budget };
    const result = yield* mode === 'full' ? matcher.matchesSteps(subject, limits) : matcher.findSteps(subject, limits);
    purse.left -= result.steps;
    if (result.outcome === 'match') return undefined;
    return result.outcome === 'gaveUp' ? Number.POSITIVE_INFINITY : result.reads;
  };
}

type Growth = Pick<Cost, 'growth' | 'degree'>;

const exponential: Growth = { growth: 'exponential', degree: Number.POSITIVE_INFINITY };

function polynomial(degree: number): Growth | undefined {
  const rounded = Math.round(degree);
  return rounded >= 2 ? { growth: 'polynomial', degree: rounded } : undefined;
}

/** Numbers of repetitions from which a polynomial of up to the sixth degree is told. */
const mostRepeats = 11;

/** The growth, where the costs of few repetitions are those of a polynomial. */
function* exactGrowth(measure: Measure): Steps<{ growth: Growth | undefined } | undefined> {
  const costs: number[] = [];
  for (let repeats = 2; repeats <= mostRepeats; repeats++) {
    const cost = yield* measure(repeats);
    if (cost === undefined || cost === Number.POSITIVE_INFINITY) break;
    costs.push(cost);
  }
  const degree = degreeOf(costs);
  return degree === undefined ? undefined : { growth: polynomial(degree) };
}

/**
 * Estimates the growth by doubling the repetitions: for a polynomial each doubling multiplies the cost by about the
 * same factor, for an exponential by the square of the factor before.
 */
function* growthOf(measure: Measure, fewest: number): Steps<Growth | undefined> {
  const exact = yield* exactGrowth(measure);
  if (exact !== undefined) return exact.growth;
  let before = yield* measure(fewest);
  let slope = 0;
  for (let repeats = 2 * fewest; repeats <= 32 * fewest; repeats *= 2) {
    const cost = yield* measure(repeats);
    if (before === undefined || cost === undefined) return undefined;
    if (before === Number.POSITIVE_INFINITY) return exponential;
    if (cost === Number.POSITIVE_INFINITY) {
      return repeats > 4 * fewest ? polynomial(slope) : yield* growthAtLimit(measure, before, repeats / 2, slope);
    }
    const next = Math.log2(cost / before);
    if (repeats > 2 * fewest && next > 4 && next > 1.5 * slope) return exponential;
    slope = next;
    before = cost;
  }
  return polynomial(slope);
}

/** Where twice as many repetitions are too many, a few more must do, unless it is plain by then. */
function* growthAtLimit(measure: Measure, before: number, repeats: number, slope: number): Steps<Growth | undefined> {
  if (slope === 0) return exponential;
  const cost = (yield* measure(Math.round(1.2 * repeats))) ?? before;
  if (cost === Number.POSITIVE_INFINITY) return exponential;
  const next = Math.log2(cost / before);
  // A polynomial grows by 0.26 of the last doubling then, an exponential by 0.4.
  return next > 0.33 * slope ? exponential : polynomial(next / Math.log2(1.2));
}

const cache = new WeakMap<Pattern, Map<MatchMode, Cost | 'harmless'>>();

/**
 * Measures by trying how much a hostile URL can cost: the matcher backtracks as Java 17 does, with the same memory of
 * failures, so that its steps are Java's. A pattern without a known attack is not proved harmless. Yields to other
 * work.
 */
export function* costSteps(pattern: Pattern, mode: MatchMode): Generator<undefined, Cost | undefined> {
  const known = cache.get(pattern) ?? new Map<MatchMode, Cost | 'harmless'>();
  cache.set(pattern, known);
  const before = known.get(mode);
  const cost = before ?? (yield* search(pattern, mode)) ?? 'harmless';
  known.set(mode, cost);
  return cost === 'harmless' ? undefined : cost;
}

/**
 * Whether a pattern could cost more than the square of a URL's length: it repeats a group, or has so many repetitions
 * that several can share a stretch. Few patterns do; the others need no trial.
 */
export function mayCostMuch(pattern: Pattern, mode: MatchMode): boolean {
  return hasRisk(pattern, mode === 'find' ? 1 : 2);
}

function hasRisk(pattern: Pattern, harmlessLoops: number): boolean {
  const { loops, loopsOverGroups } = loopsIn(pattern);
  if (loops <= harmlessLoops && !loopsOverGroups) return false;
  const degree = degreeAtMost(pattern.root);
  if (degree !== undefined && degree <= harmlessLoops) return false;
  return loopsOverGroups || loops > harmlessLoops;
}

interface Loops {
  readonly loops: number;
  readonly loopsOverGroups: boolean;
}

const knownLoops = new WeakMap<Pattern, Loops>();

function loopsIn(pattern: Pattern): Loops {
  const known = knownLoops.get(pattern);
  if (known !== undefined) return known;
  const found = { loops: 0, loopsOverGroups: false };
  countLoops(pattern.root, found);
  knownLoops.set(pattern, found);
  return found;
}

function countLoops(node: Node | Alternation | Sequence, found: { loops: number; loopsOverGroups: boolean }): void {
  if (node.type === 'quantified' && isLoop(node)) {
    found.loops++;
    if (node.body.type === 'group') found.loopsOverGroups = true;
  }
  for (const child of childrenOf(node)) if (child.type !== 'literal') countLoops(child, found);
}

/** Limits a measured growth to the proved one: few repetitions can look like more, even like exponential growth. */
function bounded(growth: Growth | undefined, most: number | undefined): Growth | undefined {
  if (growth === undefined || most === undefined || growth.degree <= most) return growth;
  return growth.growth === 'exponential' ? undefined : polynomial(most);
}

function* search(pattern: Pattern, mode: MatchMode): Generator<undefined, Cost | undefined> {
  if (!hasRisk(pattern, 1)) return undefined;
  const matcher = new Matcher(pattern);
  const purse: Purse = { left: wholeBudget };
  const bound = degreeAtMost(pattern.root);
  const most = bound === undefined ? undefined : bound + (mode === 'find' ? 1 : 0);
  let worst: Cost | undefined;
  const attempts = [
    ...[...fencePumps(pattern)].map(attempt => ({ ...attempt, suffix: '!' })),
    ...triesFor(pattern).flatMap(attempt => suffixes.map(suffix => ({ ...attempt, suffix }))),
  ];
  for (const attack of attempts) {
    if (purse.left <= 0) return worst;
    // An attack that holds all the literals between loops costs much from the first repetition, a single character
    // little.
    const measured = yield* growthOf(measureOf(matcher, mode, purse, attack), attack.pump.length > 2 ? 3 : 5);
    const growth = bounded(measured, most);
    yield undefined;
    if (growth === undefined || growth.degree <= (worst?.degree ?? 0)) continue;
    worst = { ...growth, attack };
    if (growth.growth === 'exponential') return worst;
  }
  return worst;
}
