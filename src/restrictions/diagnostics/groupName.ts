import type { RegexPiece } from '../rules/regexPiece.ts';
import type { DiagnosticKind, Edit } from './diagnostic.ts';
import { isRefused, plainMatches, regexesOf, spanIn } from './rulePieces.ts';

const opening = /\(\?<([^>=!()][^>()]*)>/g;
const reference = /\\k<([^>]*)>/g;

/** The letters and digits of a name, beginning with a letter. */
function legalName(name: string): string {
  const rest = name.replace(/[^A-Za-z0-9]/g, '');
  return /^[A-Za-z]/.test(rest) ? rest : `g${rest}`;
}

/** Name in a pattern, at the start of the text between its brackets. */
interface Name {
  readonly name: string;
  readonly at: number;
}

function namesIn({ text }: RegexPiece, expression: RegExp): Name[] {
  return [...plainMatches(text, expression)].map(({ 0: whole, 1: name = '', index }) => ({
    name,
    at: index + whole.length - 1 - name.length,
  }));
}

/** Legal name that no other group has; it is added to the taken names. */
function freeName(name: string, taken: Set<string>): string {
  const wanted = legalName(name);
  let free = wanted;
  for (let number = 2; taken.has(free); number++) free = `${wanted}${number}`;
  taken.add(free);
  return free;
}

export const groupName: DiagnosticKind = {
  code: 'group-name',
  severity: 'error',
  template: '{0} is not a valid group name in Java. Use letters from A to Z and digits, starting with a letter.',
  fixTitle: 'Remove invalid characters from the name',
  docs: {
    what: 'A group name has characters other than letters and digits.',
    why: 'Java rejects the whole pattern.',
    bad: '.*/issue/(?<issue_key>[A-Z]+-1)',
    good: '.*/issue/(?<issuekey>[A-Z]+-1)',
  },
  when: isRefused,
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      const { error } = regex;
      if (error?.reason !== 'groupNameStart' && error?.reason !== 'groupNameEnd') continue;
      const groups = namesIn(regex, opening);
      const illegal = groups.filter(({ name }) => legalName(name) !== name);
      if (illegal.length === 0) yield { ...spanIn(regex, error), args: [regex.text.slice(error.start, error.end)] };
      const taken = new Set(groups.map(({ name }) => name));
      let references = namesIn(regex, reference);
      for (const { name, at } of illegal) {
        const newText = freeName(name, taken);
        const rename = (start: number): Edit => ({ ...spanIn(regex, { start, end: start + name.length }), newText });
        // Of two groups with the same name, which Java refuses anyway, references mean the first.
        const meant = references.filter(other => other.name === name);
        references = references.filter(other => other.name !== name);
        const { start, end } = rename(at);
        yield { start, end, args: [name], fix: [rename(at), ...meant.map(other => rename(other.at))] };
      }
    }
  },
};
