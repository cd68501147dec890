import type { DiagnosticKind } from './diagnostic.ts';
import { spanOfMatch } from './rulePieces.ts';

export const latestAlias: DiagnosticKind = {
  code: 'latest-alias',
  severity: 'information',
  template: 'The same operations are also at /rest/api/latest/, which this leaves out.',
  fixTitle: 'Allow both names',
  docs: {
    what: 'The path names a version of the API by its number only.',
    why: 'A client that asks for the latest version is denied.',
    bad: '.*/rest/api/2/issue',
    good: '.*/rest/api/(2|latest)/issue',
  },
  *rule({ rule }) {
    for (const match of rule.url.text.matchAll(/(?<=\/api\/)[23](?=\/)/g)) {
      const span = spanOfMatch(rule.url, match);
      yield { ...span, fix: [{ ...span, newText: `(${match[0]}|latest)` }] };
    }
  },
};
