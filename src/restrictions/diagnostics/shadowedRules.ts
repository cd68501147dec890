import type { Assumptions } from '../endpoints/assumptions.ts';
import type { LineContent, Restrictions, RuleLine } from '../rules/restrictions.ts';
import type { Rule } from '../rules/rule.ts';
import { Comparison, couldCover } from './comparison.ts';
import { type Hint, HintIndex, hasNeeded, hintOf } from './coverHints.ts';

/** Rule that can be compared with others. Its offsets count from its line's start. */
interface Candidate {
  /** Index of its line among the text's lines that are not blank. */
  row: number;
  /** Index among the rules of its line. */
  readonly column: number;
  readonly rule: Rule;
  readonly hint: Hint;
  /** First rule that makes it needless. */
  by: Candidate | undefined;
}

function candidatesOn(content: LineContent, row: number, { match }: Assumptions, comparison: Comparison): Candidate[] {
  return content.rules.flatMap((rule, column) => {
    const { pattern } = rule.url;
    if (pattern === undefined || comparison.isSpent) return [];
    const hint = comparison.charged(() => hintOf(pattern, match));
    return hint === undefined ? [] : [{ row, column, rule, hint, by: undefined }];
  });
}

function isBefore(a: Candidate, b: Candidate): boolean {
  return a.row < b.row || (a.row === b.row && a.column < b.column);
}

/** Of two rules that cover each other only the later is shadowed; rules with the same text are duplicates. */
function shadows(comparison: Comparison, broad: Candidate, narrow: Candidate): boolean {
  if (comparison.isSpent || broad === narrow || !couldCover(broad.rule, narrow.rule)) return false;
  if (!comparison.covers(broad, narrow)) return false;
  const same = broad.rule.url.text === narrow.rule.url.text && broad.rule.method?.method === narrow.rule.method?.method;
  if (same && narrow.rule.suffixes.length === 0) return false;
  const mutual = couldCover(narrow.rule, broad.rule) && comparison.covers(narrow, broad);
  return !mutual || isBefore(broad, narrow);
}

/** Comparisons of a text, for the next text, which is mostly the same. */
interface Compared {
  readonly key: string;
  /** Lines that are not blank. */
  readonly lines: readonly LineContent[];
  readonly rows: readonly (readonly Candidate[])[];
  readonly index: HintIndex<Candidate>;
}

const remembered: Compared[] = [];
const maxRemembered = 4;

/** Number of equal lines at the beginning, and then at the end, of two texts. */
function alike(a: readonly LineContent[], b: readonly LineContent[]): { head: number; tail: number } {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { head, tail };
}

/** Most similar text compared before, if nearly all of it is unchanged. */
function nearest(
  key: string,
  lines: readonly LineContent[],
): { before: Compared; head: number; tail: number } | undefined {
  for (const before of remembered) {
    if (before.key !== key) continue;
    const { head, tail } = alike(before.lines, lines);
    const changed = Math.max(lines.length, before.lines.length) - head - tail;
    if (changed <= 4 + lines.length / 50) return { before, head, tail };
  }
  return undefined;
}

/** Compares a text as a change of another: only added rules, and rules that depended on removed ones, are compared. */
function* compareChange(
  from: { readonly before: Compared; readonly head: number; readonly tail: number },
  rows: readonly (readonly Candidate[])[],
  comparison: Comparison,
): Generator<undefined, HintIndex<Candidate>> {
  const { before, head, tail } = from;
  const { index } = before;
  const removed = new Set(before.rows.slice(head, before.rows.length - tail).flat());
  const added = rows.slice(head, rows.length - tail).flat();
  for (const candidate of removed) index.remove(candidate);
  for (const candidate of added.filter(canCover)) index.add(candidate);
  const fresh = new Set(added);
  for (const narrow of rows.flat()) {
    if (comparison.isSpent) break;
    if (fresh.has(narrow) || (narrow.by !== undefined && removed.has(narrow.by))) {
      narrow.by = yield* firstOf(index, narrow, comparison);
      yield undefined;
      continue;
    }
    const other = added.find(
      broad => hasNeeded(broad.hint, narrow.hint.sample) && canCover(broad) && shadows(comparison, broad, narrow),
    );
    if (other !== undefined && (narrow.by === undefined || isBefore(other, narrow.by))) narrow.by = other;
  }
  return index;
}

