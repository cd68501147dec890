import type { Budget } from '../automata/budget.ts';
import type { MatchMode } from '../automata/dfaOf.ts';
import { TooComplex } from '../automata/tooComplex.ts';
import type { Alternation, Node, Pattern, Quantified } from '../regex/ast.ts';
import { anyCharacter } from '../regex/charSet.ts';
import type { Operation } from './endpointTable.ts';
import type { Front, Fronts } from './front.ts';

/** Parts of a pattern that are followed, at most, repetitions counted. */
const mostParts = 20_000;

/** No path needs so many characters, so that more of them lead nowhere else. */
const longestPath = 400;

/** Follows the parts of a pattern through a graph of paths, all paths at once. */
class Follower {
  readonly #fronts: Fronts;
  #parts = 0;

  constructor(fronts: Fronts) {
    this.#fronts = fronts;
  }

  alternation({ alternatives }: Alternation, from: Front): Front {
    const [only] = alternatives;
    if (alternatives.length === 1 && only !== undefined) return this.sequence(only.items, from);
    return alternatives
      .map(({ items }) => this.sequence(items, from))
      .reduce((all, front) => this.#fronts.union(all, front), this.#fronts.nowhere);
  }

  sequence(items: readonly Node[], from: Front): Front {
    let front = from;
    for (const item of items) {
      if (front.places.length === 0) return front;
      front = this.node(item, front);
    }
    return front;
  }

  node(item: Node, from: Front): Front {
    if (++this.#parts > mostParts) throw new TooComplex('states');
    switch (item.type) {
      case 'literal':
        return item.set === undefined
          ? this.#fronts.overCode(from, item.codePoint)
          : this.#fronts.overSet(from, item.set);
      case 'characters':
        return this.#fronts.overSet(from, item.set);
      case 'anchor':
        return this.#anchor(item.kind, from);
      case 'group':
        if (item.kind === 'atomic') throw new TooComplex('construct');
        return this.alternation(item.body, from);
      case 'quantified':
        return this.#quantified(item, from);
      case 'flags':
      case 'nothing':
        return from;
      default:
        throw new TooComplex('construct');
    }
  }

  #anchor(kind: string, from: Front): Front {
    if (kind === 'begin') return this.#fronts.atStart(from);
    if (kind === 'end' || kind === 'dollar') return this.#fronts.ended(from);
    throw new TooComplex('construct');
  }

  #quantified({ body, min, max, mode }: Quantified, from: Front): Front {
    if (mode === 'possessive') throw new TooComplex('construct');
    let front = from;
    for (let round = 0; round < min && front.places.length > 0; round++) front = this.node(body, front);
    const isLoop = max - min > longestPath && body.type === 'characters';
    if (isLoop) return this.#fronts.overLoop(front, body.set);
    for (let round = min; round < max; round++) {
      const more = this.#fronts.union(front, this.node(body, front));
      if (more === front) return front;
      front = more;
    }
    return front;
  }
}

/**
 * The operations whose path a pattern matches.
 * @throws {TooComplex} where the pattern has parts that look around or never go back, or too many parts
 */
export function operationsAt(fronts: Fronts, { root }: Pattern, mode: MatchMode, budget: Budget): readonly Operation[] {
  fronts.tidy();
  fronts.budget = budget;
  const begin = mode === 'find' ? fronts.overLoop(fronts.start, anyCharacter) : fronts.start;
  const end = new Follower(fronts).alternation(root, begin);
  return fronts.operations(mode === 'find' ? fronts.overLoop(end, anyCharacter) : end);
}
