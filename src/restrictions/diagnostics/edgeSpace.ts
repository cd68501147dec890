import type { DiagnosticKind } from './diagnostic.ts';
import { remove } from './rulePieces.ts';

export const edgeSpace: DiagnosticKind = {
  code: 'edge-space',
  severity: 'warning',
  template: 'The space at the {0} of the rule is part of its pattern. Delete it.',
  fixTitle: 'Delete the space',
  docs: {
    what: 'A rule starts or ends with a space.',
    why: 'A URL has no space there, and the app is not documented to trim rules.',
    bad: '.*/rest/api/2/issue·',
    good: '.*/rest/api/2/issue',
  },
  *line({ line }) {
    const leading = /^\s+/.exec(line.text)?.[0].length ?? 0;
    const trailing = line.text.length - line.text.trimEnd().length;
    const atStart = { start: line.start, end: line.start + leading };
    const atEnd = { start: line.end - trailing, end: line.end };
    if (leading > 0) yield { ...atStart, args: ['start'], fix: [remove(atStart)] };
    if (trailing > 0) yield { ...atEnd, args: ['end'], fix: [remove(atEnd)] };
  },
};
