import type { DiagnosticKind } from './diagnostic.ts';

export const brSeparator: DiagnosticKind = {
  code: 'br-separator',
  severity: 'information',
  template: '<br> separates rules like a line break.',
  fixTitle: 'Change to a line break',
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
