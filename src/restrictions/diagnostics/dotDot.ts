import type { DiagnosticKind } from './diagnostic.ts';
import { findBypassUrl } from './tricks.ts';

export const dotDot: DiagnosticKind = {
  code: 'dot-dot',
  severity: 'warning',
  deep: true,
  template: 'This rule also allows {0}, which can lead out of its path.',
  fixTitle: 'Allow one name only',
  docs: {
    what: 'The end of the URL can contain /../.',
    why: 'If a server or proxy resolves /../ after the check, the request reaches another path.',
    bad: '.*/rest/api/2/project/.*',
    good: '.*/rest/api/2/project/[^/?;]+',
  },
  *rule(context) {
    const { rule } = context;
    const match = /\/(\.\*)\$?$/.exec(rule.url.text);
    if (match === null) return;
    const url = findBypassUrl(context, (base, path, otherPath) => `${base}${path}/../../../../..${otherPath}`);
    if (url === undefined) return;
    const start = rule.url.start + match.index + 1;
    const span = { start, end: start + 2 };
    yield { ...span, args: [url], fix: [{ ...span, newText: '[^/?;]+' }] };
  },
};
