import type { DiagnosticKind } from './diagnostic.ts';
import { templateBrace } from './explainedErrors.ts';
import { isRefused, plainMatches, regexesOf, spanOfMatch } from './rulePieces.ts';

export const braceTemplate: DiagnosticKind = {
  code: 'brace-template',
  severity: 'error',
  template: '{0} is not a regular expression: Java reads the brace as a count and rejects the pattern.',
  fixTitle: 'Replace {0} with [^/?]+',
  docs: {
    what: 'The pattern has a parameter in braces, as in the REST API documentation.',
    why: 'Java rejects the whole pattern, so the rule allows nothing.',
    bad: '.*/rest/api/2/issue/{key}',
    good: '.*/rest/api/2/issue/[^/?]+',
  },
  when: isRefused,
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      if (regex.error === undefined) continue;
      for (const match of plainMatches(regex.text, templateBrace)) {
        if (/\\[pPxN]$/.test(regex.text.slice(0, match.index))) continue;
        const span = spanOfMatch(regex, match);
        yield { ...span, args: [match[0]], fix: [{ ...span, newText: '[^/?]+' }] };
      }
    }
  },
};
