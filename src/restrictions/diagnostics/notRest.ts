import { dfaIfAny } from '../../javaRegex/automata/dfaOf.ts';
import { areDisjoint, isEmpty } from '../../javaRegex/automata/operations.ts';
import { parsePattern } from '../../javaRegex/regex/parser.ts';
import { pathReach, reachesAny } from '../endpoints/reach.ts';
import type { DiagnosticKind } from './diagnostic.ts';

const rest = parsePattern('.*/rest/.*');

export const notRest: DiagnosticKind = {
  code: 'not-rest',
  severity: 'warning',
  deep: true,
  template: 'This rule matches no path below /rest/, and only /rest/* is supported.',
  docs: {
    what: 'The pattern is for pages outside the REST API.',
    why: 'The token is for the REST API only, so the rule has no effect.',
    bad: '.*/secure/.*',
    good: '.*/rest/.*',
  },
  *rule({ rule, assumptions }) {
    const { pattern } = rule.url;
    if (pattern === undefined || !rule.url.text.includes('/')) return;
    // A pattern that ends too early for any operation may still have been meant for one.
    if (/rest(\W|$)/.test(rule.url.text)) return;
    const dfa = dfaIfAny(pattern, assumptions.match);
    const known = dfaIfAny(rest, 'full');
    if (dfa === undefined || known === undefined || isEmpty(dfa)) return;
    const named = /^[^[(|]*\/[A-Za-z]{3,}/.test(rule.url.text) && !reachesAny(pathReach(pattern, assumptions));
    if (named || areDisjoint(dfa, known)) yield { start: rule.url.start, end: rule.url.end };
  },
};
