import type { DiagnosticKind } from './diagnostic.ts';
import { matchesEveryAddress } from './everyAddress.ts';
import { reachOfRule } from './reachOfRule.ts';

const ofSomeAddresses = 'This rule allows every {0} of the addresses that it matches: {1} known operations.';

export const allowsAllMethod: DiagnosticKind = {
  code: 'allows-all-method',
  severity: 'warning',
  deep: true,
  template: 'This rule allows every {0}: {1} known operations.',
  docs: {
    what: 'The rule allows every request with its method.',
    why: 'With [get], for example, the token can read everything that its owner can see.',
    bad: '[get].*',
    good: '[get].*/rest/api/2/issue/.*',
  },
  *rule(context) {
    const { rule } = context;
    if (rule.method === undefined || rule.suffixes.length > 0) return;
    const reach = reachOfRule(context);
    if (reach?.all !== true) return;
    const { start, end, method } = rule;
    const isEvery = matchesEveryAddress(rule.url, context.assumptions.match);
    const args = [method.method, String(reach.operations.length)];
    yield { start, end, args, ...(isEvery ? {} : { template: ofSomeAddresses }) };
  },
};
