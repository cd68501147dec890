import { atOnce, cooperatively, type Steps, type YieldPoint } from '../../base/cooperatively.ts';
import { type Assumptions, defaultAssumptions } from '../endpoints/assumptions.ts';
import { pathReachSteps } from '../endpoints/reach.ts';
import { type LineContent, RestrictionParser, type Restrictions, type RuleLine } from '../rules/restrictions.ts';
import { shiftedSpan } from '../rules/rule.ts';
import { catalogue } from './catalogue.ts';
import { type Diagnostic, type DiagnosticKind, diagnosticOf, type Findings } from './diagnostic.ts';
import { mergeRepeated } from './once.ts';
import { tooComplex, tooLong } from './tooComplex.ts';

const textKinds = catalogue.filter(({ text }) => text !== undefined);
const lineKinds = catalogue.filter(({ line, rule }) => line !== undefined || rule !== undefined);

/** Length from which a line has a yield point after each kind of diagnostic, in characters. */
const longLine = 400;

/** Diagnostics of a line, with offsets from its own start. */
type LineDiagnostics = readonly Diagnostic[];

/**
 * Parses and checks texts that have lines in common, such as the versions of a document: a known line is neither parsed
 * nor checked again. Steps are bounded, for any text.
 */
export class LintSession {
  readonly #parser = new RestrictionParser();
  /** Diagnostics of known lines, by separator and assumptions. */
  readonly #known = new WeakMap<LineContent, Map<string, LineDiagnostics>>();

  parse(text: string): Restrictions {
    return this.#parser.parse(text);
  }

  /**
   * Checks a text cooperatively.
   * @param signal ends it early, without diagnostics
   * @returns all diagnostics, in the order of their places
   */
  async lint(restrictions: Restrictions, assumptions: Assumptions, signal?: AbortSignal): Promise<Diagnostic[]> {
    return (await cooperatively(this.lintSteps(restrictions, assumptions), signal)) ?? [];
  }

  /**
   * Checks a line by itself, without comparing it with other lines.
   * @param signal ends it early, without diagnostics
   */
  async lintLine(line: RuleLine, assumptions: Assumptions, signal?: AbortSignal): Promise<Diagnostic[]> {
    return (await cooperatively(this.#lineSteps(line, assumptions), signal)) ?? [];
  }

  /** Checks a text, with yield points. */
  *lintSteps(restrictions: Restrictions, assumptions: Assumptions): Steps<Diagnostic[]> {
    const found: Diagnostic[] = [];
    for (const line of restrictions.lines) found.push(...(yield* this.#lineSteps(line, assumptions)));
    for (const kind of textKinds) {
      if (kind.text !== undefined) yield* collect(kind, kind.text({ restrictions, assumptions }), found);
      yield undefined;
    }
    return mergeRepeated(found).sort((a, b) => a.start - b.start);
  }

  *#lineSteps(line: RuleLine, assumptions: Assumptions): Steps<Diagnostic[]> {
    if (line.isBlank) return [];
    if (line.isLong) return [diagnosticOf(tooComplex, { start: line.start, end: line.end, template: tooLong })];
    const known = this.#known.get(line.content) ?? new Map<string, LineDiagnostics>();
    this.#known.set(line.content, known);
    const key = keyOf(line, assumptions);
    const found = known.get(key) ?? (yield* newSteps(line.unplaced, assumptions));
    known.set(key, found);
    return found.map(diagnostic => placed(diagnostic, line.start));
  }
}

/** Key of the conditions that diagnostics depend on beside the content of the line: a fix can delete the separator. */
function keyOf({ separator, separatorSpan: { start, end } }: RuleLine, assumptions: Assumptions): string {
  const { match, query, product, baseUrl = '' } = assumptions;
  return `${separator} ${end - start} ${match} ${query} ${product} ${baseUrl}`;
}

function* newSteps(line: RuleLine, assumptions: Assumptions): Steps<LineDiagnostics> {
  const found: Diagnostic[] = [];
  const rules = line.rules.map(rule => ({ rule, line, assumptions }));
  yield* learnReach(line, assumptions);
  for (const kind of lineKinds) {
    if (kind.line !== undefined) yield* collect(kind, kind.line({ line, assumptions }), found);
    if (kind.rule !== undefined) {
      for (const context of rules) {
        if (kind.when === undefined || kind.when(context.rule)) yield* collect(kind, kind.rule(context), found);
      }
    }
    if (line.text.length > longLine) yield undefined;
  }
  yield undefined;
  return found;
}

/** Finds the reach with yield points; the many kinds that ask for it have none. */
function* learnReach({ rules }: RuleLine, assumptions: Assumptions): Generator<YieldPoint> {
  for (const { url } of rules) if (url.pattern !== undefined) yield* pathReachSteps(url.pattern, assumptions);
}

function* collect(kind: DiagnosticKind, findings: Findings, found: Diagnostic[]): Generator<YieldPoint> {
  for (const finding of findings) {
    if (finding === undefined) yield undefined;
    else found.push(diagnosticOf(kind, finding));
  }
}

/** Converts a line's own offsets to offsets in the whole text. */
function placed(diagnostic: Diagnostic, start: number): Diagnostic {
  const { fix } = diagnostic;
  if (fix === undefined) return shiftedSpan(diagnostic, start);
  return { ...shiftedSpan(diagnostic, start), fix: { ...fix, edits: fix.edits.map(edit => shiftedSpan(edit, start)) } };
}

/** Finds all diagnostics of a text at once, in the order of their places. */
export function lint(restrictions: Restrictions, assumptions: Assumptions = defaultAssumptions): Diagnostic[] {
  return atOnce(new LintSession().lintSteps(restrictions, assumptions));
}
