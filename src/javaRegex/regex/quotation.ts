/** Code points of a pattern after its quotations were resolved, each with its place in the source. */
export interface Unquoted {
  readonly codes: readonly number[];
  /** Places of each code in the source, in UTF-16 units; absent where every code is an unchanged unit. */
  readonly places: { readonly starts: readonly number[]; readonly ends: readonly number[] } | undefined;
}

const backslash = 0x5c;

interface Output {
  readonly codes: number[];
  readonly starts: number[];
  readonly ends: number[];
}

interface Input {
  readonly codes: readonly number[];
  readonly offsets: readonly number[];
}

/**
 * Java resolves `\Q…\E` before it parses: letters stay as they are, all else in ASCII is escaped, and a digit right at
 * the beginning is written in hexadecimal so that no escape before it can swallow it. This decides the syntax: a
 * quotation may stand inside `\p{…}`, but not inside a count.
 */
export function unquote(source: string): Unquoted {
  if (isPlain(source)) return { codes: Array.from(source, unit => unit.charCodeAt(0)), places: undefined };
  const input = codePointsOf(source);
  const output: Output = { codes: [], starts: [], ends: [] };
  const first = firstQuotation(input.codes);
  for (let i = 0; i < first; i++) emit(output, input, i, i);
  let at = first;
  while (at < input.codes.length) {
    at = isQuotation(input.codes, at) ? quoted(input, at + 2, output) : plain(input, at, output);
  }
  const { codes, starts, ends } = output;
  return { codes, places: { starts, ends } };
}

/** Whether there are neither quotations nor characters of two units. */
function isPlain(source: string): boolean {
  return !source.includes('\\Q') && !/[\ud800-\udfff]/.test(source);
}

function codePointsOf(source: string): Input {
  const codes: number[] = [];
  const offsets: number[] = [];
  for (let i = 0; i < source.length; ) {
    const code = source.codePointAt(i) ?? 0;
    codes.push(code);
    offsets.push(i);
    i += code > 0xffff ? 2 : 1;
  }
  offsets.push(source.length);
  return { codes, offsets };
}

function isQuotation(codes: readonly number[], at: number): boolean {
  return codes[at] === backslash && codes[at + 1] === 0x51;
}

function firstQuotation(codes: readonly number[]): number {
  for (let i = 0; i < codes.length; i++) {
    if (isQuotation(codes, i)) return i;
    if (codes[i] === backslash) i++;
  }
  return codes.length;
}

/** Writes the input's code, or another in its place. */
function emit(output: Output, input: Input, from: number, to: number, code = input.codes[from]): void {
  output.codes.push(code ?? 0);
  output.starts.push(input.offsets[from] ?? 0);
  output.ends.push(input.offsets[to + 1] ?? 0);
}

function plain(input: Input, at: number, output: Output): number {
  emit(output, input, at, at);
  if (input.codes[at] !== backslash || at + 1 >= input.codes.length) return at + 1;
  emit(output, input, at + 1, at + 1);
  return at + 2;
}

/** Resolves the content of a quotation; returns its end. */
function quoted(input: Input, from: number, output: Output): number {
  for (let at = from; at < input.codes.length; at++) {
    const code = input.codes[at] ?? 0;
    if (code === backslash && input.codes[at + 1] === 0x45) return at + 2;
    quotedCode(input, at, output, at === from);
  }
  return input.codes.length;
}

function quotedCode(input: Input, at: number, output: Output, first: boolean): void {
  const code = input.codes[at] ?? 0;
  const digit = code >= 0x30 && code <= 0x39;
  const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
  if (digit && first) {
    for (const prefix of [backslash, 0x78, 0x33]) emit(output, input, at, at, prefix);
  } else if (!digit && !letter && code < 0x80) {
    emit(output, input, at, at, backslash);
  }
  emit(output, input, at, at);
}
