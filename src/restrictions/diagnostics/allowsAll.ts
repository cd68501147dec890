import type { DiagnosticKind } from './diagnostic.ts';
import { matchesEveryAddress } from './everyAddress.ts';
import { reachOfRule } from './reachOfRule.ts';

const everyCallTo = 'This rule allows every call to hosts that begin with {0}.';
const everyOperation = 'This rule allows all {0} known operations of the addresses that it matches.';

/** Beginning of the host after which anything may follow. */
function hostIn(source: string): string | undefined {
  return /^\^?https?\??:\/\/((?:[\w-]|\\?\.(?!\*))+)\.\*\$?$/.exec(source)?.[1]?.replaceAll('\\', '');
}

export const allowsAll: DiagnosticKind = {
  code: 'allows-all',
  severity: 'warning',
  deep: true,
  template: 'This rule matches every address: the token is not restricted.',
  docs: {
    what: 'The rule allows every request.',
    why: 'The other rules have no effect, and the token is not restricted.',
    bad: '.*',
    good: '[get].*/rest/api/2/issue/.*',
  },
  *rule(context) {
    const { rule } = context;
    if (rule.method !== undefined || rule.suffixes.length > 0) return;
    const reach = reachOfRule(context);
    if (reach?.all !== true) return;
    const { start, end } = rule;
    const host = hostIn(rule.url.text);
    if (matchesEveryAddress(rule.url, context.assumptions.match)) yield { start, end };
    else if (host !== undefined) yield { start, end, template: everyCallTo, args: [host] };
    else yield { start, end, template: everyOperation, args: [String(reach.operations.length)] };
  },
};
