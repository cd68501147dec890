import { type CharSet, charSet, complement } from './charSet.ts';
import { unicodeWord } from './properties.ts';
import { flag, type Scanner } from './scanner.ts';
import { unicodeSet } from './unicodeSets.ts';

const digits = charSet(0x30, 0x39);
const wordCharacters = charSet(0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a);
const spaces = charSet(9, 13, 0x20, 0x20);
const horizontalSpaces = charSet(9, 9, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x180e, 0x180e, 0x2000, 0x200a);
const moreHorizontalSpaces = charSet(...horizontalSpaces, 0x202f, 0x202f, 0x205f, 0x205f, 0x3000, 0x3000);
const verticalSpaces = charSet(10, 13, 0x85, 0x85, 0x2028, 0x2029);
export const lineTerminators = charSet(10, 10, 13, 13, 0x85, 0x85, 0x2028, 0x2029);

/** Set that `.` matches without flags. */
export const dot = complement(lineTerminators);

/** Set that the dot matches under the current flags. */
export function dotSet(scanner: Scanner): CharSet {
  if (scanner.has(flag.s)) return complement([]);
  return scanner.has(flag.d) ? complement(charSet(10, 10)) : dot;
}

/** Characters of `\d \h \s \v \w`, by their lower-case letter; undefined for another letter. */
export function predefinedSet(letter: string, scanner: Scanner): CharSet | undefined {
  const unicode = scanner.has(flag.U);
  switch (letter) {
    case 'd':
      return unicode ? unicodeSet('\\p{Nd}') : digits;
    case 'h':
      return moreHorizontalSpaces;
    case 's':
      return unicode ? unicodeSet('\\p{White_Space}') : spaces;
    case 'v':
      return verticalSpaces;
    case 'w':
      return unicode ? unicodeWord() : wordCharacters;
    default:
      return undefined;
  }
}
