import type { Span } from '../../javaRegex/regex/ast.ts';
import { fill } from '../../javaRegex/regex/patternSyntaxError.ts';
import type { Assumptions } from '../endpoints/assumptions.ts';
import type { Restrictions, RuleLine } from '../rules/restrictions.ts';
import type { Rule } from '../rules/rule.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A replacement in the text. */
export interface Edit extends Span {
  readonly newText: string;
}

/** Result of a check, with its place. */
export interface Finding extends Span {
  /** Arguments of the template's `{0}`, `{1}` … */
  readonly args?: readonly string[];
  readonly fix?: readonly Edit[];
  /** A sentence that takes the place of the kind's own. */
  readonly template?: string;
}

/** Results of a check; `undefined` is a yield point. */
export type Findings = Iterable<Finding | undefined>;

export interface RuleContext {
  readonly rule: Rule;
  readonly line: RuleLine;
  readonly assumptions: Assumptions;
}

export interface LineContext {
  readonly line: RuleLine;
  readonly assumptions: Assumptions;
}

export interface TextContext {
  readonly restrictions: Restrictions;
  readonly assumptions: Assumptions;
}

/** Kind of diagnostic: its message, its documentation, and its check. */
export interface DiagnosticKind {
  readonly code: string;
  readonly severity: Severity;
  /** The message; `{0}` and so on are the finding's arguments. */
  readonly template: string;
  /** Title of the fix, if there is any. */
  readonly fixTitle?: string;
  /**
   * For what would be said of nearly every rule: it is said once for a text, by this sentence, which has how many other
   * rules it is true of as one argument more.
   */
  readonly onceTemplate?: string;
  readonly docs: {
    readonly what: string;
    readonly why: string;
    readonly bad: string;
    readonly good: string;
  };
  /** Whether a rule must be checked: a cheap test that most rules fail. */
  readonly when?: (rule: Rule) => boolean;
  /** Checks a rule that was meant. */
  readonly rule?: (context: RuleContext) => Findings;
  /** Checks a line that is not blank. */
  readonly line?: (context: LineContext) => Findings;
  /** Checks the whole text. */
  readonly text?: (context: TextContext) => Findings;
}

/** A finding as it is shown. Offsets are UTF-16 units in the whole text, `end` exclusive. */
export interface Diagnostic extends Span {
  readonly code: string;
  readonly severity: Severity;
  /** A plain English sentence. */
  readonly message: string;
  /** The sentence with `{0}` and so on for its arguments. */
  readonly template: string;
  readonly args: readonly string[];
  /** Where else the same is true, if it is said but once. */
  readonly also?: readonly Span[];
  readonly fix?: { readonly title: string; readonly edits: readonly Edit[] };
}

export function diagnosticOf(kind: DiagnosticKind, finding: Finding): Diagnostic {
  const { start, end, args = [], fix, template = kind.template } = finding;
  return {
    code: kind.code,
    severity: kind.severity,
    start,
    end,
    message: fill(template, args),
    template,
    args,
    ...(fix === undefined ? {} : { fix: { title: fill(kind.fixTitle ?? 'Fix', args), edits: fix } }),
  };
}
