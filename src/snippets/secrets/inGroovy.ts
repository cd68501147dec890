import { type GroovyString, groovyStrings } from '../groovyStrings.ts';
import type { OpenSecret } from './findSecrets.ts';
import { inPowershell } from './powershellPlace.ts';
import { shellPlace, shellVariable } from './shellPlace.ts';
import type { TextChange } from './textChange.ts';

/** String of a Groovy file with a secret in it. */
interface Place {
  readonly text: string;
  readonly string: GroovyString;
  readonly secret: OpenSecret;
}

/** Step that a string is an argument of. */
interface Step {
  readonly name: string;
  readonly start: number;
  /** Offset of its parenthesis; undefined without. */
  readonly open: number | undefined;
}

/** Puts a variable into the place of a secret; undefined where the string's language has no way to do so. */
export function inGroovy(text: string, secret: OpenSecret, variable: string): TextChange[] | undefined {
  const place = placeOf(text, secret);
  const written = place && writtenIn(place, variable);
  return written === undefined ? undefined : [{ start: secret.start, end: secret.end, text: written }];
}

/**
 * Binds a credential of Jenkins to a variable around the step that has a secret.
 * @returns undefined where the secret is in no step that is a statement by itself
 */
export function boundInGroovy(
  text: string,
  secret: OpenSecret,
  variable: string,
  id: string,
): TextChange[] | undefined {
  const place = placeOf(text, secret);
  const written = place && writtenIn(place, variable);
  const step = place && stepOf(place);
  if (!place || written === undefined || !step) return undefined;
  const first = text.lastIndexOf('\n', step.start - 1) + 1;
  const indent = text.slice(first, step.start);
  const last = statementEnd(place, step);
  if (indent.trim() !== '' || last === undefined) return undefined;
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

function placeOf(text: string, secret: OpenSecret): Place | undefined {
  const string = groovyStrings(text).find(
    ({ offsets }) => (offsets[0] ?? 0) <= secret.start && secret.end <= (offsets.at(-1) ?? 0),
  );
  return string && { text, string, secret };
}

const beginOf = ({ string: { offsets, mark } }: Place) => (offsets[0] ?? 0) - mark.length;
const endOf = ({ string: { offsets, mark } }: Place) => (offsets.at(-1) ?? 0) + mark.length;

const steps = /\b(sh|bat|pwsh|powershell|httpRequest|echo|git)\b[ \t]*(\()?/g;
/** Arguments between a step and a string: named ones of one word or one text, and the name of its own. */
const argumentsBefore = /^\s*(?:\w+\s*:\s*(?:'[^'\n]*'|"[^"\n]*"|\w+)\s*,\s*)*(?:\w+\s*:\s*)?$/;

function stepOf(place: Place): Step | undefined {
  const begin = beginOf(place);
  const from = Math.max(0, begin - 500);
  const before = place.text.slice(from, begin);
  for (const match of [...before.matchAll(steps)].reverse()) {
    const rest = before.slice(match.index + match[0].length);
    const [, name = '', parenthesis] = match;
    const isMap = name === 'httpRequest' && !/[;}]/.test(rest);
    if (!isMap && !argumentsBefore.test(rest)) continue;
    const start = from + match.index;
    return { name, start, open: parenthesis ? start + match[0].length - 1 : undefined };
  }
  return undefined;
}

/** Offset of the end of the step's last line; undefined where more than the step is in it. */
function statementEnd(place: Place, { open }: Step): number | undefined {
  const { text } = place;
  const end = open === undefined ? endOf(place) : closing(text, open);
  if (end === undefined) return undefined;
  const lineEnd = text.indexOf('\n', end);
  const last = lineEnd < 0 ? text.length : lineEnd;
  return /^[ \t]*;?[ \t\r]*(?:\/\/.*)?$/.test(text.slice(end, last)) ? last : undefined;
}

/** Offset behind the parenthesis that closes another. */
function closing(text: string, open: number): number | undefined {
  const strings = groovyStrings(text.slice(open));
  let depth = 0;
  let next = 0;
  for (let at = open; at < text.length; at++) {
    const string = strings[next];
    if (string && at >= open + (string.offsets[0] ?? 0) - string.mark.length) {
      at = open + (string.offsets.at(-1) ?? 0) + string.mark.length - 1;
      next++;
    } else if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at + 1;
  }
  return undefined;
}

function writtenIn(place: Place, variable: string): string | undefined {
  const { string, secret } = place;
  const step = stepOf(place)?.name;
  const index = string.offsets.findIndex(offset => offset >= secret.start);
  if (step === 'bat') return `%${variable}%`;
  if (step === 'sh') {
    // In a step of a shell the shell puts the value in, not Groovy, which would log it.
    const shell = shellPlace(string.content, index);
    return shell && escaped(shellVariable(shell, variable), string.mark);
  }
  if (step === 'pwsh' || step === 'powershell') {
    const written = inPowershell(string.content, index, variable);
    return written && escaped(written, string.mark);
  }
  return inExpression(place, variable);
}

/** Signs that would end Groovy's own string, or have a value put in by it. */
function escaped(written: string, mark: string): string {
  const quoted = written.replaceAll(mark[0] ?? "'", '\\$&');
  return mark.startsWith('"') ? quoted.replaceAll('$', '\\$') : quoted;
}

/** A Pipeline has `env`; other scripts ask the system. */
const pipeline =
  /\b(?:pipeline|node|stage|steps|withCredentials|withEnv|script)\b\s{0,5}[({]|\benv\.\w|\bsh\s{0,5}['"(]/;

function inExpression(place: Place, variable: string): string | undefined {
  const { text, string } = place;
  const { mark } = string;
  const value = pipeline.test(text) ? `env.${variable}` : `System.getenv('${variable}')`;
  if (mark.startsWith('"')) return `\${${value}}`;
  return isOperand(place) ? `${mark} + ${value} + ${mark}` : undefined;
}

/** Whether a sum may take the place of the string: nothing binds tighter to it. */
function isOperand(place: Place): boolean {
  const { text } = place;
  const begin = beginOf(place);
  const before = text.slice(Math.max(0, begin - 200), begin).trimEnd();
  const behind = text.slice(endOf(place), endOf(place) + 200);
  if (/[.*/%@-]$|\bcase$/.test(before)) return false;
  return /^\s*(?:[,)\]};+]|\/\/|$)|^[ \t\r]*\n\s*(?![.?*[\s])/.test(behind);
}