/** Hints that are looked at in the time of a step. */
const lookedPerStep = 8;

/** Rules to compare a rule with between two yield points. */
const comparedAtOnce = 8;

function* firstOf(
  index: HintIndex<Candidate>,
  narrow: Candidate,
  comparison: Comparison,
): Generator<undefined, Candidate | undefined> {
  comparison.charge(index.unkeyed / lookedPerStep);
  const possible = index.possiblyIn(narrow.hint.sample).sort((a, b) => a.row - b.row || a.column - b.column);
  for (const [i, broad] of possible.entries()) {
    if (shadows(comparison, broad, narrow)) return broad;
    if (i % comparedAtOnce === comparedAtOnce - 1) yield undefined;
  }
  return undefined;
}

function canCover({ rule }: Candidate): boolean {
  return rule.suffixes.length === 0;
}

function* compareAll(
  rows: readonly (readonly Candidate[])[],
  comparison: Comparison,
): Generator<undefined, HintIndex<Candidate>> {
  const index = new HintIndex<Candidate>();
  for (const row of rows) {
    for (const candidate of row.filter(canCover)) index.add(candidate);
    yield undefined;
  }
  for (const narrow of rows.flat()) {
    if (comparison.isSpent) break;
    narrow.by = yield* firstOf(index, narrow, comparison);
    yield undefined;
  }
  return index;
}

/** Needless rule, with the line of the rule that makes it so. */
export interface ShadowedRule {
  readonly line: RuleLine;
  readonly rule: Rule;
  readonly by: number;
}

/**
 * Finds the rules that another rule makes needless; `undefined` in between is a yield point. Rules are only compared
 * where one has all parts that the other needs.
 * @returns whether there were too many to compare them all
 */
export function* shadowedRules(
  restrictions: Restrictions,
  assumptions: Assumptions,
): Generator<ShadowedRule | undefined, boolean> {
  const lines = restrictions.lines.filter(line => !line.isBlank && !line.isLong);
  const contents = lines.map(({ content }) => content);
  const { match } = assumptions;
  const near = nearest(match, contents);
  const rows: (readonly Candidate[])[] = [];
  const comparison = new Comparison(match);
  for (const [row, line] of lines.entries()) {
    const candidates = near === undefined ? undefined : keptRow(near, row, lines.length);
    if (candidates === undefined) yield undefined;
    else for (const candidate of candidates) candidate.row = row;
    rows.push(candidates ?? candidatesOn(line.content, row, assumptions, comparison));
  }
  // The remembered comparisons are changed from here on; if this is aborted, they are forgotten.
  if (near !== undefined) remembered.splice(remembered.indexOf(near.before), 1);
  const index = yield* near === undefined ? compareAll(rows, comparison) : compareChange(near, rows, comparison);
  if (!comparison.isSpent) {
    remembered.unshift({ key: match, lines: contents, rows, index });
    remembered.splice(maxRemembered);
  }
  yield* found(lines, rows);
  return comparison.isSpent;
}

function keptRow(
  { before, head, tail }: { readonly before: Compared; readonly head: number; readonly tail: number },
  row: number,
  count: number,
): readonly Candidate[] | undefined {
  if (row < head) return before.rows[row];
  return row >= count - tail ? before.rows[before.rows.length - (count - row)] : undefined;
}

function* found(lines: readonly RuleLine[], rows: readonly (readonly Candidate[])[]): Generator<ShadowedRule> {
  for (const [row, candidates] of rows.entries()) {
    for (const { by, column } of candidates) {
      if (by === undefined) continue;
      const line = lines[row];
      const rule = line?.rules[column];
      const other = lines[by.row];
      if (line !== undefined && rule !== undefined && other !== undefined) yield { line, rule, by: other.number };
    }
  }
}
