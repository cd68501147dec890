import type { DiagnosticKind } from './diagnostic.ts';

export const suffixOrder: DiagnosticKind = {
  code: 'suffix-order',
  severity: 'warning',
  template: 'Suffixes stand after the pattern of the URL.',
  fixTitle: 'Move the suffixes to the end',
  docs: {
    what: 'Something stands after a suffix, or a suffix before the URL.',
    why: 'What comes after a suffix is not documented to be read at all.',
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
