import { type CharSet, charSet, complement, difference, emptySet, maxCodePoint, union } from './charSet.ts';
import { blockTable, scriptTable } from './unicodeNames.ts';
import { unicodeSet } from './unicodeSets.ts';

// Contents of \p{…}: Java's own mixture of POSIX names, general categories, java.lang.Character's predicates, and
// Unicode's properties, scripts and blocks. Names of the first three are case-sensitive, of the others not.

const categories =
  'Cn Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi Pf L M N Z C P S LC'.split(
    ' ',
  );

const upper = charSet(0x41, 0x5a);
const lower = charSet(0x61, 0x7a);
const digit = charSet(0x30, 0x39);
const alpha = union(upper, lower);
const alnum = union(alpha, digit);
const punct = charSet(0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e);

const posix: Readonly<Record<string, CharSet>> = {
  ASCII: charSet(0, 0x7f),
  Alnum: alnum,
  Alpha: alpha,
  Blank: charSet(0x20, 0x20, 9, 9),
  Cntrl: charSet(0, 0x1f, 0x7f, 0x7f),
  Digit: digit,
  Graph: union(alnum, punct),
  Lower: lower,
  Print: charSet(0x20, 0x7e),
  Punct: punct,
  Space: charSet(9, 13, 0x20, 0x20),
  Upper: upper,
  XDigit: charSet(0x30, 0x39, 0x41, 0x46, 0x61, 0x66),
  L1: charSet(0, 0xff),
  all: charSet(0, maxCodePoint),
};

const ignorable = () => union(charSet(0, 8, 0xe, 0x1b, 0x7f, 0x9f), unicodeSet('\\p{Cf}'));
const javaStart = '[\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}]';
const javaPart = '[\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}\\p{Nd}\\p{Mc}\\p{Mn}]';

const characterPredicates: Readonly<Record<string, () => CharSet>> = {
  javaLowerCase: () => unicodeSet('\\p{Lowercase}'),
  javaUpperCase: () => unicodeSet('\\p{Uppercase}'),
  javaAlphabetic: () => unicodeSet('\\p{Alphabetic}'),
  javaIdeographic: () => unicodeSet('\\p{Ideographic}'),
  javaTitleCase: () => unicodeSet('\\p{Lt}'),
  javaDigit: () => unicodeSet('\\p{Nd}'),
  javaDefined: () => unicodeSet('\\P{Cn}'),
  javaLetter: () => unicodeSet('\\p{L}'),
  javaLetterOrDigit: () => unicodeSet('[\\p{L}\\p{Nd}]'),
  javaJavaIdentifierStart: () => unicodeSet(javaStart),
  javaJavaIdentifierPart: () => union(unicodeSet(javaPart), ignorable()),
  javaUnicodeIdentifierStart: () => unicodeSet('\\p{ID_Start}'),
  javaUnicodeIdentifierPart: () => union(unicodeSet('\\p{ID_Continue}'), ignorable()),
  javaIdentifierIgnorable: ignorable,
  javaSpaceChar: () => unicodeSet('\\p{Z}'),
  javaWhitespace: () =>
    union(
      difference(unicodeSet('\\p{Z}'), charSet(0xa0, 0xa0, 0x2007, 0x2007, 0x202f, 0x202f)),
      charSet(9, 13, 28, 31),
    ),
  javaISOControl: () => charSet(0, 0x1f, 0x7f, 0x9f),
  javaMirrored: () => unicodeSet('\\p{Bidi_Mirrored}'),
};

const whiteSpace = () => unicodeSet('\\p{White_Space}');
const blank = () => union(unicodeSet('\\p{Zs}'), charSet(9, 9));
const graph = () => difference(complement(whiteSpace()), unicodeSet('[\\p{Cc}\\p{Cs}\\p{Cn}]'));
const hexDigit = () => union(unicodeSet('\\p{Nd}'), unicodeSet('\\p{Hex_Digit}'));

const unicodeProperties: Readonly<Record<string, () => CharSet>> = {
  ALPHABETIC: () => unicodeSet('\\p{Alphabetic}'),
  ALPHA: () => unicodeSet('\\p{Alphabetic}'),
  LETTER: () => unicodeSet('\\p{L}'),
  IDEOGRAPHIC: () => unicodeSet('\\p{Ideographic}'),
  LOWERCASE: () => unicodeSet('\\p{Lowercase}'),
  LOWER: () => unicodeSet('\\p{Lowercase}'),
  UPPERCASE: () => unicodeSet('\\p{Uppercase}'),
  UPPER: () => unicodeSet('\\p{Uppercase}'),
  TITLECASE: () => unicodeSet('\\p{Lt}'),
  WHITE_SPACE: whiteSpace,
  WHITESPACE: whiteSpace,
  SPACE: whiteSpace,
  CONTROL: () => unicodeSet('\\p{Cc}'),
  CNTRL: () => unicodeSet('\\p{Cc}'),
  PUNCTUATION: () => unicodeSet('\\p{P}'),
  PUNCT: () => unicodeSet('\\p{P}'),
  HEX_DIGIT: hexDigit,
  HEXDIGIT: hexDigit,
  XDIGIT: hexDigit,
  ASSIGNED: () => unicodeSet('\\P{Cn}'),
  NONCHARACTER_CODE_POINT: () => unicodeSet('\\p{Noncharacter_Code_Point}'),
  NONCHARACTERCODEPOINT: () => unicodeSet('\\p{Noncharacter_Code_Point}'),
  DIGIT: () => unicodeSet('\\p{Nd}'),
  ALNUM: () => unicodeSet('[\\p{Alphabetic}\\p{Nd}]'),
  BLANK: blank,
  GRAPH: graph,
  PRINT: () => difference(union(graph(), blank()), unicodeSet('\\p{Cc}')),
  WORD: () => unicodeWord(),
  JOIN_CONTROL: () => unicodeSet('\\p{Join_Control}'),
  JOINCONTROL: () => unicodeSet('\\p{Join_Control}'),
};

