import { shellPlace, shellVariable } from './shellPlace.ts';

/** Scalar of a YAML file. */
interface Scalar {
  /** Offset of its text, behind its quote or its block's first line. */
  readonly start: number;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

const commandKeys =
  /^(?:before_|after_)?script$|^(?:before_|after_)?(?:install|deploy)$|^(?:run|command|after-script)$/;

/**
 * Writes a variable into a command of a CI's YAML file. Commands are those of a POSIX shell.
 * @returns undefined where the place is no command, or its quotes are those of YAML and of the shell in one
 */
export function inPipelineFile(text: string, offset: number, variable: string): string | undefined {
  const scalar = scalarAt(text, offset);
  if (!scalar || !isCommand(text, offset)) return undefined;
  const inner = text.slice(scalar.start);
  const place = shellPlace(inner, offset - scalar.start);
  if (place === undefined) return undefined;
  const written = shellVariable(place, variable);
  // Quotes of the shell within those of YAML would need two kinds of escapes.
  if (scalar.style === 'single') return place === 'single' ? undefined : written;
  if (scalar.style !== 'double') return written;
  const isEscaped = text.slice(scalar.start, offset).includes('\\');
  return isEscaped ? undefined : written.replaceAll('"', '\\"');
}

/** Writes what the CI itself puts in before a shell reads it; undefined in a mapping on one line. */
export function byMacro(text: string, offset: number, macro: string): string | undefined {
  const start = lineStart(text, offset);
  return /^[\s-]*(?:[\w.-]+:\s*)?[{[]/.test(text.slice(start, offset)) ? undefined : macro;
}

const lineStart = (text: string, offset: number) => (offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0);
const indentOf = (line: string) => /^[ ]*/.exec(line)?.[0].length ?? 0;
const blockStart = /(?:^|[\s:-])[|>][+-]?\d?[ \t\r]*(?:#.*)?$/;

function scalarAt(text: string, offset: number): Scalar | undefined {
  const start = lineStart(text, offset);
  const parents = parentsOf(text, start);
  const block = parents[0];
  if (block && blockStart.test(block.line)) return { start: block.end + 1, style: 'block' };
  const before = text.slice(start, offset);
  const [head = ''] = /^[ ]*(?:- +)*(?:[\w.-]+: +)?/.exec(before) ?? [];
  const quote = before[head.length];
  if (quote === '{' || quote === '[') return undefined;
  if (quote === "'" || quote === '"') {
    return { start: start + head.length + 1, style: quote === "'" ? 'single' : 'double' };
  }
  return { start: start + head.length, style: 'plain' };
}

interface Parent {
  readonly line: string;
  readonly end: number;
}

/** Lines that a line stands below, the nearest first. */
function parentsOf(text: string, start: number): Parent[] {
  const parents: Parent[] = [];
  const lineAt = (from: number) => {
    const end = text.indexOf('\n', from);
    return { line: text.slice(from, end < 0 ? text.length : end), end: end < 0 ? text.length : end };
  };
  const own = lineAt(start).line;
  let indent = indentOf(own);
  let isItem = /^ *- /.test(own);
  let at = start;
  while (at > 0 && (indent > 0 || isItem)) {
    at = lineStart(text, at - 1);
    const { line, end } = lineAt(at);
    const isKey = /^ *[\w.-]+:/.test(line);
    if (line.trim() === '' || !(indentOf(line) < indent || (isItem && isKey && indentOf(line) === indent))) continue;
    parents.push({ line, end });
    indent = indentOf(line);
    isItem = /^ *- /.test(line);
  }
  return parents;
}

function isCommand(text: string, offset: number): boolean {
  const start = lineStart(text, offset);
  const own = text.slice(start, offset);
  const keyOf = (line: string) => /^ *(?:- +)*([\w.-]+):(?:\s|$)/.exec(line)?.[1];
  const key = [own, ...parentsOf(text, start).map(({ line }) => line)].map(keyOf).find(each => each !== undefined);
  return key !== undefined && commandKeys.test(key);
}
