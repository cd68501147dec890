import type { LineContent } from '../rules/restrictions.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { spanOfMatch } from './rulePieces.ts';

export const latestAlias: DiagnosticKind = {
  code: 'latest-alias',
  severity: 'information',
  template: 'Other rules also allow /rest/api/latest/. This rule does not.',
  onceTemplate: 'Other rules also allow /rest/api/latest/. This rule and {0} more do not.',
  fixTitle: 'Allow latest as well',
  docs: {
    what: 'The path has only the number of the API version, while other rules also allow /rest/api/latest/.',
    why: 'Both lead to the same operations, and a client that uses latest is denied some of them.',
    bad: '.*/rest/api/(2|latest)/project\\n.*/rest/api/2/issue',
    good: '.*/rest/api/(2|latest)/project\\n.*/rest/api/(2|latest)/issue',
  },
  *text({ restrictions }) {
    const lines = restrictions.lines.filter(line => !line.isBlank && !line.isLong);
    if (!lines.some(({ content }) => versionsIn(content).namesLatest)) return;
    for (const { content, start: from } of lines) {
      yield undefined;
      for (const { start, end, number } of versionsIn(content).numbers) {
        const span = { start: from + start, end: from + end };
        yield { ...span, fix: [{ ...span, newText: `(${number}|latest)` }] };
      }
    }
  },
};

/** Versions of the API that a line names. */
interface Versions {
  readonly namesLatest: boolean;
  readonly numbers: readonly { readonly start: number; readonly end: number; readonly number: string }[];
}

const known = new WeakMap<LineContent, Versions>();

function versionsIn(content: LineContent): Versions {
  const before = known.get(content);
  if (before !== undefined) return before;
  const numbers = content.rules.flatMap(({ url }) =>
    [...url.text.matchAll(/(?<=\/api\/)[23](?=\/)/g)].map(match => ({
      ...spanOfMatch(url, match),
      number: match[0],
    })),
  );
  const namesLatest = /\/api\/(?:latest\b|[([][^/]*\blatest\b)/.test(content.asRead.text);
  known.set(content, { namesLatest, numbers });
  return { namesLatest, numbers };
}
