import { dfaIfAny, type MatchMode } from '../../../../src/javaRegex/automata/dfaOf.ts';
import { witness } from '../../../../src/javaRegex/automata/operations.ts';
import { TooComplex } from '../../../../src/javaRegex/automata/tooComplex.ts';
import type { Diagnostic } from '../../../../src/restrictions/diagnostics/diagnostic.ts';
import { lint } from '../../../../src/restrictions/diagnostics/lint.ts';
import { type Assumptions, defaultAssumptions } from '../../../../src/restrictions/endpoints/assumptions.ts';
import { parseRestrictions, type Restrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import { simulate } from '../../../../src/restrictions/simulator/simulator.ts';

/** Kinds whose fix says the same in another way. The others mend what was perhaps not meant. */
export const keepTheMeaning: ReadonlySet<string> = new Set([
  'stack-overflow',
  'redundant-any',
  'redundant-quant',
  'duplicate',
  'shadowed',
  'method-case',
  'br-separator',
]);

export function diagnose(text: string, assumptions: Partial<Assumptions> = {}): Diagnostic[] {
  return lint(parseRestrictions(text), { ...defaultAssumptions, ...assumptions });
}

export function applyFix(text: string, { fix }: Diagnostic): string {
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.start - a.start);
  return edits.reduce((fixed, { start, end, newText }) => fixed.slice(0, start) + newText + fixed.slice(end), text);
}

/** What each fix of a text spoils: an error that was not there before, or a URL that is judged otherwise. */
export function spoiled(text: string, assumptions: Partial<Assumptions> = {}): string[] {
  const before = diagnose(text, assumptions);
  const errors = (found: readonly Diagnostic[]) =>
    found.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
  const known = new Set(errors(before));
  return before
    .filter(({ fix }) => fix !== undefined)
    .flatMap(diagnostic => {
      const fixed = applyFix(text, diagnostic);
      const complaints = errors(diagnose(fixed, assumptions)).filter(error => !known.has(error));
      const url = keepTheMeaning.has(diagnostic.code) ? judgedOtherwise(text, fixed) : undefined;
      if (url !== undefined) complaints.push(`judges ${url} otherwise`);
      return complaints.map(complaint => `${text} -> ${fixed} (${diagnostic.code}): ${complaint}`);
    });
}

const urls = ['', '/', '/a', '/a/b', '/rest/api/2/issue/A-1', '/rest/api/2/myself?x=1', '?x=1&y=2', '/a?x=y'].flatMap(
  path => [`https://jira.example.com${path}`, path],
);

/** A URL that one text allows and the other does not. */
function judgedOtherwise(one: string, other: string): string | undefined {
  const [a, b] = [parseRestrictions(one), parseRestrictions(other)];
  for (const match of ['full', 'find'] as const) {
    // No URL has the end of a line in it.
    const samples = [...urls, ...telling(a, b, match)].filter(sample => !/[\n\r\u0085\u2028\u2029]/.test(sample));
    for (const method of ['GET', 'POST']) {
      const allows = (text: Restrictions, url: string) =>
        simulate(text, { method, url, body: { a: 'b', x: '1' } }, { match, query: 'yes' }).outcome;
      const url = samples.find(sample => allows(a, sample) !== allows(b, sample));
      if (url !== undefined) return JSON.stringify(url);
    }
  }
  return undefined;
}

/** The URLs that would tell two texts apart: by automata, rule by rule. */
function telling(a: Restrictions, b: Restrictions, match: MatchMode): string[] {
  const dfas = (text: Restrictions) =>
    text.lines.flatMap(({ isBlank, asRead: { url } }) =>
      isBlank || url.pattern === undefined ? [] : (dfaIfAny(url.pattern, match) ?? []),
    );
  const [ours, theirs] = [dfas(a), dfas(b)];
  return [...ours, ...theirs].flatMap(x =>
    [...ours, ...theirs].flatMap(y =>
      [witnessIfAny(x, y, 'difference'), witnessIfAny(x, y, 'intersection')].flatMap(w => w ?? []),
    ),
  );
}

function witnessIfAny(...args: Parameters<typeof witness>): string | undefined {
  try {
    return witness(...args);
  } catch (error) {
    if (error instanceof TooComplex) return undefined;
    throw error;
  }
}
