import { dfaIfAny, type MatchMode } from '../automata/dfaOf.ts';
import { shortest } from '../automata/operations.ts';
import { isSimple } from '../automata/simple.ts';
import type { Pattern } from '../regex/ast.ts';
import { sampleOf } from '../regex/sample.ts';

/** What tells most pairs of patterns apart without a look at their automata. */
export interface Hint {
  /** A text that the pattern matches. */
  readonly sample: string;
  /** A text that all that it matches contains; may be empty. */
  readonly needed: string;
}

const known: Readonly<Record<MatchMode, WeakMap<Pattern, Hint | 'none'>>> = {
  full: new WeakMap(),
  find: new WeakMap(),
};

/** The hint of a pattern; undefined if it matches nothing, or is too complex. */
export function hintOf(pattern: Pattern, mode: MatchMode): Hint | undefined {
  let hint = known[mode].get(pattern);
  if (hint === undefined) {
    const sample = memberOf(pattern, mode);
    hint = sample === undefined ? 'none' : { sample, needed: neededBy(pattern) };
    known[mode].set(pattern, hint);
  }
  return hint === 'none' ? undefined : hint;
}

function memberOf(pattern: Pattern, mode: MatchMode): string | undefined {
  if (isSimple(pattern)) return sampleOf(pattern.root, Number.POSITIVE_INFINITY);
  const dfa = dfaIfAny(pattern, mode);
  return dfa === undefined ? undefined : shortest(dfa);
}

/** The longest run of plain characters that nothing makes optional. */
function neededBy({ root: { alternatives } }: Pattern): string {
  const [only] = alternatives;
  if (only === undefined || alternatives.length > 1) return '';
  let best = '';
  let run = '';
  for (const item of only.items) {
    run = item.type === 'literal' && item.set === undefined ? run + String.fromCodePoint(item.codePoint) : '';
    if (run.length > best.length) best = run;
  }
  return best;
}

const keyLength = 6;

/** The stretch of a needed text that is least like others: keys and numbers rather than words of the API. */
function keyOf(needed: string): string {
  let best = needed.slice(0, keyLength);
  let most = -1;
  for (let at = 0; at + keyLength <= needed.length; at++) {
    const stretch = needed.slice(at, at + keyLength);
    const rare = stretch.replace(/[^A-Z0-9-]/g, '').length;
    if (rare > most) {
      most = rare;
      best = stretch;
    }
  }
  return best;
}

const keys = new WeakMap<Hint, string>();

/** Finds those of many hints whose needed text is in a given one. */
export class HintIndex<T extends { readonly hint: Hint }> {
  readonly #byKey = new Map<string, { readonly order: number; readonly item: T }[]>();
  readonly #short: { readonly order: number; readonly item: T }[] = [];

  constructor(items: readonly T[]) {
    for (const [order, item] of items.entries()) {
      const { hint } = item;
      if (hint.needed.length < keyLength) {
        this.#short.push({ order, item });
        continue;
      }
      const key = keys.get(hint) ?? keyOf(hint.needed);
      keys.set(hint, key);
      const same = this.#byKey.get(key);
      if (same === undefined) this.#byKey.set(key, [{ order, item }]);
      else same.push({ order, item });
    }
  }

  /** The items whose needed text the sample contains, in their order. */
  possiblyIn(sample: string): T[] {
    const found = new Map<number, T>();
    for (const { order, item } of this.#short) if (sample.includes(item.hint.needed)) found.set(order, item);
    for (let at = 0; at + keyLength <= sample.length; at++) {
      for (const { order, item } of this.#byKey.get(sample.slice(at, at + keyLength)) ?? []) {
        if (sample.includes(item.hint.needed)) found.set(order, item);
      }
    }
    return [...found].sort(([a], [b]) => a - b).map(([, item]) => item);
  }
}
