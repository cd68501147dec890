import { type Assumptions, defaultAssumptions } from '../assumptions.ts';
import type { Restrictions, RuleLine } from '../rules/restrictions.ts';
import { catalogue } from './catalogue.ts';
import { type Diagnostic, type DiagnosticKind, diagnosticOf, type Finding } from './diagnostic.ts';

/** The findings on one line, which depend on nothing else in the text. */
function* findingsOnLine(kind: DiagnosticKind, line: RuleLine, assumptions: Assumptions): Generator<Finding> {
  if (!line.isBlank && kind.line !== undefined) yield* kind.line({ line, assumptions });
  if (kind.rule === undefined) return;
  for (const rule of line.rules) yield* kind.rule({ rule, line, assumptions });
}

/** The diagnostics of a line, offsets from the line's own start. */
type LineDiagnostics = readonly Diagnostic[];

// Typing changes one line; what was found on the others stands.
const known = new Map<string, LineDiagnostics>();
const mostKnown = 5000;

function shifted(diagnostic: Diagnostic, by: number): Diagnostic {
  const { start, end, fix } = diagnostic;
  const edits = fix?.edits.map(edit => ({ ...edit, start: edit.start + by, end: edit.end + by }));
  return {
    ...diagnostic,
    start: start + by,
    end: end + by,
    ...(fix === undefined || edits === undefined ? {} : { fix: { ...fix, edits } }),
  };
}

function diagnosticsOnLine(line: RuleLine, assumptions: Assumptions): Diagnostic[] {
  const { match, query, product, baseUrl } = assumptions;
  const key = [match, query, product, baseUrl ?? '', line.separator, line.text].join('\n');
  let found = known.get(key);
  if (found === undefined) {
    found = catalogue.flatMap(kind =>
      [...findingsOnLine(kind, line, assumptions)].map(finding => shifted(diagnosticOf(kind, finding), -line.start)),
    );
    if (known.size >= mostKnown) known.delete(known.keys().next().value ?? '');
    known.set(key, found);
  }
  return found.map(diagnostic => shifted(diagnostic, line.start));
}

function diagnosticsOfText(restrictions: Restrictions, assumptions: Assumptions): Diagnostic[] {
  return catalogue.flatMap(kind =>
    [...(kind.text?.({ restrictions, assumptions }) ?? [])].map(finding => diagnosticOf(kind, finding)),
  );
}

/**
 * All diagnostics of a text, in the order of their places.
 * @param restrictions what `parseRestrictions` made of the text
 */
export function lint(restrictions: Restrictions, assumptions: Assumptions = defaultAssumptions): Diagnostic[] {
  const found = restrictions.lines.flatMap(line => diagnosticsOnLine(line, assumptions));
  return [...found, ...diagnosticsOfText(restrictions, assumptions)].sort((a, b) => a.start - b.start);
}

/**
 * The same, giving way after every few lines so that nothing else is blocked.
 * @param signal ends it early: what was found until then is returned
 */
export async function lintGently(
  restrictions: Restrictions,
  assumptions: Assumptions,
  signal?: AbortSignal,
): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  let since = performance.now();
  for (const line of restrictions.lines) {
    if (signal?.aborted) return found;
    found.push(...diagnosticsOnLine(line, assumptions));
    if (performance.now() - since < 8) continue;
    await new Promise<void>(resolve => setImmediate(resolve));
    since = performance.now();
  }
  return [...found, ...diagnosticsOfText(restrictions, assumptions)].sort((a, b) => a.start - b.start);
}