/** The POSIX names that `(?U)` gives their Unicode meaning. */
const posixNames = 'ALPHA LOWER UPPER SPACE PUNCT XDIGIT ALNUM CNTRL DIGIT BLANK GRAPH PRINT'.split(' ');

/** `\w` under `(?U)`. */
export function unicodeWord(): CharSet {
  return unicodeSet('[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]');
}

/** Names that mean all cased letters under `(?i)`, with the set they then mean. */
const caseless: Readonly<Record<string, () => CharSet>> = {
  Lu: () => unicodeSet('\\p{LC}'),
  Ll: () => unicodeSet('\\p{LC}'),
  Lt: () => unicodeSet('\\p{LC}'),
  Lower: () => alpha,
  Upper: () => alpha,
  javaLowerCase: () => cased(),
  javaUpperCase: () => cased(),
  javaTitleCase: () => cased(),
  LOWERCASE: () => cased(),
  UPPERCASE: () => cased(),
  TITLECASE: () => cased(),
  LOWER: () => cased(),
  UPPER: () => cased(),
};

function cased(): CharSet {
  return unicodeSet('[\\p{Lowercase}\\p{Uppercase}\\p{Lt}]');
}

/** Flags that change the meaning of a property. */
export interface PropertyFlags {
  readonly caseInsensitive: boolean;
  readonly unicodeClasses: boolean;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function byCategory(name: string, flags: PropertyFlags): CharSet | undefined {
  const folded = flags.caseInsensitive ? own(caseless, name) : undefined;
  if (folded !== undefined && !/^[A-Z_]{5,}$/.test(name)) return folded();
  if (name === 'LD') return unicodeSet('[\\p{L}\\p{Nd}]');
  if (categories.includes(name)) return unicodeSet(`\\p{${name}}`);
  return own(posix, name) ?? own(characterPredicates, name)?.();
}

function byUnicodeName(name: string, flags: PropertyFlags): CharSet | undefined {
  const upperName = name.toUpperCase();
  const folded = flags.caseInsensitive ? own(caseless, upperName) : undefined;
  return (folded ?? own(unicodeProperties, upperName))?.();
}

function scriptName(name: string): string {
  if (name === 'SIGNWRITING') return 'SignWriting';
  return name.toLowerCase().replace(/(^|_)[a-z]/g, letter => letter.toUpperCase());
}

function byScript(name: string): CharSet | undefined {
  const wanted = name.toUpperCase();
  const entry = scriptTable.split('|').find(line => line.split(',').includes(wanted) && wanted !== '');
  const script = entry?.split(',')[0];
  if (script === undefined) return undefined;
  return script === 'UNKNOWN' ? unicodeSet('[\\p{Cn}\\p{Co}\\p{Cs}]') : unicodeSet(`\\p{Script=${scriptName(script)}}`);
}

function byBlock(name: string): CharSet | undefined {
  const wanted = name.toUpperCase();
  if (wanted === 'SURROGATES_AREA') return emptySet;
  for (const line of blockTable.split('|')) {
    const [block = '', low = '', high = '', ...others] = line.split(',');
    const spellings = [block, block.replaceAll(' ', ''), block.replace(/[ -]/g, '_'), ...others];
    if (block !== '' && spellings.includes(wanted)) return charSet(Number.parseInt(low, 16), Number.parseInt(high, 16));
  }
  return undefined;
}

/** The characters of `\p{name}`, or undefined where Java knows no such name. */
export function namedProperty(name: string, flags: PropertyFlags): CharSet | undefined {
  if (name.startsWith('In')) return byBlock(name.slice(2));
  if (name.startsWith('Is')) {
    const rest = name.slice(2);
    return byUnicodeName(rest, flags) ?? byCategory(rest, flags) ?? byScript(rest);
  }
  const unicode = flags.unicodeClasses && posixNames.includes(name.toUpperCase());
  return (unicode ? byUnicodeName(name, flags) : undefined) ?? byCategory(name, flags);
}

/** The characters of `\p{name=value}`, or undefined where Java knows no such property or value. */
export function valuedProperty(name: string, value: string, flags: PropertyFlags): CharSet | undefined {
  switch (name.toLowerCase()) {
    case 'sc':
    case 'script':
      return byScript(value);
    case 'blk':
    case 'block':
      return byBlock(value);
    case 'gc':
    case 'general_category':
      return byCategory(value, flags);
    default:
      return undefined;
  }
}
