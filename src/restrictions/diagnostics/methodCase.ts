import type { DiagnosticKind } from './diagnostic.ts';

export const methodCase: DiagnosticKind = {
  code: 'method-case',
  severity: 'hint',
  template: 'The documentation writes methods in lower case: [{0}].',
  fixTitle: 'Write it in lower case',
  docs: {
    what: 'The method is not written in lower case.',
    why: 'Whether letter case matters is not documented; all examples are in lower case.',
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
