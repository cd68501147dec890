import type { Claim } from './proof.ts';

/** That the linter of token restrictions never lies, and never hangs. */
export const linter: readonly Claim[] = [
  {
    claim: 'no text of 64 KB takes more than its budget of steps, in slices; the rest is said to be too complex',
    runner: 'plain',
    by: ['unit/restrictions/hostile.test.ts'],
  },
  {
    claim: 'a fix takes out the rule, not its line; none allows more unless it says so, and none leaves an empty text',
    runner: 'plain',
    by: ['unit/restrictions/diagnostics/fixes.test.ts', 'cases/restrictions/pasted.test.ts'],
  },
  {
    claim: 'a rule is said to match nothing, or every address, only where it does',
    runner: 'plain',
    by: ['unit/restrictions/diagnostics/claims.test.ts'],
  },
  {
    claim: 'degrees of costs and overflows of the stack are those of Java, over random shapes',
    runner: 'plain',
    by: ['unit/javaRegex/cost/shapes.test.ts', 'unit/javaRegex/cost/cost.test.ts'],
  },
  {
    claim: 'random patterns, and clusters beside lone surrogates, are matched as Java matches them',
    runner: 'plain',
    by: ['unit/javaRegex/fuzz.test.ts', 'unit/javaRegex/golden.test.ts'],
  },
  {
    claim: 'generated rules allow what was wanted, no other operation, no dots and no encoded slashes',
    runner: 'plain',
    by: ['unit/restrictions/generator/generator.test.ts'],
  },
  {
    claim: 'the rules of the app’s field come and go in its three forms',
    runner: 'plain',
    by: ['unit/restrictions/rules/rulesText.test.ts'],
  },
  {
    claim: 'each mistake that is typed is told; Enter is a new line; reports are rendered',
    runner: 'ui',
    by: ['ui/restrictions.test.ts'],
  },
];
