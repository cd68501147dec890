import { groovyStrings } from '../groovyStrings.ts';
import type { OpenSecret } from './findSecrets.ts';

/** Kind of a file, which decides how a variable is written in it. */
export type FileKind = 'shell' | 'groovy' | 'python' | 'http' | 'other';

/** Change of a text. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Puts an environment variable into the place of a secret.
 * @returns undefined where the file's language, or the place, has no way to do so
 */
export function byVariable(
  text: string,
  secret: OpenSecret,
  variable: string,
  kind: FileKind,
): TextChange[] | undefined {
  const { start, end } = secret;
  if (kind === 'http') return [{ start, end, text: `{{$processEnv ${variable}}}` }];
  if (kind === 'python') return inPython(text, secret, variable);
  if (kind === 'groovy') {
    const written = inGroovy(text, secret, variable);
    return written === undefined ? undefined : [{ start, end, text: written }];
  }
  if (kind === 'shell') return [{ start, end, text: inShell(text, start, variable) }];
  return undefined;
}

/**
 * Binds a credential of Jenkins to a variable around the step that has a secret.
 * @param id of the credential
 */
export function byCredentials(
  text: string,
  secret: OpenSecret,
  variable: string,
  id: string,
): TextChange[] | undefined {
  const string = groovyStrings(text).find(({ offsets }) => isWithin(secret, offsets));
  const written = inGroovy(text, secret, variable);
  if (!string || written === undefined) return undefined;
  const first = text.lastIndexOf('\n', (string.offsets[0] ?? 0) - 1) + 1;
  const lineEnd = text.indexOf('\n', string.offsets.at(-1) ?? 0);
  const last = lineEnd < 0 ? text.length : lineEnd;
  const [indent = ''] = /^[ \t]*/.exec(text.slice(first, last)) ?? [];
  // The lines between are not indented: they may be a text of several lines.
  return [
    {
      start: first,
      end: first,
      text: `${indent}withCredentials([string(credentialsId: '${id}', variable: '${variable}')]) {\n`,
    },
    { start: secret.start, end: secret.end, text: written },
    { start: last, end: last, text: `\n${indent}}` },
  ];
}

const isWithin = ({ start, end }: OpenSecret, offsets: readonly number[]) =>
  (offsets[0] ?? 0) <= start && end <= (offsets.at(-1) ?? 0);

/** In a step of a shell the shell puts the value in, not Groovy, which would log it. */
function inGroovy(text: string, secret: OpenSecret, variable: string): string | undefined {
  const string = groovyStrings(text).find(({ offsets }) => isWithin(secret, offsets));
  if (!string) return undefined;
  const begin = string.offsets[0] ?? 0;
  const quote = text[begin - 1] ?? "'";
  const isShell = /\b(?:sh|bat)\b[^\n]{0,100}$/.test(text.slice(Math.max(0, begin - 120), begin));
  if (!isShell) return `${quote} + env.${variable} + ${quote}`;
  const inner = inShell(text.slice(begin), secret.start - begin, variable);
  const dollars = quote === '"' ? inner.replaceAll('$', '\\$') : inner;
  // Quotes that would end Groovy's own string.
  return text.slice(begin - 3, begin) === quote.repeat(3) ? dollars : dollars.replaceAll(quote, `\\${quote}`);
}

/** By the quotes that stand before it in its line. */
function inShell(text: string, start: number, variable: string): string {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  let quote = '';
  for (const sign of line.replace(/\\./g, '')) {
    if (quote === '' && (sign === "'" || sign === '"')) quote = sign;
    else if (sign === quote) quote = '';
  }
  if (quote === "'") return `'"\${${variable}}"'`;
  return quote === '"' ? `\${${variable}}` : `"\${${variable}}"`;
}

function inPython(text: string, { start, end }: OpenSecret, variable: string): TextChange[] | undefined {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const quote = /(["'])(?:(?!\1).)*$/.exec(line.replace(/(["'])(?:(?!\1).)*\1/g, ''))?.[1];
  if (quote === undefined) return undefined;
  const other = quote === '"' ? "'" : '"';
  const read = `os.environ[${other}${variable}${other}]`;
  const written = { start, end, text: `${quote} + ${read} + ${quote}` };
  if (/^\s*import\s+(?:[\w., ]*\b)?os\b/m.test(text)) return [written];
  const at = importPlace(text);
  return [{ start: at, end: at, text: 'import os\n' }, written];
}

/** Below the first comments of a file. */
function importPlace(text: string): number {
  return /^(?:#[^\n]*\n)*/.exec(text)?.[0].length ?? 0;
}
