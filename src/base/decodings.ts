/** A text that was decoded, with the place of each of its characters in the text as it was. */
export interface Decoded {
  readonly text: string;
  /** Of each character, and of the end. */
  readonly places: readonly number[];
}

/** Decodes the encoded character at a place; undefined where there is none. */
type Decode = (text: string, at: number) => { readonly char: string; readonly length: number } | undefined;

export interface Decoding {
  /** Characters that begin what is decoded. */
  readonly signs: string;
  readonly decode: Decode;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decodeHtml(text: string, at: number) {
  const [whole, hex, decimal, name = ''] = match(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/iy, text, at) ?? [];
  if (whole === undefined) return undefined;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const char = name === '' ? charOf(code) : named[name.toLowerCase()];
  return char === undefined ? undefined : { char, length: whole.length };
}

function charOf(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** `%C3%B6`: as many bytes as the first one says. */
function decodePercents(text: string, at: number) {
  const [whole] = match(/(?:%[0-9a-f]{2}){1,4}/iy, text, at) ?? [];
  if (whole === undefined) return undefined;
  const bytes = Buffer.from(whole.replaceAll('%', ''), 'hex');
  const [first = 0] = bytes;
  const count = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return { char: bytes.toString('utf8', 0, count), length: Math.min(bytes.length, count) * 3 };
}

/** Forms and Java's `URLEncoder` write a blank as `+`. */
function decodeForm(text: string, at: number) {
  return text[at] === '+' ? { char: ' ', length: 1 } : decodePercents(text, at);
}

const control: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Escapes of JSON, of Java and of shells: a backslash before the character, its letter or its number. */
function decodeBackslash(text: string, at: number) {
  const [unicode, hex] = match(/\\u([0-9a-f]{4})/iy, text, at) ?? [];
  if (unicode !== undefined)
    return { char: String.fromCharCode(Number.parseInt(hex ?? '', 16)), length: unicode.length };
  const next = text[at + 1];
  return next === undefined ? undefined : { char: control[next] ?? next, length: 2 };
}

/** The ways of shells out of a quotation and back, and signs that are doubled: in quotations, batch files, variables. */
function decodeDoubled(text: string, at: number) {
  const [whole] = match(/'\\''|'"'"'|"'"'"|(['"`%$^\\])\1/y, text, at) ?? [];
  if (whole === undefined) return undefined;
  return { char: whole.startsWith(`"'"`) ? '"' : whole.charAt(0), length: whole.length };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export const decodings: readonly Decoding[] = [
  { signs: '&', decode: decodeHtml },
  { signs: '%', decode: decodePercents },
  { signs: '%+', decode: decodeForm },
  { signs: '\\', decode: decodeBackslash },
  { signs: '\'"`%$^\\', decode: decodeDoubled },
];

/** A text as it is. */
export function undecoded(text: string): Decoded {
  return { text, places: Array.from({ length: text.length + 1 }, (_, at) => at) };
}

/** Decodes all of a text once; undefined where nothing is encoded so. */
export function decodedBy({ signs, decode }: Decoding, { text, places }: Decoded): Decoded | undefined {
  if (![...signs].some(sign => text.includes(sign))) return undefined;
  let result = '';
  const from: number[] = [];
  for (let at = 0; at < text.length; ) {
    const { char, length } = (signs.includes(text.charAt(at)) ? decode(text, at) : undefined) ?? {
      char: text.charAt(at),
      length: 1,
    };
    for (let unit = 0; unit < char.length; unit++) from.push(places[at] ?? 0);
    result += char;
    at += length;
  }
  from.push(places[text.length] ?? 0);
  return result === text ? undefined : { text: result, places: from };
}
