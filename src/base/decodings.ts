/** A text that was decoded. */
export interface Decoded {
  readonly text: string;
  /** Place of a character, or of the end, in the text as it was. */
  readonly placeOf: (at: number) => number;
}

/** Decodes the encoded character at a place; undefined where there is none. */
type Decode = (text: string, at: number) => { readonly char: string; readonly length: number } | undefined;

export interface Decoding {
  /** Whether a UTF-16 unit begins what is decoded. */
  readonly isSign: (code: number) => boolean;
  /** Character without which another decoding does the same. */
  readonly needs: string;
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
  const next = text[at + 1];
  const [unicode = '', hex = ''] = match(/\\u([0-9a-f]{4})/iy, text, at) ?? [];
  if (unicode !== '') return { char: String.fromCharCode(Number.parseInt(hex, 16)), length: unicode.length };
  return next === undefined ? undefined : { char: control[next] ?? next, length: 2 };
}

/** The ways of shells out of a quotation and back, and signs that are doubled: in quotations, batch files, variables. */
function decodeDoubled(text: string, at: number) {
  const char = text.charAt(at);
  const way = text[at + 1] === char ? char + char : waysOut[char]?.find(each => text.startsWith(each, at));
  return way === undefined ? undefined : { char, length: way.length };
}

const waysOut: Readonly<Record<string, readonly string[]>> = { "'": [`'\\''`, `'"'"'`], '"': [`"'"'"`] };

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function decoding(signs: string, decode: Decode, needs = ''): Decoding {
  const table = new Uint8Array(128);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return { isSign: code => table[code] === 1, needs, decode };
}

export const decodings: readonly Decoding[] = [
  decoding('&', decodeHtml),
  decoding('%', decodePercents),
  decoding('%+', decodeForm, '+'),
  decoding('\\', decodeBackslash),
  decoding('\'"`%$^\\', decodeDoubled),
];

/** Whether a text is encoded perhaps. */
export function hasSigns(text: string): boolean {
  return /[&%+\\'"`$^]/.test(text);
}

/** A text as it is. */
export function undecoded(text: string): Decoded {
  return { text, placeOf: at => at };
}

/** Character that was encoded. */
interface Change {
  /** Its place in the result, and the end there. */
  readonly start: number;
  readonly end: number;
  /** Its place in the text as it was, and that of the character behind it. */
  readonly from: number;
  readonly next: number;
}

/** Decodes all of a text once; undefined where nothing is encoded so. */
export function decodedBy({ isSign, needs, decode }: Decoding, { text, placeOf }: Decoded): Decoded | undefined {
  if (!text.includes(needs)) return undefined;
  const pieces: string[] = [];
  const changes: Change[] = [];
  let copied = 0;
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const found = isSign(text.charCodeAt(at)) ? decode(text, at) : undefined;
    if (!found) continue;
    pieces.push(text.slice(copied, at), found.char);
    const start = size + at - copied;
    size = start + found.char.length;
    copied = at + found.length;
    changes.push({ start, end: size, from: at, next: copied });
    at = copied - 1;
  }
  if (changes.length === 0) return undefined;
  pieces.push(text.slice(copied));
  const before = (at: number) => {
    const last = lastUntil(changes, at);
    if (!last) return at;
    return at < last.end ? last.from : last.next + at - last.end;
  };
  return { text: pieces.join(''), placeOf: at => placeOf(before(at)) };
}

/** The last change that begins no later than a place; undefined where there is none. */
function lastUntil(changes: readonly Change[], at: number): Change | undefined {
  let low = -1;
  let high = changes.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const change = changes[middle];
    if (change && change.start <= at) low = middle;
    else high = middle;
  }
  return changes[low];
}
