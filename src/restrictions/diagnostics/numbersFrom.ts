function digits(low: number, high: number): string {
  if (low === high) return String(low);
  return low === 0 && high === 9 ? '[0-9]' : `[${low}-${high}]`;
}

/** Alternatives for the numbers of the same length in a range. */
function sameLength(low: string, high: string): string[] {
  if (low.length === 1) return [digits(Number(low), Number(high))];
  const [lowFirst, highFirst] = [Number(low[0]), Number(high[0])];
  const [lowRest, highRest] = [low.slice(1), high.slice(1)];
  if (lowFirst === highFirst) return sameLength(lowRest, highRest).map(rest => lowFirst + rest);
  const full = '[0-9]'.repeat(lowRest.length);
  const parts: string[] = [];
  const lowFull = /^0*$/.test(lowRest);
  const highFull = /^9*$/.test(highRest);
  if (!lowFull) parts.push(...sameLength(lowRest, '9'.repeat(lowRest.length)).map(rest => lowFirst + rest));
  const from = lowFull ? lowFirst : lowFirst + 1;
  const to = highFull ? highFirst : highFirst - 1;
  if (from <= to) parts.push(digits(from, to) + full);
  if (!highFull) parts.push(...sameLength('0'.repeat(highRest.length), highRest).map(rest => highFirst + rest));
  return parts;
}

/** Pattern of exactly the whole numbers in a range, without leading zeros. */
export function numbersFrom(low: number, high: number): string {
  const parts: string[] = [];
  for (let from = low; from <= high; ) {
    const to = Math.min(high, 10 ** String(from).length - 1);
    parts.push(...sameLength(String(from), String(to)));
    from = to + 1;
  }
  return `(?:${parts.join('|')})`;
}
