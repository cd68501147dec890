import { type Part, partsOf, type Value } from './call.ts';

/** Text as JSON has it, which JavaScript, Python and C# read alike. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** As above, with all but ASCII escaped: compilers of Java read a file in the encoding of their machine. */
export function quotedAscii(text: string): string {
  return quoted(text).replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Text of Groovy, in which nothing is put in. */
export function groovyText(text: string): string {
  const inner = quotedAscii(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

/** Writes a value as an expression of a language. */
export function expression(
  value: Value,
  text: (text: string) => string,
  variable: (name: string) => string,
  plus = ' + ',
): string {
  const parts = partsOf(value);
  if (parts.length === 0) return text('');
  return parts.map((part: Part) => (typeof part === 'string' ? text(part) : variable(part.variable))).join(plus);
}

/** Value of a file whose variables stand in double braces. */
export function withBraces(value: Value): string {
  return partsOf(value)
    .map(part => (typeof part === 'string' ? part : `{{${part.variable}}}`))
    .join('');
}

/** Text of a body in which double braces would be read as a variable; JSON can say them otherwise. */
export function textWithoutBraces({
  contentType,
  text,
}: {
  readonly contentType: string;
  readonly text: string;
}): string {
  return /\bjson\b/.test(contentType) ? text.replaceAll('{{', '\\u007b\\u007b') : text;
}

/** Lines of comments; compilers of Java read `\\u` even there. */
export function comments(notes: readonly string[], mark: string): string[] {
  return notes.map(note => `${mark} ${note.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll('\\u', '\\ u')}`);
}
