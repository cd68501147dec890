import type { RuleLine } from '../rules/restrictions.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { spanOfMatch } from './rulePieces.ts';

export const latestAlias: DiagnosticKind = {
  code: 'latest-alias',
  severity: 'information',
  template: 'Other rules here allow /rest/api/latest/, too; this one leaves it out.',
  onceTemplate: 'Other rules here allow /rest/api/latest/, too; this one and {0} more leave it out.',
  fixTitle: 'Allow both names',
  docs: {
    what: 'The path names a version of the API by its number only, while other rules of the text know /rest/api/latest/.',
    why: 'The same operations are at both. A client that asks for the latest version is denied some of them.',
    bad: '.*/rest/api/(2|latest)/project\\n.*/rest/api/2/issue',
    good: '.*/rest/api/(2|latest)/project\\n.*/rest/api/(2|latest)/issue',
  },
  *text({ restrictions }) {
    const lines = restrictions.lines.filter(line => !line.isBlank && !line.isLong);
    if (!lines.some(namesLatest)) return;
    for (const line of lines) {
      yield undefined;
      for (const { url } of line.rules) {
        for (const match of url.text.matchAll(/(?<=\/api\/)[23](?=\/)/g)) {
          const span = spanOfMatch(url, match);
          yield { ...span, fix: [{ ...span, newText: `(${match[0]}|latest)` }] };
        }
      }
    }
  },
};

function namesLatest({ text }: RuleLine): boolean {
  return /\/api\/(?:latest\b|[([][^/]*\blatest\b)/.test(text);
}
