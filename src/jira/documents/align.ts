/** More pairs than this are not weighed against each other; so different lists are paired by their places. */
const maxWeighed = 40_000;

/**
 * Pairs two versions of a list in order, with the highest total likeness.
 * @param likeness from 0 (no pair) to 1 (the same)
 * @returns for each of `after` its pair in `before`
 */
export function align<A, B>(
  before: readonly A[],
  after: readonly B[],
  likeness: (before: A, after: B) => number,
): (A | undefined)[] {
  const same = (at: number, index: number) => {
    const [a, b] = [before[at], after[index]];
    return a !== undefined && b !== undefined && likeness(a, b) === 1;
  };
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (same(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && same(before.length - 1 - tail, after.length - 1 - tail)) tail++;
  const middle = alignMiddle(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
    likeness,
  );
  return [...before.slice(0, head), ...middle, ...before.slice(before.length - tail)];
}

function alignMiddle<A, B>(
  before: readonly A[],
  after: readonly B[],
  likeness: (before: A, after: B) => number,
): (A | undefined)[] {
  const weigh = (at: number, index: number) => likeness(before[at] as A, after[index] as B);
  if (before.length * after.length > maxWeighed) {
    return after.map((_, index) => (index < before.length && weigh(index, index) > 0 ? before[index] : undefined));
  }
  return bestPairs(before, new Weights(before.length, after.length, weigh));
}

/** Highest likeness of the rests of two lists, from each pair of places on. */
class Weights {
  readonly rows: number;
  readonly columns: number;
  private readonly weigh: (row: number, column: number) => number;
  private readonly best: Float64Array[];

  constructor(rows: number, columns: number, weigh: (row: number, column: number) => number) {
    this.rows = rows;
    this.columns = columns;
    this.weigh = weigh;
    this.best = Array.from({ length: rows }, () => new Float64Array(columns));
    for (const [row, best] of [...this.best.entries()].reverse()) {
      for (let column = columns - 1; column >= 0; column--) {
        const without = Math.max(this.rest(row + 1, column), this.rest(row, column + 1));
        best[column] = Math.max(without, this.paired(row, column));
      }
    }
  }

  rest(row: number, column: number): number {
    return this.best[row]?.[column] ?? 0;
  }

  /** Likeness of the rest when these two are a pair; lowest of all where they cannot be. */
  paired(row: number, column: number): number {
    const weight = this.weigh(row, column);
    return weight > 0 ? weight + this.rest(row + 1, column + 1) : Number.NEGATIVE_INFINITY;
  }
}

function bestPairs<A>(before: readonly A[], weights: Weights): (A | undefined)[] {
  const pairs: (A | undefined)[] = Array.from({ length: weights.columns }, () => undefined);
  for (let row = 0, column = 0; row < weights.rows && column < weights.columns; ) {
    const rest = weights.rest(row, column);
    if (rest === weights.paired(row, column)) pairs[column++] = before[row++];
    else if (rest === weights.rest(row + 1, column)) row++;
    else column++;
  }
  return pairs;
}
