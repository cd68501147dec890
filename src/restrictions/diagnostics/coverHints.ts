import { dfaIfAny, type MatchMode } from '../../javaRegex/automata/dfaOf.ts';
import { shortest } from '../../javaRegex/automata/operations.ts';
import { isSimple } from '../../javaRegex/automata/simple.ts';
import type { Alternation, Literal, Node, Pattern } from '../../javaRegex/regex/ast.ts';
import { sizeOf } from '../../javaRegex/regex/charSet.ts';
import { sampleOf } from '../../javaRegex/regex/sample.ts';

/** Hint that decides most pairs of patterns without their automata. */
export interface Hint {
  /** Text that the pattern matches. */
  readonly sample: string;
  /** Texts that every match contains. */
  readonly needed: readonly string[];
  /** Every match contains at least one of each of these. */
  readonly choices: readonly (readonly string[])[];
}

const known: Readonly<Record<MatchMode, WeakMap<Pattern, Hint | 'none'>>> = {
  full: new WeakMap(),
  find: new WeakMap(),
};

/** Makes the hint of a pattern; undefined if it matches nothing, or is too complex. */
export function hintOf(pattern: Pattern, mode: MatchMode): Hint | undefined {
  let hint = known[mode].get(pattern);
  if (hint === undefined) {
    const sample = memberOf(pattern, mode);
    hint = sample === undefined ? 'none' : { sample, ...neededBy(pattern) };
    known[mode].set(pattern, hint);
  }
  return hint === 'none' ? undefined : hint;
}

function memberOf(pattern: Pattern, mode: MatchMode): string | undefined {
  if (isSimple(pattern)) return sampleOf(pattern.root, Number.POSITIVE_INFINITY);
  const dfa = dfaIfAny(pattern, mode);
  return dfa === undefined ? undefined : shortest(dfa);
}

/** Parts that no quantifier makes optional: runs of plain characters, and groups of plain alternatives. */
function neededBy({ root: { alternatives } }: Pattern): Pick<Hint, 'needed' | 'choices'> {
  const [only] = alternatives;
  const needed: string[] = [];
  const choices: string[][] = [];
  if (only === undefined || alternatives.length > 1) return { needed, choices };
  let run = '';
  for (const item of only.items) {
    if (isPlain(item)) {
      run += String.fromCodePoint(item.codePoint);
      continue;
    }
    if (run !== '') needed.push(run);
    const few = fewCharacters(item);
    if (few.length > 0) choices.push(few.map(character => run + character));
    run = '';
    if (item.type === 'group' && item.kind !== 'atomic') choices.push(...plainAlternatives(item.body));
  }
  return { needed: run === '' ? needed : [...needed, run], choices };
}

const maxCharacters = 10;

/** First characters of a node, if they are few. */
function fewCharacters(item: Node): string[] {
  if (item.type === 'quantified') return item.min > 0 ? fewCharacters(item.body) : [];
  if (item.type !== 'characters' || sizeOf(item.set) > maxCharacters) return [];
  const few: string[] = [];
  for (let i = 0; i < item.set.length; i += 2) {
    for (let code = item.set[i] ?? 0; code <= (item.set[i + 1] ?? 0); code++) few.push(String.fromCodePoint(code));
  }
  return few;
}

function isPlain(item: Node): item is Literal {
  return item.type === 'literal' && item.set === undefined;
}

/** Alternatives of a group as texts, if all are plain: a list with a single list, or an empty list. */
function plainAlternatives({ alternatives }: Alternation): string[][] {
  const texts = alternatives.map(({ items }) =>
    items.every(isPlain) ? String.fromCodePoint(...items.map(({ codePoint }) => codePoint)) : '',
  );
  return texts.every(text => text !== '') ? [texts] : [];
}

/** Whether a text has all parts that a pattern needs. */
export function hasNeeded({ needed, choices }: Hint, sample: string): boolean {
  return (
    needed.every(text => sample.includes(text)) && choices.every(texts => texts.some(text => sample.includes(text)))
  );
}

const keyLength = 6;

/** Hash of the stretch of a text from a place on; others may have the same. */
function keyAt(text: string, at: number): number {
  let key = 0;
  for (let i = at; i < at + keyLength; i++) key = (Math.imul(key, 31) + text.charCodeAt(i)) | 0;
  return key;
}

function rarity(text: string, at: number): number {
  let rare = 0;
  for (let i = at; i < at + keyLength; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a)) rare++;
  }
  return rare;
}

/** Key of the most distinctive stretch: keys and numbers rather than words of the API. */
function keyOf({ needed }: Hint): number | undefined {
  let best: number | undefined;
  let most = -1;
  for (const text of needed) {
    for (let at = 0; at + keyLength <= text.length; at++) {
      const rare = rarity(text, at);
      if (rare <= most) continue;
      most = rare;
      best = keyAt(text, at);
    }
  }
  return best;
}

const keys = new WeakMap<Hint, number | 'none'>();

function knownKeyOf(hint: Hint): number | 'none' {
  const key = keys.get(hint) ?? keyOf(hint) ?? 'none';
  keys.set(hint, key);
  return key;
}

/** Index of hints by a needed text. */
export class HintIndex<T extends { readonly hint: Hint }> {
  readonly #byKey = new Map<number | 'none', Set<T>>();

  add(item: T): void {
    const key = knownKeyOf(item.hint);
    const same = this.#byKey.get(key);
    if (same === undefined) this.#byKey.set(key, new Set([item]));
    else same.add(item);
  }

  remove(item: T): void {
    this.#byKey.get(knownKeyOf(item.hint))?.delete(item);
  }

  /** Number of items that each search goes through. */
  get unkeyed(): number {
    return this.#byKey.get('none')?.size ?? 0;
  }

  /** Items whose needed texts the sample contains, unordered. */
  possiblyIn(sample: string): T[] {
    const found: T[] = [];
    this.#addFitting('none', sample, found);
    const keys = new Set<number>();
    for (let at = 0; at + keyLength <= sample.length; at++) {
      const key = keyAt(sample, at);
      if (!this.#byKey.has(key) || keys.has(key)) continue;
      keys.add(key);
      this.#addFitting(key, sample, found);
    }
    return found;
  }

  #addFitting(key: number | 'none', sample: string, found: T[]): void {
    for (const item of this.#byKey.get(key) ?? []) if (hasNeeded(item.hint, sample)) found.push(item);
  }
}
