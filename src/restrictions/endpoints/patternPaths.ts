import type { Steps } from '../../base/cooperatively.ts';
import type { Budget } from '../../javaRegex/automata/budget.ts';
import type { MatchMode } from '../../javaRegex/automata/dfaOf.ts';
import { TooComplex } from '../../javaRegex/automata/tooComplex.ts';
import type { Alternation, Node, Pattern, Quantified } from '../../javaRegex/regex/ast.ts';
import { anyCharacter } from '../../javaRegex/regex/charSet.ts';
import type { Operation } from './endpointTable.ts';
import type { Front, Fronts } from './front.ts';

/** Limit of a pattern's parts, repetitions counted. */
const maxParts = 20_000;

/** Longest path, in characters: no endpoint needs a longer one. */
const longestPath = 400;

/** Steps between two yield points. */
const stepsAtOnce = 20_000;

/** Follows the parts of a pattern through a graph of paths, all paths at once. */
class Follower {
  readonly #fronts: Fronts;
  readonly #budget: Budget;
  #pauseAt: number;
  #parts = 0;

  constructor(fronts: Fronts, budget: Budget) {
    this.#fronts = fronts;
    this.#budget = budget;
    this.#pauseAt = budget.left - stepsAtOnce;
  }

  *alternation({ alternatives }: Alternation, from: Front): Steps<Front> {
    const [only] = alternatives;
    if (alternatives.length === 1 && only !== undefined) return yield* this.#sequence(only.items, from);
    let all = this.#fronts.nowhere;
    for (const { items } of alternatives) all = this.#fronts.union(all, yield* this.#sequence(items, from));
    return all;
  }

  *#sequence(items: readonly Node[], from: Front): Steps<Front> {
    let front = from;
    for (const item of items) {
      if (front.places.length === 0) return front;
      front = this.#overLeaf(item, front) ?? (yield* this.#overOther(item, front));
      if (this.#budget.left < this.#pauseAt) yield* this.#pause();
    }
    return front;
  }

  /** Yields; other followers may have used the same fronts meanwhile. */
  *#pause(): Steps<void> {
    this.#pauseAt = this.#budget.left - stepsAtOnce;
    yield undefined;
    this.#fronts.budget = this.#budget;
  }

  /** Walks over a node without parts; undefined for a node with parts. */
  #overLeaf(item: Node, from: Front): Front | undefined {
    if (++this.#parts > maxParts) throw new TooComplex('states');
    switch (item.type) {
      case 'literal':
        return item.set === undefined
          ? this.#fronts.overCode(from, item.codePoint)
          : this.#fronts.overSet(from, item.set);
      case 'characters':
        return this.#fronts.overSet(from, item.set);
      case 'anchor':
        return this.#anchor(item.kind, from);
      case 'flags':
      case 'nothing':
        return from;
      default:
        return undefined;
    }
  }

  *#overOther(item: Node, from: Front): Steps<Front> {
    if (item.type === 'quantified') return yield* this.#quantified(item, from);
    if (item.type !== 'group' || item.kind === 'atomic') throw new TooComplex('construct');
    return yield* this.alternation(item.body, from);
  }

  #anchor(kind: string, from: Front): Front {
    if (kind === 'begin') return this.#fronts.atStart(from);
    if (kind === 'end' || kind === 'dollar') return this.#fronts.ended(from);
    throw new TooComplex('construct');
  }

  *#quantified({ body, min, max, mode }: Quantified, from: Front): Steps<Front> {
    if (mode === 'possessive') throw new TooComplex('construct');
    let front = from;
    const once = [body];
    for (let round = 0; round < min && front.places.length > 0; round++) front = yield* this.#sequence(once, front);
    const isLoop = max - min > longestPath && body.type === 'characters';
    if (isLoop) return this.#fronts.overLoop(front, body.set);
    for (let round = min; round < max; round++) {
      const more = this.#fronts.union(front, yield* this.#sequence(once, front));
      if (more === front) return front;
      front = more;
    }
    return front;
  }
}

/**
 * Finds the operations whose path a pattern matches.
 * @throws {TooComplex} where the pattern has lookarounds or possessive parts, or too many parts
 */
export function* operationsAt(
  fronts: Fronts,
  { root }: Pattern,
  mode: MatchMode,
  budget: Budget,
): Steps<readonly Operation[]> {
  fronts.tidy();
  fronts.budget = budget;
  const begin = mode === 'find' ? fronts.overLoop(fronts.start, anyCharacter) : fronts.start;
  const end = yield* new Follower(fronts, budget).alternation(root, begin);
  return fronts.operations(mode === 'find' ? fronts.overLoop(end, anyCharacter) : end);
}
