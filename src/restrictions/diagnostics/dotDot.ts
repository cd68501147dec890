import type { DiagnosticKind } from './diagnostic.ts';
import { findBypassUrl } from './tricks.ts';

export const dotDot: DiagnosticKind = {
  code: 'dot-dot',
  severity: 'warning',
  deep: true,
  template: '{0} is matched as well, and may lead out of this path.',
  fixTitle: 'Let one name follow',
  docs: {
    what: 'What follows the path may contain /../.',
    why: 'A server or proxy that resolves /../ after the check leads the request elsewhere.',
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
