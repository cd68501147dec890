import type { DiagnosticKind } from './diagnostic.ts';

export const severalRulesOneLine: DiagnosticKind = {
  code: 'several-rules-one-line',
  severity: 'error',
  template: 'Another rule starts here. Put each rule on its own line.',
  fixTitle: 'Start a new line',
  docs: {
    what: 'A line has several rules.',
    why: 'The line is read as one pattern that matches no URL.',
    bad: '.*/rest/api/2/issue.* [get].*/rest/api/2/myself',
    good: '.*/rest/api/2/issue.*\\n[get].*/rest/api/2/myself',
  },
  *line({ line: { rules } }) {
    for (const [i, rule] of rules.entries()) {
      const before = rules[i - 1];
      if (before !== undefined)
        yield { start: rule.start, end: rule.end, fix: [{ start: before.end, end: rule.start, newText: '\n' }] };
    }
  },
};
