/**
 * Java's regular expressions (java.util.regex): a parser that refuses what Java refuses, a matcher that answers as Java
 * does, automata, and what a match can cost. Knows nothing of restrictions, of servers or of VS Code.
 *
 * To read first: `regex/ast.ts` (the tree of a pattern), `matching/match.ts` (the matcher), `automata/dfaOf.ts` (a
 * pattern as an automaton, which restrictions compare).
 */
export { Matcher, type MatchLimits, type MatchResult } from './matching/match.ts';
export type * from './regex/ast.ts';
export { parsePattern } from './regex/parser.ts';
export { PatternSyntaxError, type SyntaxReason, syntaxReasons } from './regex/patternSyntaxError.ts';
