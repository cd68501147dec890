import type { DiagnosticKind } from './diagnostic.ts';
import { spanOfMatch } from './rulePieces.ts';

const strangeSuffix = /\[([A-Z][A-Za-z]+)::[^\]=]*==[^\]]*\]/g;

export const suffixSyntax: DiagnosticKind = {
  code: 'suffix-syntax',
  severity: 'error',
  template: 'This suffix is not valid. Write it as {0}.',
  fixTitle: 'Change to the documented form',
  docs: {
    what: 'A condition on a query parameter or on a node of the JSON body is not written as documented.',
    why: 'The condition is read as a character class, or ignored.',
    bad: '.*/rest/api/2/search[QueryParam:jql=x]',
    good: '.*/rest/api/2/search[QueryParam::jql==x]',
  },
  *rule({ rule }) {
    for (const { start, end, kind, name, regex, wellFormed, closed } of rule.suffixes) {
      if (wellFormed && closed) continue;
      const keyword = kind === 'query' ? 'QueryParam' : 'JsonData';
      const args = [`[${keyword}::name==regex]`];
      const newText = `[${keyword}::${name.text.trim()}==${regex.text}]`;
      yield name.text.trim() === '' ? { start, end, args } : { start, end, args, fix: [{ start, end, newText }] };
    }
    for (const match of rule.url.text.matchAll(strangeSuffix)) {
      yield { ...spanOfMatch(rule.url, match), args: ['[QueryParam::name==regex] or [JsonData::node==regex]'] };
    }
  },
};
