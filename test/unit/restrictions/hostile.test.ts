import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultAssumptions } from '../../../src/restrictions/assumptions.ts';
import { Budget } from '../../../src/restrictions/automata/budget.ts';
import { lint, lintSteps } from '../../../src/restrictions/diagnostics/lint.ts';
import { Matcher } from '../../../src/restrictions/matching/match.ts';
import { parsePattern } from '../../../src/restrictions/regex/parser.ts';
import { parseRestrictions } from '../../../src/restrictions/rules/restrictions.ts';

const long = 50_000;

/** Patterns that are meant to break who reads them. */
const hostile: Readonly<Record<string, string>> = {
  'a long word': 'a'.repeat(long),
  'many classes': '[ab]'.repeat(long / 4),
  'many loops': 'a*b*'.repeat(long / 4),
  'many groups': '(a)'.repeat(long / 3),
  'many alternatives': 'a|'.repeat(long / 2),
  'deep groups': `${'('.repeat(long / 2)}${')'.repeat(long / 2)}`,
  'deep classes': `${'['.repeat(long / 2)}a${']'.repeat(long / 2)}`,
  'nested counts': '((((a{1,99}){1,99}){1,99}){1,99}){1,99}',
  'a big count': '.{1,2000000000}',
  'exponential backtracking': '((a+)+)+b',
  'many lookaheads': '(?!a)'.repeat(1000),
  'nested lookaheads': `${'(?=a'.repeat(300)}${')'.repeat(300)}`,
  'deep lookbehinds': `${'(?<=a'.repeat(60)}${')'.repeat(60)}`,
  'a big automaton': '.*a.{16}',
  'unclosed brackets': '['.repeat(long),
  backslashes: '\\'.repeat(long + 1),
  'long paths': '/a'.repeat(long / 2),
  'folded classes': Array.from({ length: 400 }, (_, i) => `(?iu)[a-\\x{${(0x1000 + i).toString(16)}}]`).join(''),
  'many points': '.*x'.repeat(long / 3),
  'many suffixes': '[QueryParam::a==b'.repeat(3000),
  blanks: `${' '.repeat(long)}x`,
  'many rules on a line': ' /rest/'.repeat(long / 7),
  'many keys': 'AB-1.*'.repeat(long / 6),
  'many ranges': '[1-20]'.repeat(long / 6),
  'repeated repetitions': `${'('.repeat(400)}a${'){9,}'.repeat(400)}`,
};

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
