import type { DiagnosticKind } from './diagnostic.ts';
import { plainMatches, regexesOf, spanOfMatch } from './rulePieces.ts';

export const charclassWord: DiagnosticKind = {
  code: 'charclass-word',
  severity: 'warning',
  template: '{0} matches one of these letters, not the word. Use a group.',
  fixTitle: 'Match the word {1}',
  docs: {
    what: 'A word is in brackets instead of a group.',
    why: '[SCRUM]-1 matches S-1, C-1 and so on.',
    bad: '.*/issue/[SCRUM]-1',
    good: '.*/issue/(?:SCRUM)-1',
  },
  when: ({ text }) => text.includes('['),
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      for (const match of plainMatches(regex.text, /\[([A-Z]{2,}|[a-z]{3,})\](?![*+?{])/g)) {
        // At the beginning of a rule it is reported as a method.
        if (regex.start + match.index === rule.start) continue;
        const span = spanOfMatch(regex, match);
        yield { ...span, args: [match[0], match[1] ?? ''], fix: [{ ...span, newText: `(?:${match[1]})` }] };
      }
    }
  },
};
