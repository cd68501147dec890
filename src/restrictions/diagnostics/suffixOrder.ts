import type { DiagnosticKind } from './diagnostic.ts';

export const suffixOrder: DiagnosticKind = {
  code: 'suffix-order',
  severity: 'warning',
  template: 'Suffixes must follow the URL pattern.',
  fixTitle: 'Move the suffixes to the end',
  docs: {
    what: 'A suffix is before the URL pattern, or is followed by other text.',
    why: 'Text after a suffix is not documented to be read.',
    bad: '[JsonData::summary==x].*/rest/api/2/issue',
    good: '.*/rest/api/2/issue[JsonData::summary==x]',
  },
  when: ({ suffixes }) => suffixes.length > 0,
  *rule({ rule }) {
    const stray = rule.stray.filter(piece => piece.text.trim() !== '');
    const [first] = rule.suffixes;
    if (first === undefined || stray.length === 0) return;
    const method = rule.method === undefined ? '' : `[${rule.method.name.text}]`;
    const url = rule.url.text + stray.map(piece => piece.text.trim()).join('');
    const newText = method + url + rule.suffixes.map(suffix => suffix.text).join('');
    yield { start: first.start, end: first.end, fix: [{ start: rule.start, end: rule.end, newText }] };
  },
};
