import { merged, partsOf, type Value } from './call.ts';

const plain = /^[\w.:/@,=+%? &;~-]*$/;

/** Word of a POSIX shell: no sign of its texts means anything, and its variables are put in. */
export function shellWord(value: Value): string {
  const parts = merged(partsOf(value));
  const texts = parts.filter(part => typeof part === 'string');
  if (parts.some(part => typeof part !== 'string') && texts.every(text => plain.test(text))) {
    return `"${parts.map(part => (typeof part === 'string' ? part : `\${${part.variable}}`)).join('')}"`;
  }
  return parts.map(part => (typeof part === 'string' ? quotedWord(part) : `"\${${part.variable}}"`)).join('') || "''";
}

function quotedWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Variable with each of its bytes encoded, by what each POSIX system has. */
export function encodedVariable(name: string): string {
  return `"$(printf %s "\${${name}}" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g')"`;
}

/** A command with its arguments, one on a line. */
export function commandOf(command: string, options: readonly string[]): string {
  return [command, ...options].join(' \\\n  ');
}

/** Begins a shell of its own, whose end removes the file of cookies and is that of its last command. */
export const withCookies = ['(', 'cookies=$(mktemp)', `trap 'rm -f "$cookies"' EXIT`];

/** Reads the header of a crumb out of Jenkins' JSON. */
export const crumbFilter = `sed 's/.*"crumb":"\\([^"]*\\)".*"crumbRequestField":"\\([^"]*\\)".*/\\2: \\1/'`;
