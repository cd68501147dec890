import type { DiagnosticKind } from './diagnostic.ts';
import { remove } from './rulePieces.ts';

export const edgeSpace: DiagnosticKind = {
  code: 'edge-space',
  severity: 'warning',
  template: 'A blank at the {0} of a rule is part of its pattern.',
  fixTitle: 'Delete the blank',
  docs: {
    what: 'A rule begins or ends with a blank.',
    why: 'URLs have none there; whether Jira trims rules is not documented.',
    bad: '.*/rest/api/2/issue·',
    good: '.*/rest/api/2/issue',
  },
  *line({ line }) {
    const leading = /^\s+/.exec(line.text)?.[0].length ?? 0;
    const trailing = line.text.length - line.text.trimEnd().length;
    const atStart = { start: line.start, end: line.start + leading };
    const atEnd = { start: line.end - trailing, end: line.end };
    if (leading > 0) yield { ...atStart, args: ['beginning'], fix: [remove(atStart)] };
    if (trailing > 0) yield { ...atEnd, args: ['end'], fix: [remove(atEnd)] };
  },
};
