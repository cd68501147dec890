/**
 * Java's regular expressions (java.util.regex): a parser that refuses what Java refuses, a matcher that answers as Java
 * does, automata, and the cost of a match. Offsets are UTF-16 units in the pattern. The syntax is that of
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 *
 * Must know neither restrictions nor servers nor VS Code. Work is bounded by counted steps, not by time.
 *
 * Read first: `regex/ast.ts` (the tree of a pattern), `matching/match.ts` (the matcher), `automata/dfaOf.ts` (a pattern
 * as an automaton, which restrictions compare).
 */
export { Matcher, type MatchLimits, type MatchResult } from './matching/match.ts';
export type * from './regex/ast.ts';
export { parsePattern } from './regex/parser.ts';
export { PatternSyntaxError, type SyntaxReason, syntaxReasons } from './regex/patternSyntaxError.ts';
