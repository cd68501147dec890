import { codePointOfName } from './characterNames.ts';
import { maxCodePoint } from './charSet.ts';
import type { Scanner } from './scanner.ts';

// Escapes of a character by number. The cursor stands right after the escape's letter; `from` is the place of its
// backslash. Under (?x) Java skips blanks even inside a number, and so does the scanner.

function octalDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x37;
}

function hexDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
}

function hexValue(code: number): number {
  return code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57;
}

/** `\0n`, `\0nn` or, up to 0377, `\0mnn`. */
export function octalEscape(scanner: Scanner, from: number): number {
  const first = scanner.take();
  if (!octalDigit(first)) throw scanner.error('octal', from);
  const second = scanner.take();
  if (!octalDigit(second)) {
    scanner.cursor--;
    return first - 0x30;
  }
  const two = (first - 0x30) * 8 + second - 0x30;
  const third = scanner.take();
  if (octalDigit(third) && first <= 0x33) return two * 8 + third - 0x30;
  scanner.cursor--;
  return two;
}

/** `\xhh` or `\x{h…h}`. */
export function hexadecimalEscape(scanner: Scanner, from: number): number {
  const first = scanner.take();
  if (hexDigit(first)) {
    const second = scanner.take();
    if (hexDigit(second)) return hexValue(first) * 16 + hexValue(second);
  } else if (first === 0x7b && hexDigit(scanner.peek())) {
    return bracedHexadecimal(scanner, from);
  }
  throw scanner.error('hexadecimal', from);
}

function bracedHexadecimal(scanner: Scanner, from: number): number {
  let value = 0;
  let code = scanner.take();
  for (; hexDigit(code); code = scanner.take()) {
    value = value * 16 + hexValue(code);
    if (value > maxCodePoint) throw scanner.error('hexadecimalTooBig', from);
  }
  if (code !== 0x7d) throw scanner.error('unclosedHexadecimal', from);
  return value;
}

/** `\uhhhh`, or two of them that make a surrogate pair. */
export function unicodeEscape(scanner: Scanner, from: number): number {
  const first = fourDigits(scanner, from);
  if (first < 0xd800 || first > 0xdbff) return first;
  const after = scanner.cursor;
  if (scanner.take() === 0x5c && scanner.take() === 0x75) {
    const second = fourDigits(scanner, from);
    if (second >= 0xdc00 && second <= 0xdfff) return 0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
  }
  scanner.cursor = after;
  return first;
}

function fourDigits(scanner: Scanner, from: number): number {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const code = scanner.take();
    if (!hexDigit(code)) throw scanner.error('unicode', from);
    value = value * 16 + hexValue(code);
  }
  return value;
}

/** `\cX`: the control character, whose code differs by 64 from its letter. */
export function controlEscape(scanner: Scanner, from: number): number {
  if (scanner.atEnd) throw scanner.error('control', from);
  return scanner.take() ^ 64;
}

/** `\N{name}`. */
export function namedEscape(scanner: Scanner, from: number): number {
  if (scanner.take() !== 0x7b) throw scanner.error('characterName', from);
  const start = scanner.cursor;
  while (scanner.take() !== 0x7d) {
    if (scanner.atEnd) throw scanner.error('unclosedCharacterName', from);
  }
  const name = scanner.text(start, scanner.cursor - 1);
  const codePoint = codePointOfName(name);
  if (codePoint === undefined) throw scanner.error('unknownCharacterName', from, name);
  return codePoint;
}
