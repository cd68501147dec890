/** String of a Groovy file as its program sees it. */
export interface GroovyString {
  /** With escapes resolved; values that Groovy puts in begin with {@link groovyDollar}. */
  readonly content: string;
  /** Offset in the file of each character of the content, and of its end. */
  readonly offsets: readonly number[];
  /** Quotes around it. */
  readonly mark: string;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** Reads the strings of a Groovy file, comments left out. Linear in the text. */
export function groovyStrings(text: string): GroovyString[] {
  const strings: GroovyString[] = [];
  const next = /\/\/[^\n]*|\/\*|'''|"""|'|"/g;
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const [mark] = match;
    if (mark === '/*') {
      const end = text.indexOf('*/', next.lastIndex);
      if (end < 0) break;
      next.lastIndex = end + 2;
    }
    if (mark.startsWith('/')) continue;
    const { string, end } = readString(text, match.index + mark.length, mark);
    strings.push(string);
    next.lastIndex = end;
  }
  return strings;
}

function readString(text: string, start: number, mark: string): { string: GroovyString; end: number } {
  let content = '';
  const offsets: number[] = [];
  const add = (signs: string, at: number) => {
    for (let i = 0; i < signs.length; i++) offsets.push(at);
    content += signs;
  };
  let at = start;
  while (at < text.length && !text.startsWith(mark, at)) {
    if (mark.length === 1 && text[at] === '\n') break;
    const read = mark.includes('"') ? (readValue(text, at) ?? readSign(text, at)) : readSign(text, at);
    add(read.signs, at);
    at += read.length;
  }
  offsets.push(at);
  return { string: { content, offsets, mark }, end: at + mark.length };
}

/** Begins a value that Groovy has put in before a shell reads the text, in whichever quotes: `${NAME}` follows. */
export const groovyDollar = '\ue001';

/** `${env.NAME}`: a variable of the build, which its shell has too. Others are variables or expressions of the program. */
function readValue(text: string, at: number): { signs: string; length: number } | undefined {
  if (text[at] !== '$') return undefined;
  const known = /\$(?:\{\s*(?:env|params)\.(\w+)\s*\}|(?:env|params)\.(\w+))/y;
  known.lastIndex = at;
  const match = known.exec(text);
  if (match) return { signs: `${groovyDollar}{${match[1] ?? match[2]}}`, length: match[0].length };
  const property = /\$([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)/y;
  property.lastIndex = at;
  const name = property.exec(text)?.[1];
  if (name !== undefined) return { signs: `${groovyDollar}{${name}}`, length: name.length + 1 };
  return text[at + 1] === '{' ? { signs: groovyDollar, length: 1 } : undefined;
}

function readSign(text: string, at: number): { signs: string; length: number } {
  const sign = text[at] ?? '';
  if (sign !== '\\') return { signs: sign, length: 1 };
  const next = text[at + 1] ?? '';
  const code = /^u+([\da-f]{4})/i.exec(text.slice(at + 1, at + 12));
  if (code) return { signs: String.fromCharCode(Number.parseInt(code[1] ?? '', 16)), length: 1 + code[0].length };
  if (next === '\n') return { signs: '', length: 2 };
  return { signs: escapes[next] ?? next, length: 2 };
}
