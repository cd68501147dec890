import type { DiagnosticKind } from './diagnostic.ts';

export const brSeparator: DiagnosticKind = {
  code: 'br-separator',
  severity: 'information',
  template: '<br> separates rules as a new line does.',
  fixTitle: 'Begin a new line',
  docs: {
    what: 'Rules are separated by HTML line breaks.',
    why: 'It works, but lines are easier to read.',
    bad: '.*/a<br>.*/b',
    good: '.*/a\\n.*/b',
  },
  *line({ line: { separator, separatorSpan } }) {
    if (separator === 'br') yield { ...separatorSpan, fix: [{ ...separatorSpan, newText: '\n' }] };
  },
};
