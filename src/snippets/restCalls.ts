import { findCurls } from './curl/findCurl.ts';
import { parseCurl, variablesIn } from './curl/parseCurl.ts';
import type { WordPart } from './curl/shellWord.ts';

/** Request that a script makes to the REST API of Jira. */
interface RestCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL, without its query; `{name}` stands for what only the running script knows. */
  readonly path: string;
}

/** Requests of a script. */
interface FoundCalls {
  readonly calls: readonly RestCall[];
  /** Method and path of those for which restrictions have no method. */
  readonly others: readonly string[];
}

const maxLength = 1024 * 1024;
const maxCalls = 1000;
/** Lines around a path in which its method is looked for. */
const linesAround = 3;

/**
 * Finds the requests of a script: its curl commands, and else each path of the REST API with the method that stands
 * nearest to it; without one it is a GET. Comments are left out.
 */
export function restCalls(text: string, isGroovy: boolean): FoundCalls {
  if (text.length > maxLength) return { calls: [], others: [] };
  const calls = new Map<string, RestCall>();
  const others = new Set<string>();
  const add = ({ method: written, path }: WrittenCall) => {
    const known = methods.find(each => each === written);
    if (known) calls.set(`${known} ${path}`, { method: known, path });
    else others.add(`${written} ${path}`);
  };
  const isComment = commentsOf(text);
  const curls = findCurls(text, isGroovy).filter(({ start }) => !isComment(start));
  for (const { words } of curls) {
    const call = curlCall(words);
    if (call) add(call);
  }
  const lines = lineStarts(text);
  const root = /\/rest\/[a-z][\w-]*(?=\/)/gi;
  for (let match = root.exec(text); match && calls.size < maxCalls; match = root.exec(text)) {
    const { index } = match;
    const curl = curls.find(({ start, end }) => start <= index && index < end);
    const { path, end } = pathAt(text, index);
    root.lastIndex = curl?.end ?? end;
    if (!curl && path !== undefined && !isComment(index)) add({ method: methodNear(text, index, lines), path });
  }
  return { calls: [...calls.values()], others: [...others] };
}

interface WrittenCall {
  readonly method: string;
  readonly path: string;
}

/** Tells of offsets whether they stand in a comment: behind `#` or `//`, or between the marks of a block. */
function commentsOf(text: string): (offset: number) => boolean {
  const starts: number[] = [];
  const ends: number[] = [];
  const begin = /(?<=^|[\s;{}()])\/\*/gm;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const end = text.indexOf('*/', begin.lastIndex);
    if (end < 0) break;
    starts.push(match.index);
    ends.push(end);
    begin.lastIndex = end + 2;
  }
  return offset => {
    const block = lineOf(offset, starts);
    if ((starts[block] ?? offset) < offset && offset < (ends[block] ?? 0)) return true;
    const near = text.slice(Math.max(0, offset - maxBefore), offset);
    const line = near.slice(near.lastIndexOf('\n') + 1);
    const mark = /(?<=^|\s)(?:#(?!\{)|\/\/)/.exec(line);
    const before = line.slice(0, mark?.index ?? 0);
    // A mark in a text that is still open begins no comment.
    return mark !== null && ['"', "'", '`'].every(quote => before.split(quote).length % 2 === 1);
  };
}

/** Signs before an offset, in its line, in which a comment is looked for. */
const maxBefore = 300;

