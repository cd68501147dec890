import type { OpenSecret } from './findSecrets.ts';
import type { TextChange } from './textChange.ts';

interface PythonString {
  /** Letters before the quotes, in lower case. */
  readonly prefix: string;
  readonly mark: string;
  /** Offset of the prefix, and behind the last quote. */
  readonly start: number;
  readonly end: number;
  /** Whether it is no part of an expression: a docstring. */
  readonly isStatement: boolean;
}

/**
 * Puts a variable of the environment into a text of a Python file.
 * @returns undefined where an expression would mean something else: docstrings, formats, neighboring texts
 */
export function inPython(text: string, { start, end }: OpenSecret, variable: string): TextChange[] | undefined {
  const strings = pythonStrings(text);
  const around = strings.find(each => each.start < start && end < each.end);
  if (!around || around.isStatement) return undefined;
  const written = expressionIn(text, around, variable);
  if (written === undefined) return undefined;
  const change = { start, end, text: written };
  if (importsOs(text, strings)) return [change];
  const at = importPlace(text, strings);
  return [{ start: at, end: at, text: `${at > 0 && text[at - 1] !== '\n' ? '\n' : ''}import os\n` }, change];
}

function expressionIn(text: string, { prefix, mark, start, end }: PythonString, variable: string): string | undefined {
  const other = mark.startsWith('"') ? "'" : '"';
  const read = `os.environ[${other}${variable}${other}]`;
  // The quotes of the expression are others than those of the text: before 3.12 they had to be.
  if (prefix.includes('f')) return `{${read}}`;
  if (!isOperand(text, start, end)) return undefined;
  const value = prefix.includes('b') ? `${read}.encode()` : read;
  return `${mark} + ${value} + ${prefix}${mark}`;
}

/** Whether a sum may take the place of a text: nothing binds tighter to it. */
function isOperand(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 200), start).trimEnd();
  const behind = text.slice(end, end + 200);
  if (/[%*/.\-~"']$|\bcase$/.test(before)) return false;
  return !/^\s*(?:[.[%*/("']|[rbfu]{1,2}["'])/i.test(behind);
}

/** Reads the texts of a file, comments left out. Linear in the text. */
function pythonStrings(text: string): PythonString[] {
  const strings: PythonString[] = [];
  const next = /#[^\n]*|(?:(?<!\w)([rbfu]{1,2}))?("""|'''|"|')|[()[\]{}]/gi;
  let depth = 0;
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const [whole, prefix = '', mark] = match;
    if (/^[([{]/.test(whole)) depth++;
    else if (/^[)\]}]/.test(whole)) depth = Math.max(0, depth - 1);
    if (mark === undefined) continue;
    const end = stringEnd(text, next.lastIndex, mark);
    const isStatement = depth === 0 && isFirstInLine(text, match.index);
    strings.push({ prefix: prefix.toLowerCase(), mark, start: match.index, end, isStatement });
    next.lastIndex = end;
  }
  return strings;
}

function isFirstInLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return at < 0 || text[at] === '\n';
}

function stringEnd(text: string, from: number, mark: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(mark, at)) return at + mark.length;
    else if (mark.length === 1 && text[at] === '\n') return at;
  }
  return text.length;
}

function importsOs(text: string, strings: readonly PythonString[]): boolean {
  const within = (offset: number) => strings.some(({ start, end }) => start < offset && offset < end);
  for (const match of text.matchAll(/^import[ \t]([^\n#;]{1,500})/gm)) {
    const names = (match[1] ?? '').split(',').map(name => name.trim());
    if (names.some(name => name === 'os' || /^os\.\w+$/.test(name)) && !within(match.index)) return true;
  }
  return false;
}

/** Below the first comments, the module's docstring, and imports that have to be the first. */
function importPlace(text: string, strings: readonly PythonString[]): number {
  const comments = /(?:[ \t]*(?:#[^\n]*)?\n)*/y;
  const skipped = (from: number) => {
    comments.lastIndex = from;
    return from + (comments.exec(text)?.[0].length ?? 0);
  };
  const lineEnd = (from: number) => {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end + 1;
  };
  const hash = /(?:#[^\n]*\n)*/y;
  let at = hash.exec(text)?.[0].length ?? 0;
  const docstring = strings.find(({ start }) => start === skipped(at));
  if (docstring) at = lineEnd(docstring.end);
  const future = /from[ \t]+__future__[ \t]+import(?:[ \t]*\([^)]*\)|(?:\\\n|[^\n])*)/y;
  for (;;) {
    future.lastIndex = skipped(at);
    const match = future.exec(text);
    if (!match) return at;
    at = lineEnd(future.lastIndex);
  }
}
