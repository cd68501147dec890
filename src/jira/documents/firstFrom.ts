/** Finds the first of some places, in order, that is not before another; undefined where all are. */
export function firstFrom<T>(sorted: readonly T[], isBefore: (each: T) => boolean): T | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = sorted[middle];
    if (each !== undefined && isBefore(each)) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}
