import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultAssumptions } from '../../../src/restrictions/assumptions.ts';
import { Budget } from '../../../src/restrictions/automata/budget.ts';
import { lint, lintSteps } from '../../../src/restrictions/diagnostics/lint.ts';
import { Matcher } from '../../../src/restrictions/matching/match.ts';
import { parsePattern } from '../../../src/restrictions/regex/parser.ts';
import { parseRestrictions } from '../../../src/restrictions/rules/restrictions.ts';
import { hostilePatterns } from '../../bench/hostileRules.ts';

const long = 50_000;
const hostile = hostilePatterns(long);

/** As long as a line may be to be looked at at all. */
const longestLine = 8192;

/** Steps in one go: at some 20 to 100 ns each, that is well below what is felt. */
const mostAtOnce = 400_000;
const mostForOneLine = 4_000_000;

/** The most steps that were counted in one go, and all of them. */
function workOf(text: string): { atOnce: number; all: number } {
  const looking = lintSteps(parseRestrictions(text), defaultAssumptions);
  const began = Budget.spent;
  let atOnce = 0;
  for (;;) {
    const before = Budget.spent;
    const { done } = looking.next();
    atOnce = Math.max(atOnce, Budget.spent - before);
    if (done === true) return { atOnce, all: Budget.spent - began };
  }
}

describe('a hostile rule', () => {
  for (const [name, whole] of Object.entries(hostile)) {
    const pattern = whole.slice(0, longestLine - 100);
    const half = whole.slice(0, longestLine / 2 - 100);

    it(`takes a bounded number of steps, and few in one go: ${name}`, () => {
      for (const line of [pattern, `.*/rest/${pattern}`, `[get].*${half}[QueryParam::x==${half}]`]) {
        const { atOnce, all } = workOf(line);
        assert.ok(atOnce <= mostAtOnce, `${atOnce} at once`);
        assert.ok(all <= mostForOneLine, `${all} in all`);
      }
    });
  }

  it('is not even read where no URL could be as long', () => {
    const began = Budget.spent;
    const found = lint(
      parseRestrictions(
        Object.values(hostile)
          .map(each => each.padEnd(long, 'x'))
          .join('\n'),
      ),
    );
    assert.ok(Budget.spent - began < 1000);
    assert.deepEqual([...new Set(found.map(({ code }) => code))], ['too-complex']);
  });

  it('does not keep others from being looked at', () => {
    const text = Object.values(hostile).map(each => each.slice(0, longestLine - 100));
    const found = lint(parseRestrictions([...text, '[pots].*/rest/api/2/issue'].join('\n')));
    assert.ok(found.some(({ code }) => code === 'method-typo'));
  });

  it('is matched in bounded steps, without a deep stack of calls', () => {
    const deep = new Matcher(parsePattern('(a|b)*c')).matches('ab'.repeat(long));
    assert.equal(deep.outcome, 'noMatch');
    const endless = new Matcher(parsePattern('((a+)+)+b')).matches('a'.repeat(60), { steps: 100_000 });
    assert.equal(endless.outcome, 'gaveUp');
    assert.ok(endless.steps < 110_000);
    const aborted = new Matcher(parsePattern('((a+)+)+b')).matches('a'.repeat(60), { signal: AbortSignal.abort() });
    assert.equal(aborted.outcome === 'gaveUp' && aborted.why, 'aborted');
  });
});
