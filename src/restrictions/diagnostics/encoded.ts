import type { RegexPiece } from '../rules/regexPiece.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { isPlainAt, spanOfMatch } from './rulePieces.ts';

/** Whether characters mean themselves: in no class, no group name, and not repeated. */
function standsForItself({ text, error }: RegexPiece, { index = 0, 0: found }: RegExpMatchArray): boolean {
  return error === undefined && isPlainAt(text, index) && !/^[*+?{]/.test(text.slice(index + found.length));
}

export const encoded: DiagnosticKind = {
  code: 'encoded',
  severity: 'information',
  template: '{0} may stand in the URL as {1}.',
  fixTitle: 'Write {1}',
  docs: {
    what: 'A character that URLs encode stands plainly in the pattern.',
    why: 'Whether the URL is decoded before it is matched is not documented.',
    bad: '.*/search\\?jql=a b',
    good: '.*/search\\?jql=a%20b',
  },
  *rule({ rule }) {
    for (const match of rule.url.text.matchAll(/[^\x21-\x7e]+/g)) {
      const encodedText = encodeURIComponent(match[0].toWellFormed());
      if (
        match[0].trim() === '' &&
        /[ \t]$/.test(rule.url.text) &&
        match.index + match[0].length === rule.url.text.length
      )
        continue;
      const span = spanOfMatch(rule.url, match);
      const args = [match[0] === ' ' ? 'A blank' : match[0], encodedText];
      const fix = standsForItself(rule.url, match) ? { fix: [{ ...span, newText: encodedText }] } : {};
      yield { ...span, args, ...fix };
    }
  },
};
