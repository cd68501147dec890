import type { RegexPiece } from '../rules/regexPiece.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { matchesNoAddress } from './everyAddress.ts';
import { onlySequence } from './rulePieces.ts';

/** Whether a pattern surely matches no URL: it begins with a slash or a letter that none begins with. */
function leavesOutUrls(regex: RegexPiece): boolean {
  const first = onlySequence(regex)?.items.find(({ type }) => type !== 'anchor');
  if (first?.type === 'literal') return true;
  return matchesNoAddress(regex);
}

export const noLeadingAny: DiagnosticKind = {
  code: 'no-leading-any',
  severity: 'warning',
  template:
    'This rule never matches: a URL starts with https://, and the whole URL must match (assumed). Start with .* instead.',
  fixTitle: 'Start with .* (allows any host)',
  docs: {
    what: 'The pattern starts with a path.',
    why: 'All published examples start with .*, which suggests that the whole URL must match.',
    bad: '/rest/api/2/issue',
    good: '.*/rest/api/2/issue',
  },
  *rule({ rule, assumptions }) {
    const match = /^\^?(?=\\?\/|rest\b)/.exec(rule.url.text);
    if (assumptions.match !== 'full' || match === null || !leavesOutUrls(rule.url)) return;
    const { start } = rule.url;
    // In front of several alternatives it would stand in the first only.
    if (onlySequence(rule.url) === undefined) {
      yield { start, end: rule.url.end };
      return;
    }
    const slash = rule.url.text.slice(match[0].length).startsWith('rest') ? '.*/' : '.*';
    yield { start, end: rule.url.end, fix: [{ start, end: start + match[0].length, newText: slash }] };
  },
};
