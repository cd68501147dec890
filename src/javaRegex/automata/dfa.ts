import { type CharSet, maxCodePoint } from '../regex/charSet.ts';

/** Complete deterministic automaton over classes of characters; state 0 is the start. */
export interface Dfa {
  /** Lowest code point of each interval of the alphabet, ascending from 0. */
  readonly bounds: Int32Array;
  /** The class of each interval. */
  readonly classes: Int32Array;
  readonly classCount: number;
  /** Of state s and class c, at s * classCount + c. */
  readonly next: Int32Array;
  readonly accepts: Uint8Array;
  readonly stateCount: number;
  /** Whether an accepting state can still be reached. */
  readonly alive: Uint8Array;
}

/** Interval of a code point. */
function intervalOf(bounds: Int32Array, codePoint: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((bounds[middle] ?? 0) <= codePoint) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function classOf(dfa: Pick<Dfa, 'bounds' | 'classes'>, codePoint: number): number {
  return dfa.classes[intervalOf(dfa.bounds, codePoint)] ?? 0;
}

export function stepOf(dfa: Dfa, state: number, codePoint: number): number {
  const characterClass = codePoint < 128 ? asciiClasses(dfa)[codePoint] : classOf(dfa, codePoint);
  return dfa.next[state * dfa.classCount + (characterClass ?? 0)] ?? 0;
}

const asciiTables = new WeakMap<Int32Array, Int32Array>();
let lastBounds: Int32Array | undefined;
let lastTable: Int32Array = new Int32Array(0);

/** Classes of ASCII, looked up rather than searched: URLs are made of little else. */
export function asciiClasses(dfa: Dfa): Int32Array {
  if (lastBounds === dfa.bounds) return lastTable;
  let table = asciiTables.get(dfa.bounds);
  if (table === undefined) {
    table = Int32Array.from({ length: 128 }, (_, codePoint) => classOf(dfa, codePoint));
    asciiTables.set(dfa.bounds, table);
  }
  lastBounds = dfa.bounds;
  lastTable = table;
  return table;
}

/** Whether the automaton accepts the whole text. */
export function accepts(dfa: Dfa, text: string): boolean {
  let state = 0;
  for (let i = 0; i < text.length && dfa.alive[state] === 1; i++) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (codePoint > 0xffff) i++;
    state = stepOf(dfa, state, codePoint);
  }
  return dfa.accepts[state] === 1;
}

/** Classes of code points that no set distinguishes. */
export interface Partition {
  readonly bounds: Int32Array;
  readonly classes: Int32Array;
  readonly classCount: number;
  /** Whether a set holds a class, at set * classCount + class. */
  readonly holds: Uint8Array;
}

/** Coarsest partition of all code points in which each of the sets is a union of classes. */
export function partition(sets: readonly CharSet[]): Partition {
  const bounds = cutsOf(sets);
  const ids = new Map<string, number>();
  const classes = Int32Array.from(signaturesOf(sets, bounds), signature => {
    const id = ids.get(signature) ?? ids.size;
    ids.set(signature, id);
    return id;
  });
  const classCount = ids.size;
  const holds = new Uint8Array(sets.length * classCount);
  for (const [signature, id] of ids) {
    if (signature !== '') for (const set of signature.split(',')) holds[Number(set) * classCount + id] = 1;
  }
  return { bounds, classes, classCount, holds };
}

function cutsOf(sets: readonly CharSet[]): Int32Array {
  const cuts = new Set<number>([0]);
  for (const set of sets) {
    for (let i = 0; i < set.length; i += 2) {
      cuts.add(set[i] ?? 0);
      if ((set[i + 1] ?? 0) < maxCodePoint) cuts.add((set[i + 1] ?? 0) + 1);
    }
  }
  return Int32Array.from(cuts).sort();
}

/** For each interval, the indexes of the sets that contain it. */
function signaturesOf(sets: readonly CharSet[], bounds: Int32Array): string[] {
  const lists: number[][] = Array.from({ length: bounds.length }, () => []);
  for (const [id, set] of sets.entries()) {
    for (let i = 0; i < set.length; i += 2) {
      const end = set[i + 1] ?? 0;
      for (let k = intervalOf(bounds, set[i] ?? 0); k < bounds.length && (bounds[k] ?? 0) <= end; k++)
        lists[k]?.push(id);
    }
  }
  return lists.map(list => list.join(','));
}

/** Marks the states from which an accepting state can be reached. */
export function aliveStates(next: Int32Array, accepting: Uint8Array, classCount: number): Uint8Array {
  const count = accepting.length;
  const before: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < count * classCount; i++) before[next[i] ?? 0]?.push(Math.floor(i / classCount));
  const alive = Uint8Array.from(accepting);
  const open: number[] = [];
  for (let state = 0; state < count; state++) if (alive[state] === 1) open.push(state);
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const from of before[state] ?? []) {
      if (alive[from] === 1) continue;
      alive[from] = 1;
      open.push(from);
    }
  }
  return alive;
}
