import type { DiagnosticKind } from './diagnostic.ts';
import { remove } from './rulePieces.ts';

export const pastedLineNumber: DiagnosticKind = {
  code: 'pasted-line-number',
  severity: 'error',
  template: '{0} looks like a copied line number. Delete it.',
  fixTitle: 'Delete {0}',
  docs: {
    what: 'A number precedes the rule.',
    why: 'The number is part of the pattern, and no URL starts with it.',
    bad: '1 .*/rest/api/2/issue.*',
    good: '.*/rest/api/2/issue.*',
  },
  *line({ line: { pastedNumber } }) {
    if (pastedNumber === undefined) return;
    yield {
      start: pastedNumber.start,
      end: pastedNumber.end,
      args: [pastedNumber.text.trim()],
      fix: [remove(pastedNumber)],
    };
  },
};
