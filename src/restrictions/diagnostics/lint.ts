import { atOnce, cooperatively, type Steps, type YieldPoint } from '../../base/cooperatively.ts';
import { type Assumptions, defaultAssumptions } from '../endpoints/assumptions.ts';
import { pathReachSteps } from '../endpoints/reach.ts';
import type { LineContent, Restrictions, RuleLine } from '../rules/restrictions.ts';
import { catalogue } from './catalogue.ts';
import { type Diagnostic, type DiagnosticKind, diagnosticOf, type Findings } from './diagnostic.ts';
import { mergeRepeated } from './once.ts';
import { tooComplex, tooLong } from './tooComplex.ts';

const textKinds = catalogue.filter(({ text }) => text !== undefined);
const lineKinds = catalogue.filter(({ line, rule }) => line !== undefined || rule !== undefined);

/** The diagnostics of a line, offsets from the line's own start. */
type LineDiagnostics = readonly Diagnostic[];

// Typing changes one line; what was found on the others stands. Of each way for a line to end: a fix may take it along.
let known = new Map<string, WeakMap<LineContent, LineDiagnostics>>();
let knownFor = '';

function knownAbout({ separator, separatorSpan: { start, end } }: RuleLine, assumptions: Assumptions) {
  const { match, query, product, baseUrl } = assumptions;
  const under = [match, query, product, baseUrl ?? ''].join('\n');
  if (under !== knownFor) known = new Map();
  knownFor = under;
  const key = separator + (end - start);
  const same = known.get(key) ?? new WeakMap<LineContent, LineDiagnostics>();
  known.set(key, same);
  return same;
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

/** More characters than this are too many to look for everything at once. */
const shortLine = 400;

/** Many kinds ask for the reach, and none of them gives way: so it is known by then. */
function* learnReach({ rules }: RuleLine, assumptions: Assumptions): Generator<YieldPoint> {
  for (const { url } of rules) if (url.pattern !== undefined) yield* pathReachSteps(url.pattern, assumptions);
}

function* newlyOnLine(line: RuleLine, assumptions: Assumptions): Steps<LineDiagnostics> {
  const found: Diagnostic[] = [];
  const lineContext = { line, assumptions };
  const ruleContexts = line.rules.map(rule => ({ rule, line, assumptions }));
  yield* learnReach(line, assumptions);
  for (const kind of lineKinds) {
    if (kind.line !== undefined) yield* added(kind, kind.line(lineContext), line, found);
    if (kind.rule !== undefined) {
      for (const context of ruleContexts) {
        if (kind.when !== undefined && !kind.when(context.rule)) continue;
        yield* added(kind, kind.rule(context), line, found);
      }
    }
    if (line.text.length > shortLine) yield undefined;
  }
  yield undefined;
  return found;
}

function* added(kind: DiagnosticKind, findings: Findings, line: RuleLine, found: Diagnostic[]): Generator<YieldPoint> {
  for (const finding of findings) {
    if (finding === undefined) yield undefined;
    else found.push(shifted(diagnosticOf(kind, finding), -line.start));
  }
}

function* onLines({ lines }: Restrictions, assumptions: Assumptions, found: Diagnostic[]): Generator<YieldPoint> {
  for (const line of lines) {
    if (line.isBlank) continue;
    if (line.isLong) {
      found.push(diagnosticOf(tooComplex, { start: line.start, end: line.end, template: tooLong }));
      continue;
    }
    const before = knownAbout(line, assumptions).get(line.content);
    const onLine = before ?? (yield* newlyOnLine(line, assumptions));
    // Another text may have been looked at meanwhile, under other assumptions.
    if (before === undefined) knownAbout(line, assumptions).set(line.content, onLine);
    for (const diagnostic of onLine) found.push(shifted(diagnostic, line.start));
  }
}

/** Looks at a text step by step; after each there is a moment to give way. Each is bounded, whatever stands in the text. */
export function* lintSteps(restrictions: Restrictions, assumptions: Assumptions): Steps<Diagnostic[]> {
  const found: Diagnostic[] = [];
  yield* onLines(restrictions, assumptions, found);
  for (const kind of textKinds) {
    for (const finding of kind.text?.({ restrictions, assumptions }) ?? []) {
      if (finding === undefined) yield undefined;
      else found.push(diagnosticOf(kind, finding));
    }
    yield undefined;
  }
  return mergeRepeated(found).sort((a, b) => a.start - b.start);
}

/**
 * All diagnostics of a text, in the order of their places.
 * @param restrictions what `parseRestrictions` made of the text
 */
export function lint(restrictions: Restrictions, assumptions: Assumptions = defaultAssumptions): Diagnostic[] {
  return atOnce(lintSteps(restrictions, assumptions));
}

/**
 * The same, giving way again and again so that nothing else is blocked.
 * @param signal ends it early: nothing is returned then
 */
export async function lintAsync(
  restrictions: Restrictions,
  assumptions: Assumptions,
  signal?: AbortSignal,
): Promise<Diagnostic[]> {
  return (await cooperatively(lintSteps(restrictions, assumptions), signal)) ?? [];
}

/**
 * The diagnostics of one line, but for what other lines have to do with it: mostly known already where its text was
 * looked at.
 * @param signal ends it early: nothing is returned then
 */
export async function lintLineAsync(
  line: RuleLine,
  assumptions: Assumptions,
  signal?: AbortSignal,
): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  await cooperatively(onLines({ text: line.text, lines: [line] }, assumptions, found), signal);
  return signal?.aborted ? [] : found;
}
