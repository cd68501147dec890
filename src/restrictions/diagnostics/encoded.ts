import type { DiagnosticKind } from './diagnostic.ts';
import { plainMatches, spanOfMatch } from './rulePieces.ts';

const unusual = /[^\x21-\x7e]+/g;

/** Places of unusual characters that mean themselves: in no class, and not repeated. */
function literalPlaces(source: string): ReadonlySet<number> {
  const matches = [...plainMatches(source, unusual)];
  return new Set(
    matches.filter(match => !/^[*+?{]/.test(source.slice(match.index + match[0].length))).map(({ index }) => index),
  );
}

export const encoded: DiagnosticKind = {
  code: 'encoded',
  severity: 'information',
  template: '{0} may be encoded as {1} in the URL.',
  fixTitle: 'Write {1}',
  docs: {
    what: 'The pattern contains a character that URLs encode.',
    why: 'The app is not documented to decode the URL before matching.',
    bad: '.*/search\\?jql=a b',
    good: '.*/search\\?jql=a%20b',
  },
  *rule({ rule }) {
    const literal = rule.url.error === undefined ? literalPlaces(rule.url.text) : undefined;
    for (const match of rule.url.text.matchAll(unusual)) {
      const encodedText = encodeURIComponent(match[0].toWellFormed());
      if (
        match[0].trim() === '' &&
        /[ \t]$/.test(rule.url.text) &&
        match.index + match[0].length === rule.url.text.length
      )
        continue;
      const span = spanOfMatch(rule.url, match);
      const args = [match[0] === ' ' ? 'A space' : match[0], encodedText];
      const isKept =
        literal?.has(match.index) && !/\s\s/.test(match[0]) && /[/?=]/.test(rule.url.text.slice(0, match.index));
      const fix = isKept ? { fix: [{ ...span, newText: encodedText }] } : {};
      yield { ...span, args, ...fix };
    }
  },
};
