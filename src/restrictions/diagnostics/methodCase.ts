import type { DiagnosticKind } from './diagnostic.ts';

export const methodCase: DiagnosticKind = {
  code: 'method-case',
  severity: 'hint',
  template: 'Methods are documented in lowercase. Use [{0}].',
  fixTitle: 'Change to lowercase',
  docs: {
    what: 'The method is not in lowercase.',
    why: 'All documented examples use lowercase, and the app is not documented to ignore case.',
    bad: '[GET].*/rest/api/2/myself',
    good: '[get].*/rest/api/2/myself',
  },
  when: ({ method }) => method !== undefined,
  *rule({ rule }) {
    if (rule.method === undefined || !rule.text.startsWith('[')) return;
    const { name } = rule.method;
    const lower = name.text.toLowerCase();
    if (name.text === lower) return;
    yield {
      start: name.start,
      end: name.end,
      args: [lower],
      fix: [{ start: name.start, end: name.end, newText: lower }],
    };
  },
};
