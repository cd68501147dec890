import { type Assumptions, defaultAssumptions } from '../assumptions.ts';
import type { Restrictions, RuleLine } from '../rules/restrictions.ts';
import { catalogue } from './catalogue.ts';
import { type Diagnostic, type DiagnosticKind, diagnosticOf, type Finding, type Findings } from './diagnostic.ts';
import { foldedOnce } from './once.ts';

/** The findings on one line, which depend on nothing else in the text. */
function* findingsOnLine(kind: DiagnosticKind, line: RuleLine, assumptions: Assumptions): Findings {
  if (kind.line !== undefined) yield* kind.line({ line, assumptions });
  if (kind.rule === undefined) return;
  for (const rule of line.rules) yield* kind.rule({ rule, line, assumptions });
}

/** The diagnostics of a line, offsets from the line's own start. */
type LineDiagnostics = readonly Diagnostic[];

// Typing changes one line; what was found on the others stands.
let known = new Map<string, LineDiagnostics>();
let knownFor = '';
const mostKnown = 5000;

function knownUnder({ match, query, product, baseUrl }: Assumptions): Map<string, LineDiagnostics> {
  const key = [match, query, product, baseUrl ?? ''].join('\n');
  if (key !== knownFor || known.size > mostKnown) known = new Map();
  knownFor = key;
  return known;
}

function shifted(diagnostic: Diagnostic, by: number): Diagnostic {
  if (by === 0) return diagnostic;
  const { start, end, fix } = diagnostic;
  const edits = fix?.edits.map(edit => ({ ...edit, start: edit.start + by, end: edit.end + by }));
  return {
    ...diagnostic,
    start: start + by,
    end: end + by,
    ...(fix === undefined || edits === undefined ? {} : { fix: { ...fix, edits } }),
  };
}

/** A moment at which something else may be done. */
type Moment = undefined;

function* collect(kind: DiagnosticKind, findings: Findings, found: Diagnostic[], shift = 0): Generator<Moment> {
  for (const finding of findings) {
    if (finding === undefined) yield undefined;
    else found.push(shifted(diagnosticOf(kind, finding satisfies Finding), shift));
  }
}

function* newlyOnLine(line: RuleLine, assumptions: Assumptions): Generator<Moment, LineDiagnostics> {
  const found: Diagnostic[] = [];
  for (const kind of catalogue) {
    if (line.isLong && kind.cheap !== true) continue;
    yield* collect(kind, findingsOnLine(kind, line, assumptions), found, -line.start);
    yield undefined;
  }
  return found;
}

/** Looks at a text step by step. */
function* steps(restrictions: Restrictions, assumptions: Assumptions): Generator<Moment, Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const line of restrictions.lines) {
    if (line.isBlank) continue;
    const lines = knownUnder(assumptions);
    const key = line.separator + line.text;
    let onLine = lines.get(key);
    if (onLine === undefined) {
      onLine = yield* newlyOnLine(line, assumptions);
      lines.set(key, onLine);
    }
    for (const diagnostic of onLine) found.push(shifted(diagnostic, line.start));
  }
  for (const kind of catalogue) {
    if (kind.text !== undefined) yield* collect(kind, kind.text({ restrictions, assumptions }), found);
    yield undefined;
  }
  return foldedOnce(found).sort((a, b) => a.start - b.start);
}

/**
 * All diagnostics of a text, in the order of their places.
 * @param restrictions what `parseRestrictions` made of the text
 */
export function lint(restrictions: Restrictions, assumptions: Assumptions = defaultAssumptions): Diagnostic[] {
  const looking = steps(restrictions, assumptions);
  for (;;) {
    const step = looking.next();
    if (step.done === true) return step.value;
  }
}

/** How long the editor's process may be kept from everything else. */
const sliceMs = 8;

/**
 * The same, giving way again and again so that nothing else is blocked.
 * @param signal ends it early: nothing is returned then
 */
export async function lintGently(
  restrictions: Restrictions,
  assumptions: Assumptions,
  signal?: AbortSignal,
): Promise<Diagnostic[]> {
  const looking = steps(restrictions, assumptions);
  let since = performance.now();
  for (;;) {
    if (signal?.aborted) return [];
    const step = looking.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < sliceMs) continue;
    await new Promise<void>(resolve => setImmediate(resolve));
    since = performance.now();
  }
}
