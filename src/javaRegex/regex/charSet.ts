// Sets of code points. Classes, properties and automata are made of these.

/** Set of code points: lowest and highest of each run, ascending, disjoint, never touching. */
export type CharSet = readonly number[];

export const maxCodePoint = 0x10ffff;

export const emptySet: CharSet = [];

export const anyCharacter: CharSet = [0, maxCodePoint];

/** Makes a set of runs in any order, given as pairs of lowest and highest. */
export function charSet(...bounds: number[]): CharSet {
  const runs: [number, number][] = [];
  for (let i = 0; i < bounds.length; i += 2) runs.push([bounds[i] ?? 0, bounds[i + 1] ?? bounds[i] ?? 0]);
  runs.sort((a, b) => a[0] - b[0]);
  const set: number[] = [];
  for (const [low, high] of runs) appendRun(set, low, high);
  return set;
}

function appendRun(set: number[], low: number, high: number): void {
  if (high < low) return;
  const last = set.length - 1;
  const end = set[last];
  if (end !== undefined && low <= end + 1) set[last] = Math.max(end, high);
  else set.push(low, high);
}

export function union(...sets: readonly CharSet[]): CharSet {
  const filled = sets.filter(set => set.length > 0);
  const [first = emptySet, second] = filled;
  if (second === undefined) return first;
  if (filled.length === 2) return merged(first, second);
  return charSet(...filled.flat());
}

function merged(a: CharSet, b: CharSet): CharSet {
  const both: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const fromA = j >= b.length || (i < a.length && (a[i] ?? 0) <= (b[j] ?? 0));
    if (fromA) {
      appendRun(both, a[i] ?? 0, a[i + 1] ?? 0);
      i += 2;
    } else {
      appendRun(both, b[j] ?? 0, b[j + 1] ?? 0);
      j += 2;
    }
  }
  return both;
}

export function complement(set: CharSet): CharSet {
  const rest: number[] = [];
  let from = 0;
  for (let i = 0; i < set.length; i += 2) {
    appendRun(rest, from, (set[i] ?? 0) - 1);
    from = (set[i + 1] ?? maxCodePoint) + 1;
  }
  appendRun(rest, from, maxCodePoint);
  return rest;
}

export function intersection(a: CharSet, b: CharSet): CharSet {
  const both: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = a[i + 1] ?? 0;
    const endB = b[j + 1] ?? 0;
    appendRun(both, Math.max(a[i] ?? 0, b[j] ?? 0), Math.min(endA, endB));
    if (endA < endB) i += 2;
    else j += 2;
  }
  return both;
}

export function difference(a: CharSet, b: CharSet): CharSet {
  return intersection(a, complement(b));
}

/** Whether the code point is one of the set. */
export function contains(set: CharSet, codePoint: number): boolean {
  let low = 0;
  let high = set.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < (set[2 * middle] ?? 0)) high = middle - 1;
    else if (codePoint > (set[2 * middle + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

/** Number of code points in the set. */
export function sizeOf(set: CharSet): number {
  let size = 0;
  for (let i = 0; i < set.length; i += 2) size += (set[i + 1] ?? 0) - (set[i] ?? 0) + 1;
  return size;
}

export function sameSet(a: CharSet, b: CharSet): boolean {
  return a.length === b.length && a.every((bound, i) => bound === b[i]);
}

/** Makes a fast membership test: a table for Latin-1, a search beyond it. */
export function tester(set: CharSet): (codePoint: number) => boolean {
  const latin = new Uint8Array(256);
  for (let codePoint = 0; codePoint < 256; codePoint++) latin[codePoint] = contains(set, codePoint) ? 1 : 0;
  return codePoint => (codePoint < 256 ? latin[codePoint] === 1 : contains(set, codePoint));
}
