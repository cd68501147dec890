import type { DiagnosticKind } from './diagnostic.ts';
import { remove } from './rulePieces.ts';

export const pastedLineNumber: DiagnosticKind = {
  code: 'pasted-line-number',
  severity: 'error',
  template: 'Line numbers were copied along with the rule: {0}.',
  fixTitle: 'Delete {0}',
  docs: {
    what: 'A number stands before the rule.',
    why: 'It is part of the pattern, and no URL begins with it.',
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
