import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lint } from '../../../src/restrictions/diagnostics/lint.ts';
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
};

describe('a hostile rule', () => {
  for (const [name, pattern] of Object.entries(hostile)) {
    it(`is read in bounded time: ${name}`, () => {
      const begin = performance.now();
      lint(parseRestrictions(`${pattern}\n[get].*/rest/${pattern}[QueryParam::x==${pattern}]`));
      const took = performance.now() - begin;
      assert.ok(took < 4000, `${took} ms`);
    });
  }

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
