import type { DiagnosticKind } from './diagnostic.ts';

const host = /(?:https?:\/\/|^\^?(?=[a-z])|\*)((?:[a-z0-9-]+\\?\.)+[a-z]{2,})(?=[/:\\]|$)/gi;

export const unescapedDotHost: DiagnosticKind = {
  code: 'unescaped-dot-host',
  severity: 'warning',
  template: 'The dots in {0} match any character. Escape them.',
  fixTitle: 'Escape the dots',
  docs: {
    what: 'The dots of a host name are not escaped.',
    why: 'jira.example.com also matches jiraXexample.com, which can belong to anybody.',
    bad: 'https://jira.example.com/rest/.*',
    good: 'https://jira\\.example\\.com/rest/.*',
  },
  *rule({ rule }) {
    for (const match of rule.url.text.matchAll(host)) {
      const name = match[1] ?? '';
      const escaped = name.replace(/\\?\./g, '\\.');
      if (escaped === name) continue;
      const start = rule.url.start + match.index + match[0].length - name.length;
      const span = { start, end: start + name.length };
      yield { ...span, args: [name], fix: [{ ...span, newText: escaped }] };
    }
  },
};
