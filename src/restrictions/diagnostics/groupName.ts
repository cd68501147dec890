import type { DiagnosticKind } from './diagnostic.ts';
import { isRefused, regexesOf, spanIn } from './rulePieces.ts';

const opening = /\(\?<([^>=!()][^>()]*)>/g;

/** The letters and digits of a name, beginning with a letter. */
function legalName(name: string): string {
  const rest = name.replace(/[^A-Za-z0-9]/g, '');
  return /^[A-Za-z]/.test(rest) ? rest : `g${rest}`;
}

export const groupName: DiagnosticKind = {
  code: 'group-name',
  severity: 'error',
  template: '{0} cannot name a group: Java takes letters from A to Z and digits only, a letter first.',
  fixTitle: 'Leave out what is not allowed in the name',
  docs: {
    what: 'The name of a group has other characters than letters and digits.',
    why: 'Java refuses the whole pattern.',
    bad: '.*/issue/(?<issue_key>[A-Z]+-1)',
    good: '.*/issue/(?<issuekey>[A-Z]+-1)',
  },
  when: isRefused,
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      const { error } = regex;
      if (error?.reason !== 'groupNameStart' && error?.reason !== 'groupNameEnd') continue;
      const names = [...regex.text.matchAll(opening)].filter(([, name = '']) => legalName(name) !== name);
      for (const match of names) {
        const name = match[1] ?? '';
        const start = regex.start + match.index + 3;
        const span = { start, end: start + name.length };
        yield { ...span, args: [name], fix: [{ ...span, newText: legalName(name) }] };
      }
      if (names.length === 0) yield { ...spanIn(regex, error), args: [regex.text.slice(error.start, error.end)] };
    }
  },
};
