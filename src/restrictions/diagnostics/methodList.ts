import { httpMethodOf } from '../rules/rule.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { hasStrangeBeginning } from './rulePieces.ts';

export const methodList: DiagnosticKind = {
  code: 'method-list',
  severity: 'warning',
  template: 'A rule can have one method only, so {0} is read as a character class. Write one rule for each method.',
  fixTitle: 'Write a rule for each method',
  docs: {
    what: 'The brackets of a rule contain several methods.',
    why: 'A rule has one method, or none to allow all of them.',
    bad: '[get,post].*/rest/api/2/search',
    good: '[get].*/rest/api/2/search\\n[post].*/rest/api/2/search',
  },
  when: hasStrangeBeginning,
  *rule({ rule }) {
    const match = /^\[([A-Za-z]+(?:[\s,;|/]+[A-Za-z]+)+)\]/.exec(rule.text);
    const words = match?.[1]?.split(/[\s,;|/]+/) ?? [];
    if (match === null || !words.every(word => httpMethodOf(word) !== undefined)) return;
    const rest = rule.text.slice(match[0].length);
    const newText = words.map(word => `[${word.toLowerCase()}]${rest}`).join('\n');
    const end = rule.start + match[0].length;
    yield { start: rule.start, end, args: [match[0]], fix: [{ start: rule.start, end: rule.end, newText }] };
  },
};
