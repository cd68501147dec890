import { dfaIfAny, type MatchMode } from '../automata/dfaOf.ts';
import { shortest } from '../automata/operations.ts';
import { isSimple } from '../automata/simple.ts';
import { exampleOf } from '../endpoints/parameters.ts';
import { sampleOf } from '../regex/sample.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';
import type { RuleContext } from './diagnostic.ts';
import { reachOfRule } from './reachOfRule.ts';

/** A path that no rule means. */
const elsewhere = '/rest/api/2/elsewhere';

function matches(regex: RegexPiece, url: string, mode: MatchMode): boolean {
  const limits = { steps: 50_000 };
  const result = mode === 'full' ? regex.matcher?.matches(url, limits) : regex.matcher?.find(url, limits);
  return result?.outcome === 'match';
}

/** A short path that a pattern matches, if it needs no more than a path. */
function pathOf(regex: RegexPiece, mode: MatchMode): string | undefined {
  const { pattern } = regex;
  if (pattern === undefined) return undefined;
  const sample = sampleOf(pattern.root);
  if (sample.startsWith('/') && matches(regex, sample, mode)) return sample;
  const dfa = isSimple(pattern) ? undefined : dfaIfAny(pattern, mode);
  const text = dfa === undefined ? undefined : shortest(dfa);
  return text?.startsWith('/') === true ? text : undefined;
}

/**
 * Looks for a URL that leads elsewhere and is allowed nevertheless, because it carries the path of an operation that the
 * rule means. Nothing is tried on rules that allow everything, or whose reach cannot be told.
 * @param disguise makes the URL from where Jira is, the path meant, and the other path
 * @returns the URL
 */
export function trickBy(
  context: RuleContext,
  disguise: (base: string, path: string, elsewhere: string) => string,
): string | undefined {
  const reach = reachOfRule(context);
  const [operation] = reach?.operations ?? [];
  const { rule, assumptions } = context;
  if (reach === undefined || reach.all || operation === undefined) return undefined;
  const base = assumptions.baseUrl ?? 'https://jira.example.com';
  if (matches(rule.url, base + elsewhere, assumptions.match)) return undefined;
  const url = disguise(base, pathOf(rule.url, assumptions.match) ?? exampleOf(operation.path), elsewhere);
  return matches(rule.url, url, assumptions.match) ? url : undefined;
}

/** The `.*` at a pattern's beginning, as the place of a fix. */
export function leadingAny(regex: RegexPiece): { start: number; end: number } | undefined {
  return regex.text.startsWith('.*') ? { start: regex.start, end: regex.start + 2 } : undefined;
}

/** The path in a query string. */
export function byQuery(base: string, path: string, elsewhere: string): string {
  return `${base}${elsewhere}?x=${path}`;
}
