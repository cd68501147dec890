import type { Span } from '../../javaRegex/regex/ast.ts';
import { fill } from '../../javaRegex/regex/patternSyntaxError.ts';
import type { Assumptions } from '../endpoints/assumptions.ts';
import type { Restrictions, RuleLine } from '../rules/restrictions.ts';
import type { Rule } from '../rules/rule.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Replacement in the text. */
export interface Edit extends Span {
  readonly newText: string;
}

/** Result of a check, with its place. */
export interface Finding extends Span {
  /** Arguments of the template's `{0}`, `{1}` … */
  readonly args?: readonly string[];
  readonly fix?: readonly Edit[];
  /** Sentence that replaces the kind's own. */
  readonly template?: string;
}

/** Results of a check; `undefined` is a yield point. */
export type Findings = Iterable<Finding | undefined>;

export interface RuleContext {
  readonly rule: Rule;
  readonly line: RuleLine;
  readonly assumptions: Assumptions;
}

interface LineContext {
  readonly line: RuleLine;
  readonly assumptions: Assumptions;
}

interface TextContext {
  /** Whether the budget of the text was spent on its lines. */
  readonly isSpent: boolean;
  readonly restrictions: Restrictions;
  readonly assumptions: Assumptions;
}

/** Kind of diagnostic: its message, its documentation, and its check. */
export interface DiagnosticKind {
  readonly code: string;
  readonly severity: Severity;
  /** Message; `{0}` and so on are the finding's arguments. */
  readonly template: string;
  /** Title of the fix, if there is any. */
  readonly fixTitle?: string;
  /**
   * Message for findings that are true of nearly every rule: it is reported once for a text, with the number of the
   * other rules as a further argument.
   */
  readonly onceTemplate?: string;
  readonly docs: {
    readonly what: string;
    readonly why: string;
    readonly bad: string;
    readonly good: string;
  };
  /** Whether it builds automata, follows paths or tries URLs: it is left out once the budget of a text is spent. */
  readonly deep?: boolean;
  /** Whether a rule must be checked: a cheap test that most rules fail. */
  readonly when?: (rule: Rule) => boolean;
  /** Checks a rule that was meant. */
  readonly rule?: (context: RuleContext) => Findings;
  /** Checks a line that is not blank. */
  readonly line?: (context: LineContext) => Findings;
  /** Checks the whole text. */
  readonly text?: (context: TextContext) => Findings;
}

/** Finding with its message. Offsets are UTF-16 units in the whole text, `end` exclusive. */
export interface Diagnostic extends Span {
  readonly code: string;
  readonly severity: Severity;
  /** A plain English sentence. */
  readonly message: string;
  /** The sentence with `{0}` and so on for its arguments. */
  readonly template: string;
  readonly args: readonly string[];
  /** Further places of the same finding, if it is reported only once. */
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
