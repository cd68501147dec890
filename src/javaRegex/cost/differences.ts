/** Fewest equal differences that are taken for constant ones. */
const enough = 3;

/**
 * Degree of the polynomial whose values at equal distances these are, if they are: its differences of that order are
 * the same. Small values are as good as large ones, where a slope would still be far too low.
 */
export function degreeOf(values: readonly number[]): number | undefined {
  let row = values;
  for (let degree = 0; row.length >= enough; degree++) {
    const [first] = row;
    if (first !== 0 && row.every(value => value === first)) return degree;
    row = row.slice(1).map((value, i) => value - (row[i] ?? 0));
  }
  return undefined;
}
