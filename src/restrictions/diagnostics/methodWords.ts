import { httpMethodOf, httpMethods } from '../rules/rule.ts';

/** Number of letters to change, add, drop or swap with their neighbor. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Word in brackets at the beginning of a rule that is no HTTP method, with the method that was perhaps meant. */
export interface MethodWord {
  readonly word: string;
  readonly nearest: string;
  readonly distance: number;
}

/** Finds a word in brackets in place of a method, if it is none. Two letters could be a character class. */
export function unknownMethodPrefix(text: string): MethodWord | undefined {
  const word = /^\[([A-Za-z]{3,10})\](?![*+?{-])/.exec(text)?.[1];
  if (word === undefined || httpMethodOf(word) !== undefined) return undefined;
  const upper = word.toUpperCase();
  const ranked = httpMethods
    .map(method => ({ nearest: method.toLowerCase(), distance: editDistance(upper, method) }))
    .sort((a, b) => a.distance - b.distance);
  const [best = { nearest: 'get', distance: 9 }] = ranked;
  return { word, ...best };
}

/** Whether it is near enough to a method to be a misspelling. */
export function isTypo({ word, distance }: MethodWord): boolean {
  return distance === 1 || (distance === 2 && word.length >= 6);
}
