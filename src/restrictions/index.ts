/**
 * Token restrictions: the operations that rules of a Jira token allow, and diagnostics of the rules.
 *
 * A text of rules is parsed once, by `parseRestrictions` or, where it is checked while it changes, by a `LintSession`;
 * all other functions take its result, and the assumptions to judge it by. Offsets are UTF-16 units in the whole text, `end` exclusive.
 *
 * Must know neither VS Code nor files nor the network: the table of endpoints is part of the code.
 *
 * Read first: `rules/restrictions.ts` (a text into rules), `endpoints/reach.ts` (a pattern into operations),
 * `diagnostics/lint.ts` (rules into diagnostics).
 */

export { cooperatively, type Steps } from '../base/cooperatively.ts';
export type { MatchMode } from '../javaRegex/automata/dfaOf.ts';
export { Matcher, type MatchLimits, type MatchResult } from '../javaRegex/matching/match.ts';
export type * from '../javaRegex/regex/ast.ts';
export { parsePattern } from '../javaRegex/regex/parser.ts';
export {
  PatternSyntaxError,
  type SyntaxReason,
  syntaxReasons,
} from '../javaRegex/regex/patternSyntaxError.ts';
export { catalogue } from './diagnostics/catalogue.ts';
export type { Diagnostic, DiagnosticKind, Edit, Severity } from './diagnostics/diagnostic.ts';
export { LintSession, lint } from './diagnostics/lint.ts';
export { type Assumptions, defaultAssumptions, type QueryMode } from './endpoints/assumptions.ts';
export { type Operation, operationsOf, type Product } from './endpoints/endpointTable.ts';
export { lineReach, type Reach, ruleReach, type TextReach, textReachAsync } from './endpoints/reach.ts';
export { callsOfExtension, type WantedCall } from './generator/extensionCalls.ts';
export {
  callsOf,
  callsOfRequests,
  type GeneratedRule,
  generateRulesAsync,
  patternOf,
} from './generator/generator.ts';
export type { Piece, RegexPiece } from './rules/regexPiece.ts';
export { parseRestrictions, type Restrictions, type RuleLine, rulesText } from './rules/restrictions.ts';
export { type HttpMethod, httpMethods, type MethodPrefix, type Rule, type Suffix } from './rules/rule.ts';
export type { SimulatedRequest } from './simulator/request.ts';
export {
  type NearestRule,
  type Obstacle,
  type Simulation,
  type SimulationMode,
  simulate,
  simulateAllAsync,
  type Verdict,
} from './simulator/simulator.ts';
export { type Example, examplesAsync } from './wording/examples.ts';
export { type Part, partsOfPattern, type Said, type Way } from './wording/patternParts.ts';
export { mostSurprising } from './wording/surprise.ts';