function curlCall(words: Parameters<typeof parseCurl>[0]): WrittenCall | undefined {
  const names = variablesIn(words);
  const values = Object.fromEntries(names.map((name, index) => [name, `jjvariable${index}x`]));
  const named = (text: string) => text.replace(/jjvariable(\d+)x/g, (_, index) => `{${names[Number(index)] ?? ''}}`);
  const pathIn = (text: string) => /\/rest\/[^?#\s]*/.exec(text)?.[0];
  const callOf = (method: string, path: string | undefined) =>
    path === undefined ? undefined : { method, path: named(path) };
  try {
    const { method, url } = parseCurl(words, values);
    return callOf(method, pathIn(new URL(url).pathname));
  } catch {
    // A line that cannot be sent from here, such as one with a file, is a call all the same.
    const args = words.map(word => word.map(part => partText(part, values)).join(''));
    return callOf(
      methodOf(args),
      args.map(pathIn).find(path => path !== undefined),
    );
  }
}

function partText(part: WordPart, values: Readonly<Record<string, string>>): string {
  if (typeof part === 'string') return part;
  return 'variable' in part ? (values[part.variable] ?? '') : '{value}';
}

function methodOf(args: readonly string[]): string {
  const line = args.join(' ');
  const named = /(?:^|\s)(?:-\w*X\s?|--request )([A-Z]+)/.exec(line)?.[1];
  if (named) return named;
  if (/\s(?:-[a-zA-Z]*I|--head)\b/.test(line)) return 'HEAD';
  if (/\s(?:-T|--upload-file)/.test(line)) return 'PUT';
  return /\s(?:-\w*[dF]|--data|--json|--form)/.test(line) && !/\s(?:-\w*G|--get)\b/.test(line) ? 'POST' : 'GET';
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;
/** As scripts write them; the others are told. */
const writtenMethods = [...methods, 'PATCH', 'HEAD'] as const;

/** Value that is put into a text: of a template, of a format, of a shell. */
const placed =
  /\$\{[^}\n]{0,100}\}|#\{[^}\n]{0,100}\}|\{\{[^}\n]{0,100}\}\}|\{[\w.]{0,60}\}|\$\([^)\n]{0,100}\)|\$[A-Za-z_]\w{0,60}|%[sd]/y;
/** A text that ends, and goes on behind a value: `" + key + "`. */
const joined = /["'`]\s{0,3}[+.]\s{0,3}[\w.()[\]]{1,80}\s{0,3}(?:[+.]\s{0,3}["'`]|(?=[\s,;)]))/y;

/** Path at an offset, with its values as parameters; undefined for one that names no resource. */
function pathAt(text: string, start: number): { path: string | undefined; end: number } {
  let path = '';
  let at = start;
  while (at < text.length && path.length < 500) {
    const value = matchAt(placed, text, at) ?? matchAt(joined, text, at);
    if (value !== undefined) {
      path += '{value}';
      at += value;
      continue;
    }
    const sign = text[at] ?? '';
    if (!/[\w/.~%:@!-]/.test(sign)) break;
    path += sign;
    at++;
  }
  const plain = path.replace(/[/.]+$/, '').replace(/(?:\{value\})+/g, '{value}');
  return { path: plain.split('/').length > 3 ? plain : undefined, end: Math.max(at, start + 1) };
}

function matchAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

const method =
  /(?:\.|\b|_)(get|post|put|delete|patch|head)(?:Json|Async|For\w*)?(?=\s{0,2}\()|(?:-X\s?|-Method\s+|method["']?\s{0,3}[:=(,]?\s{0,3}["']?|["'[(])(get|post|put|delete|patch|head)\b|^[ \t]*(GET|POST|PUT|DELETE|PATCH|HEAD)[ \t]/gim;

/** Method of the lines nearest to an offset: its own, those before it, those behind it. */
function methodNear(text: string, offset: number, lines: readonly number[]): string {
  const line = lineOf(offset, lines);
  for (let distance = 0; distance <= linesAround; distance++) {
    for (const each of distance === 0 ? [line] : [line - distance, line + distance]) {
      const found = methodIn(lineText(text, each, lines));
      if (found) return found;
    }
  }
  return 'GET';
}

function methodIn(line: string): string | undefined {
  const [match] = line.slice(0, 1000).matchAll(method);
  const name = (match?.[1] ?? match?.[2] ?? match?.[3])?.toUpperCase();
  return writtenMethods.find(each => each === name);
}

function lineText(text: string, line: number, lines: readonly number[]): string {
  const start = lines[line];
  return start === undefined ? '' : text.slice(start, lines[line + 1] ?? text.length);
}

/** Binary search. */
function lineOf(offset: number, lines: readonly number[]): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
