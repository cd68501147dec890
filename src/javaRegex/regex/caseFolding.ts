import { type CharSet, charSet, contains, intersection, union } from './charSet.ts';

// Java folds case by single code points: upper, then lower. JavaScript's own mappings may have several ("ß" → "SS");
// such a character has no simple mapping, except the Greek letters with an iota below.

const iotaBelow = charSet(0x1f80, 0x1f87, 0x1f90, 0x1f97, 0x1fa0, 0x1fa7);
const iotaBelowAlone = charSet(0x1fb3, 0x1fb3, 0x1fc3, 0x1fc3, 0x1ff3, 0x1ff3);

/** Java's `Character.toUpperCase(int)`. */
export function toUpper(codePoint: number): number {
  if (contains(iotaBelow, codePoint)) return codePoint + 8;
  if (contains(iotaBelowAlone, codePoint)) return codePoint + 9;
  return single(String.fromCodePoint(codePoint).toUpperCase(), codePoint);
}

/** Java's `Character.toLowerCase(int)`. */
function toLower(codePoint: number): number {
  // The dotted capital I has a simple mapping that JavaScript's full one hides.
  if (codePoint === 0x130) return 0x69;
  return single(String.fromCodePoint(codePoint).toLowerCase(), codePoint);
}

function single(mapped: string, codePoint: number): number {
  const first = mapped.codePointAt(0) ?? codePoint;
  return String.fromCodePoint(first).length === mapped.length ? first : codePoint;
}

export function foldCase(codePoint: number): number {
  return toLower(toUpper(codePoint));
}

/** The other case of an ASCII letter, or the code point itself. */
export function otherAsciiCase(codePoint: number): number {
  const letter = codePoint | 0x20;
  return letter >= 0x61 && letter <= 0x7a ? codePoint ^ 0x20 : codePoint;
}

const asciiUpper = charSet(0x41, 0x5a);
const asciiLower = charSet(0x61, 0x7a);

/** Set that a run of characters matches under `(?i)`: ASCII letters in either case. */
export function withAsciiCases(set: CharSet): CharSet {
  return union(set, shift(intersection(set, asciiUpper), 0x20), shift(intersection(set, asciiLower), -0x20));
}

function shift(set: CharSet, by: number): CharSet {
  return set.map(bound => bound + by);
}

/** Code points that fold to another or are the fold of another, ascending; and their cases, in step. */
interface Cased {
  readonly codePoints: readonly number[];
  readonly upper: readonly number[];
  /** Lower case of the upper case. */
  readonly folded: readonly number[];
}

let cased: Cased | undefined;

function casedCodePoints(): Cased {
  if (cased !== undefined) return cased;
  const found = new Set<number>();
  for (let codePoint = 0x41; codePoint < 0x1e944; codePoint++) {
    if (codePoint === 0x3000) codePoint = 0xa640;
    if (codePoint === 0xac00) codePoint = 0xff21;
    const upper = toUpper(codePoint);
    const lower = toLower(upper);
    if (upper !== codePoint || lower !== codePoint) found.add(codePoint).add(upper).add(lower);
  }
  const codePoints = [...found].sort((a, b) => a - b);
  cased = { codePoints, upper: codePoints.map(toUpper), folded: codePoints.map(foldCase) };
  return cased;
}

const knownRuns = new Map<string, CharSet>();
const maxKnownRuns = 200;

/**
 * Set that a run of characters matches under `(?iu)`: characters whose upper case, or the lower case of that, is in it.
 */
export function withUnicodeCases(low: number, high: number): CharSet {
  const key = `${low}-${high}`;
  const known = knownRuns.get(key);
  if (known !== undefined) return known;
  const { codePoints, upper, folded } = casedCodePoints();
  const more: number[] = [];
  for (let i = 0; i < codePoints.length; i++) {
    const codePoint = codePoints[i] ?? 0;
    if (isBetween(upper[i], low, high) || isBetween(folded[i], low, high)) more.push(codePoint, codePoint);
  }
  const set = union([low, high], more);
  if (knownRuns.size >= maxKnownRuns) knownRuns.clear();
  knownRuns.set(key, set);
  return set;
}

function isBetween(codePoint: number | undefined, low: number, high: number): boolean {
  return codePoint !== undefined && codePoint >= low && codePoint <= high;
}

const knownCases = new Map<number, CharSet>();

/** Set that a single character matches under `(?iu)`. */
export function unicodeCasesOf(codePoint: number): CharSet {
  const fold = foldCase(codePoint);
  // Java compares a character without a mapping of its own only with itself: `ß` does not match `ẞ`, though `ẞ` matches
  // `ß`.
  if (toUpper(codePoint) === fold) return charSet(codePoint, codePoint);
  const known = knownCases.get(codePoint);
  if (known !== undefined) return known;
  const { codePoints, folded } = casedCodePoints();
  const others = codePoints.filter((_, i) => folded[i] === fold);
  const cases = charSet(...[codePoint, fold, ...others].flatMap(other => [other, other]));
  knownCases.set(codePoint, cases);
  return cases;
}
