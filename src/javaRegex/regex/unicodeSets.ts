import { type CharSet, charSet, contains } from './charSet.ts';

// JavaScript's own Unicode tables, read once for each property: they keep megabytes of data out of the bundle. Node's
// Unicode is newer than Java 17's: characters assigned since Unicode 13 are the only difference.

const surrogates = [0xd800, 0xdfff] as const;

interface Plane {
  readonly text: string;
  readonly firstAstral: number;
  readonly start: number;
}

let planes: readonly Plane[] | undefined;

function textOf(low: number, high: number): string {
  const parts: string[] = [];
  for (let codePoint = low; codePoint <= high; codePoint++) parts.push(String.fromCodePoint(codePoint));
  return parts.join('');
}

/**
 * All code points except the surrogates, as two texts: below them, and above (of which the last part is private use).
 */
function allCharacters(): readonly Plane[] {
  planes ??= [
    { text: textOf(0, surrogates[0] - 1), firstAstral: Number.MAX_SAFE_INTEGER, start: 0 },
    { text: textOf(surrogates[1] + 1, 0x323af), firstAstral: 0x10000 - surrogates[1] - 1, start: surrogates[1] + 1 },
    { text: textOf(0xe0000, 0xe01ff), firstAstral: 0, start: 0xe0000 },
  ];
  return planes;
}

function codePointAt(plane: Plane, index: number): number {
  return index <= plane.firstAstral
    ? plane.start + index
    : plane.start + plane.firstAstral + (index - plane.firstAstral) / 2;
}

/** Stretches without an assigned character, so that a single code point stands for all. */
const uniform: readonly (readonly [number, number])[] = [
  surrogates,
  [0x323b0, 0xdffff],
  [0xe0200, 0xeffff],
  [0xf0000, 0xffffd],
  [0xffffe, 0xfffff],
  [0x100000, 0x10fffd],
  [0x10fffe, 0x10ffff],
];

const cache = new Map<string, CharSet>();

/** Characters that a JavaScript class escape such as `\p{Lu}` matches, or a class such as `[\p{L}\p{Nd}]`. */
export function unicodeSet(expression: string): CharSet {
  const known = cache.get(expression);
  if (known !== undefined) return known;
  const runs = new RegExp(`${expression}+`, 'gu');
  const bounds: number[] = [];
  for (const plane of allCharacters()) {
    for (const match of plane.text.matchAll(runs)) {
      bounds.push(codePointAt(plane, match.index), codePointAt(plane, match.index + match[0].length) - 1);
    }
  }
  const one = new RegExp(expression, 'u');
  for (const [low, high] of uniform) if (one.test(String.fromCodePoint(low))) bounds.push(low, high);
  const set = charSet(...bounds);
  cache.set(expression, set);
  return set;
}

/** Whether Java's `Character.isLetterOrDigit(int)` holds. */
export function isLetterOrDigit(codePoint: number): boolean {
  return contains(unicodeSet('[\\p{L}\\p{Nd}]'), codePoint);
}
