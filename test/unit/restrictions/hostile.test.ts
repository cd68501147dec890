import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { atOnce, type Steps } from '../../../src/base/cooperatively.ts';
import { Budget } from '../../../src/javaRegex/automata/budget.ts';
import { Matcher } from '../../../src/javaRegex/matching/match.ts';
import { parsePattern } from '../../../src/javaRegex/regex/parser.ts';
import { LintSession, lint } from '../../../src/restrictions/diagnostics/lint.ts';
import { defaultAssumptions } from '../../../src/restrictions/endpoints/assumptions.ts';
import { textReachAsync, textReachSteps } from '../../../src/restrictions/endpoints/reach.ts';
import { parseRestrictions } from '../../../src/restrictions/rules/restrictions.ts';
import { allSteps, simulateAllAsync, simulationSteps } from '../../../src/restrictions/simulator/simulator.ts';
import { usedHeap } from '../../bench/heap.ts';
import { hostilePatterns } from '../../bench/hostileRules.ts';
import { hostileTexts } from '../../hostile/restrictionTexts.ts';

const long = 50_000;
const hostile = hostilePatterns(long);

/** As long as a line may be to be looked at at all. */
const longestLine = 8192;

/** Steps in one go: at some 20 to 100 ns each, that is well below what is felt. */
const maxAtOnce = 400_000;
const maxForOneLine = 4_000_000;

/** The most steps that were counted in one go, and all of them. */
function workOf(looking: Steps<unknown>): { atOnce: number; all: number } {
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
        const { atOnce, all } = workOf(new LintSession().lintSteps(parseRestrictions(line), defaultAssumptions));
        assert.ok(atOnce <= maxAtOnce, `${atOnce} at once`);
        assert.ok(all <= maxForOneLine, `${all} in all`);
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

  it('is held against a long URL in slices, and no further when that is not wanted any more', async () => {
    const url = `https://jira.example.com/rest/api/2/issue/PAY-1?x=${'a'.repeat(2000)}`;
    const dear = ['.*(a|aa)+b', '.*(\\w+\\w+)+y', '(?:(?:a|aa)+x?)+y', '.*((a+)+)+$', '.*a[QueryParam::x==((a+)+)+b]'];
    const texts = [...dear, Array.from({ length: 10 }, (_, i) => `.*a.*a.*a.*${i}b`).join('\n')];
    for (const text of texts) {
      const { atOnce } = workOf(allSteps(parseRestrictions(text), { method: 'GET', url }, defaultAssumptions));
      assert.ok(atOnce <= 20_000, `${text}: ${atOnce} at once`);
    }
    const restrictions = parseRestrictions(texts.join('\n'));
    const began = Budget.spent;
    const canceled = new AbortController();
    setImmediate(() => canceled.abort());
    const request = { method: 'GET', url };
    assert.equal(await simulateAllAsync(restrictions, request, defaultAssumptions, canceled.signal), undefined);
    assert.ok(Budget.spent - began < 5_000_000);
  });

  it('is told what it reaches rule by rule, and no further when that is not wanted any more', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `(?:(?:(?:.{1,50}){1,50}){1,20})k${i}`);
    const restrictions = parseRestrictions([...lines, '.*/rest/.*/.*/.*/.*/k/.*/.*x'].join('\n'));
    assert.ok(workOf(textReachSteps(restrictions, defaultAssumptions)).atOnce <= 100_000);
    const anew = parseRestrictions(lines.map(line => `${line}x`).join('\n'));
    const canceled = new AbortController();
    setImmediate(() => canceled.abort());
    assert.equal(await textReachAsync(anew, defaultAssumptions, canceled.signal), undefined);
    assert.deepEqual(
      await textReachAsync(restrictions, defaultAssumptions),
      atOnce(textReachSteps(restrictions, defaultAssumptions)),
    );
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

/** Of a text: what was asked for when the budget ran out is still done. */
const maxForText = 12_000_000;
const maxForSimulation = 30_000_000;

describe('a hostile text of 64 KB', () => {
  for (const [name, text] of Object.entries(hostileTexts)) {
    it(`is looked at and tried in bounded steps, few in one go: ${name}`, function () {
      this.timeout(20_000);
      const restrictions = parseRestrictions(text);
      const looking = workOf(new LintSession().lintSteps(restrictions, defaultAssumptions));
      assert.ok(looking.atOnce <= maxAtOnce, `${looking.atOnce} at once`);
      assert.ok(looking.all <= maxForText, `${looking.all} in all`);
      const request = { method: 'GET', url: `https://jira.example.com/rest/api/2/issue/PAY-1?x=${'a'.repeat(500)}` };
      const mode = { match: 'find', query: 'yes' } as const;
      const trying = workOf(simulationSteps(restrictions, request, mode));
      assert.ok(trying.atOnce <= 20_000, `${trying.atOnce} at once`);
      assert.ok(trying.all <= maxForSimulation, `${trying.all} in all`);
    });
  }

  it('is said to be too complex where the budget ends, and mistakes of form are found after it', () => {
    const text = `${hostileTexts['loops over groups']?.slice(0, 60_000)}\n[pots].*/rest/api/2/issue`;
    const found = lint(parseRestrictions(text));
    assert.ok(found.some(({ message }) => message.includes('Its operations and its cost are not analyzed')));
    assert.ok(found.some(({ code }) => code === 'method-typo'));
  });

  it('leaves little behind after many edits', async function () {
    this.timeout(30_000);
    const session = new LintSession();
    const before = await usedHeap();
    for (let i = 0; i < 60; i++) {
      const lines = ['[a-z0-9_-]{1,3}'.repeat(500) + i, `.*a.{10}x${i}`, '(a|b|c)'.repeat(1100) + i];
      const restrictions = session.parse(lines[i % 3] ?? '');
      await session.lint(restrictions, defaultAssumptions);
    }
    const kept = (await usedHeap()) - before;
    assert.ok(kept < 64, `${kept} MB`);
  });
});
