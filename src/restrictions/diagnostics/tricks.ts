import type { MatchMode } from '../../javaRegex/automata/dfaOf.ts';
import { isSimple } from '../../javaRegex/automata/simple.ts';
import { exampleOf } from '../endpoints/parameters.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';
import { hasNeeded, hintOf } from './coverHints.ts';
import type { RuleContext } from './diagnostic.ts';
import { reachOfRule } from './reachOfRule.ts';
import { isAnything, onlySequence } from './rulePieces.ts';

/** Path that no rule means. */
const otherPath = '/rest/api/2/elsewhere';

function matches(regex: RegexPiece, url: string, mode: MatchMode): boolean {
  return regex.matcher?.accepts(url, mode, { steps: 50_000 }) === true;
}

/** Short path that a pattern matches, if it needs no more than a path. */
function pathOf({ pattern }: RegexPiece, mode: MatchMode): string | undefined {
  const sample = pattern === undefined ? undefined : hintOf(pattern, mode)?.sample;
  return sample?.startsWith('/') === true ? sample : undefined;
}

/** Whether a pattern matches every text that ends with a match of it: it begins with `.*`. */
function takesAnyBeginning(regex: RegexPiece, mode: MatchMode): boolean {
  const { pattern } = regex;
  if (pattern === undefined || !isSimple(pattern)) return false;
  return mode === 'find' || isAnything(onlySequence(regex)?.items[0]);
}

function surelyNot({ pattern }: RegexPiece, url: string, mode: MatchMode): boolean {
  const hint = pattern === undefined ? undefined : hintOf(pattern, mode);
  return hint !== undefined && !hasNeeded(hint, url);
}

/**
 * Finds a URL of another operation that is allowed nevertheless, because it carries the path of an operation that the
 * rule means. Skips rules that allow everything, or whose reach cannot be decided.
 * @param disguise makes the URL from Jira's base, the meant path, and the other path
 * @returns the URL
 */
export function findBypassUrl(
  context: RuleContext,
  disguise: (base: string, path: string, otherPath: string) => string,
): string | undefined {
  const reach = reachOfRule(context);
  const [operation] = reach?.operations ?? [];
  const { rule, assumptions } = context;
  const { match, baseUrl: base = 'https://jira.example.com' } = assumptions;
  if (reach === undefined || reach.all || operation === undefined) return undefined;
  const plain = base + otherPath;
  if (!surelyNot(rule.url, plain, match) && matches(rule.url, plain, match)) return undefined;
  const path = pathOf(rule.url, match);
  const url = disguise(base, path ?? exampleOf(operation.path), otherPath);
  if (path !== undefined && url.endsWith(path) && takesAnyBeginning(rule.url, match)) return url;
  return !surelyNot(rule.url, url, match) && matches(rule.url, url, match) ? url : undefined;
}

/** Place of the `.*` at a pattern's beginning, for a fix. */
export function leadingAny(regex: RegexPiece): { start: number; end: number } | undefined {
  return regex.text.startsWith('.*') ? { start: regex.start, end: regex.start + 2 } : undefined;
}

const known = new WeakMap<RuleContext, { readonly url: string | undefined }>();

/** Finds a URL that is allowed because of its query string. */
export function queryTrick(context: RuleContext): string | undefined {
  const before = known.get(context);
  if (before !== undefined) return before.url;
  const url = findBypassUrl(context, (base, path, otherPath) => `${base}${otherPath}?x=${path}`);
  known.set(context, { url });
  return url;
}
