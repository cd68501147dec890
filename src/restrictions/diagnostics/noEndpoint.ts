import { dfaIfAny } from '../../javaRegex/automata/dfaOf.ts';
import { isEmpty } from '../../javaRegex/automata/operations.ts';
import { pathReach } from '../endpoints/reach.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { strangeSegment } from './knownSegments.ts';

/** APIs that Cloud has, too, but the table has not: boards, and version 2 beside version 3. */
const unlistedOnCloud = /rest\\?\/(agile|api\\?\/2)\b/;

const didYouMean = 'This rule matches no known operation. Did you mean “{0}”?';

export const noEndpoint: DiagnosticKind = {
  code: 'no-endpoint',
  severity: 'warning',
  deep: true,
  template: 'This rule matches no known operation.',
  fixTitle: 'Change to {0}',
  docs: {
    what: 'No operation of the REST API has such a path.',
    why: 'The rule allows nothing, most likely because of a typo.',
    bad: '.*/rest/api/2/isue.*',
    good: '.*/rest/api/2/issue.*',
  },
  *rule({ rule, assumptions }) {
    const { url } = rule;
    if (url.pattern === undefined || !/rest\\?\/(api|agile|auth)\b/.test(url.text) || /^\^?\//.test(url.text)) return;
    const reach = pathReach(url.pattern, assumptions);
    if (reach === 'tooComplex' || reach.length > 0) return;
    const dfa = dfaIfAny(url.pattern, assumptions.match);
    if (dfa === undefined || isEmpty(dfa)) return;
    const strange = strangeSegment(url.text, assumptions.product);
    if (strange?.nearest === undefined) {
      if (assumptions.product === 'cloud' && unlistedOnCloud.test(url.text)) return;
      yield { start: url.start, end: url.end };
      return;
    }
    const start = url.start + strange.index;
    const span = { start, end: start + strange.name.length };
    const fix = [{ ...span, newText: strange.nearest }];
    yield { ...span, template: didYouMean, args: [strange.nearest], fix };
  },
};
