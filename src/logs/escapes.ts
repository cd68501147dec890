// Escape sequences and other characters that control a terminal. Search, copying and display use the text without them.
import { applySgr, isSameStyle, noStyle, type Style } from './style.ts';

/** Jenkins' hidden console notes, in case some are left. */
const note = '\\x1b\\[8mha:[^\\x1b\\n]*\\x1b\\[0m';
/** Titles, hyperlinks, pictures: with their end. The readable text of a hyperlink stands outside of it. */
const string = '\\x1b(?:\\][^\\x07\\x1b\\n]*(?:\\x07|\\x1b\\\\)|[PX^_][^\\x1b\\n]*\\x1b\\\\)';
/** Colors, and movements of the cursor. */
const control = '\\x1b\\[[0-?]*[ -/]*[@-~]';
const others = '\\x1b[ -/]*[0-~]|[\\x1b\\x07\\b]';

export const anyEscape = new RegExp(`${note}|${string}|${control}|${others}`, 'g');
const hasEscape = /[\x1b\x07\b]/;
/** Characters without a glyph; a tab, a line feed and a carriage return have a meaning. */
const unprintable = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]/g;

/** Removes all that controls a terminal. Line feeds and carriage returns stay. */
export function withoutEscapes(text: string): string {
  return hasEscape.test(text) ? text.replace(anyEscape, '') : text;
}

/** The same, but with a visible placeholder of the same length for each control character. */
export function printable(text: string): string {
  return text.replace(unprintable, char => {
    const code = char.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** Piece of text with a single style. */
export interface StyledText {
  readonly text: string;
  readonly style: Style;
}

/**
 * Splits a text by its colors and drops all other escapes. The pieces together are the text of {@link withoutEscapes}.
 * @param style at the beginning
 * @returns the pieces, and the style at the end
 */
export function styledText(text: string, style: Style): { readonly pieces: StyledText[]; readonly end: Style } {
  if (!hasEscape.test(text)) return { pieces: text === '' ? [] : [{ text, style }], end: style };
  const pieces: { text: string; style: Style }[] = [];
  let current = style;
  const add = (part: string) => {
    const last = pieces.at(-1);
    if (part === '') return;
    if (last && isSameStyle(last.style, current)) last.text += part;
    else pieces.push({ text: part, style: current });
  };
  let from = 0;
  for (const { 0: sequence, index } of text.matchAll(anyEscape)) {
    add(text.slice(from, index));
    from = index + sequence.length;
    if (isSgr(sequence)) current = applySgr(current, sequence.slice(2, -1));
  }
  add(text.slice(from));
  return { pieces, end: current };
}

export function isSgr(sequence: string): boolean {
  return sequence.endsWith('m') && sequence.startsWith('\x1b[') && !sequence.startsWith('\x1b[8mha:');
}

const escapeByte = 0x1b;
const bracket = 0x5b;
const letterM = 0x6d;
/** Longer sequences are no colors. */
const longestSgr = 64;

const resets = [Buffer.from('\x1b[0m'), Buffer.from('\x1b[m')];

/** The style after bytes of a log. */
export function styleAfter(style: Style, bytes: Buffer): Style {
  const first = bytes.indexOf(escapeByte);
  if (first < 0) return style;
  // Escapes before the last reset have no effect: it is rarely far from the end.
  const reset = Math.max(...resets.map(each => bytes.lastIndexOf(each)));
  let current = reset < 0 ? style : noStyle;
  for (let at = Math.max(first, reset); at >= 0; at = bytes.indexOf(escapeByte, at + 1)) {
    if (bytes[at + 1] !== bracket) continue;
    let last = at + 2;
    while (last < at + longestSgr && isParameter(bytes[last])) last++;
    if (bytes[last] === letterM) current = applySgr(current, bytes.toString('latin1', at + 2, last));
  }
  return current;
}

/** Digits, colons, semicolons, and the characters that mark a private sequence. */
function isParameter(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x3f;
}
