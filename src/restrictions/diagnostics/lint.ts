import { atOnce, cooperatively, type Steps, type YieldPoint } from '../../base/cooperatively.ts';
import { Budget, metered } from '../../javaRegex/automata/budget.ts';
import { learnDfa } from '../../javaRegex/automata/dfaOf.ts';
import { isSimple } from '../../javaRegex/automata/simple.ts';
import { type Assumptions, defaultAssumptions } from '../endpoints/assumptions.ts';
import { pathReachSteps } from '../endpoints/reach.ts';
import { type LineContent, RestrictionParser, type Restrictions, type RuleLine } from '../rules/restrictions.ts';
import { shiftedSpan } from '../rules/rule.ts';
import { catalogue } from './catalogue.ts';
import { type Diagnostic, type DiagnosticKind, diagnosticOf, type Findings, type RuleContext } from './diagnostic.ts';
import { mergeRepeated } from './once.ts';
import { regexesOf } from './rulePieces.ts';
import { safely } from './safeFix.ts';
import { tooComplex, tooLong, tooMuch } from './tooComplex.ts';

const textKinds = catalogue.filter(({ text }) => text !== undefined);
const lineKinds = catalogue.filter(({ line, rule }) => line !== undefined || rule !== undefined);

/** Length from which a line has a yield point after each kind of diagnostic, in characters. */
const longLine = 400;

/** Steps for a text in all: about a second. A thousand usual rules take a hundredth of it. */
const maxSteps = 10_000_000;

/** Findings, and rules of a line, between two yield points. */
const manyFindings = 100;
const manyRules = 50;

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
    return (await cooperatively(this.#lineSteps(line, assumptions, new Budget(maxSteps)), signal)) ?? [];
  }

  /** Checks a text, with yield points. */
  *lintSteps(restrictions: Restrictions, assumptions: Assumptions): Steps<Diagnostic[]> {
    const found: Diagnostic[] = [];
    const budget = new Budget(maxSteps);
    for (const line of restrictions.lines) found.push(...(yield* this.#lineSteps(line, assumptions, budget)));
    for (const kind of textKinds) {
      const isSpent = budget.left <= 0;
      if (kind.text !== undefined) yield* collect(kind, kind.text({ restrictions, assumptions, isSpent }), found);
      yield undefined;
    }
    return mergeRepeated(found).sort((a, b) => a.start - b.start);
  }

  *#lineSteps(line: RuleLine, assumptions: Assumptions, budget: Budget): Steps<Diagnostic[]> {
    if (line.isBlank) return [];
    if (line.isLong) return [diagnosticOf(tooComplex, { start: line.start, end: line.end, template: tooLong })];
    const known = this.#known.get(line.content) ?? new Map<string, LineDiagnostics>();
    this.#known.set(line.content, known);
    const key = keyOf(line, assumptions);
    const isShallow = budget.left <= 0;
    const found = known.get(key) ?? (yield* metered(newSteps(line.unplaced, assumptions, budget), budget));
    // With the next text there may be a budget for the line.
    if (!isShallow) known.set(key, found);
    return found.map(diagnostic => placed(diagnostic, line.start));
  }
}

/** Key of the conditions that diagnostics depend on beside the content of the line: a fix can delete the separator. */
function keyOf({ separator, separatorSpan: { start, end } }: RuleLine, assumptions: Assumptions): string {
  const { match, query, product, baseUrl = '' } = assumptions;
  return `${separator} ${end - start} ${match} ${query} ${product} ${baseUrl}`;
}

function isLeftOut({ deep = false }: DiagnosticKind, budget: Budget): boolean {
  return deep && budget.left <= 0;
}

function* newSteps(line: RuleLine, assumptions: Assumptions, budget: Budget): Steps<LineDiagnostics> {
  const found: Diagnostic[] = [];
  const rules = line.rules.map(rule => ({ rule, line, assumptions }));
  if (budget.left > 0) yield* learn(line, assumptions);
  else found.push(diagnosticOf(tooComplex, { start: line.start, end: line.end, template: tooMuch }));
  for (const kind of lineKinds) {
    if (isLeftOut(kind, budget)) continue;
    if (kind.line !== undefined) yield* collect(kind, kind.line({ line, assumptions }), found);
    yield* checkRules(kind, rules, found);
    if (line.text.length > longLine) yield undefined;
  }
  yield undefined;
  return found.map(each => safely(line, each));
}

function* checkRules(kind: DiagnosticKind, rules: readonly RuleContext[], found: Diagnostic[]): Generator<YieldPoint> {
  if (kind.rule === undefined) return;
  for (const [i, context] of rules.entries()) {
    if (kind.when === undefined || kind.when(context.rule)) yield* collect(kind, kind.rule(context), found);
    if (i % manyRules === manyRules - 1) yield undefined;
  }
}

/** Finds the reach and builds automata with yield points; the many kinds that ask for them have none. */
function* learn({ rules }: RuleLine, assumptions: Assumptions): Generator<YieldPoint> {
  for (const rule of rules) {
    for (const { pattern } of regexesOf(rule)) {
      if (pattern === undefined || isSimple(pattern)) continue;
      yield* learnDfa(pattern, assumptions.match);
      yield undefined;
    }
    if (rule.url.pattern !== undefined) yield* pathReachSteps(rule.url.pattern, assumptions);
  }
}

function* collect(kind: DiagnosticKind, findings: Findings, found: Diagnostic[]): Generator<YieldPoint> {
  for (const finding of findings) {
    if (finding !== undefined) found.push(diagnosticOf(kind, finding));
    if (finding === undefined || found.length % manyFindings === 0) yield undefined;
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
