import type { DiagnosticKind } from './diagnostic.ts';
import { leadingAny, trickBy } from './tricks.ts';

export const doubleSlash: DiagnosticKind = {
  code: 'double-slash',
  severity: 'information',
  template: 'A doubled slash is matched as well: {0}.',
  docs: {
    what: 'The pattern lets // stand before the path.',
    why: 'What a server does with a doubled slash differs.',
    bad: '.*/rest/api/2/project',
    good: 'https://jira\\.example\\.com/rest/api/2/project',
  },
  *rule(context) {
    const { rule } = context;
    const url = trickBy(context, (base, path) => `${base}/${path}`);
    const any = leadingAny(rule.url);
    if (url !== undefined && any !== undefined) yield { ...any, args: [url] };
  },
};
