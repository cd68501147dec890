import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lint } from '../../../../src/restrictions/diagnostics/lint.ts';
import { defaultAssumptions } from '../../../../src/restrictions/endpoints/assumptions.ts';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import { realisticRules } from '../../../bench/realisticRules.ts';
import { randomFrom } from '../../javaRegex/randomPatterns.ts';

/** The lines that are shadowed, and by which. */
function shadowed(lines: readonly string[]): string[] {
  return lint(parseRestrictions(lines.join('\n')), defaultAssumptions)
    .filter(({ code }) => code === 'shadowed')
    .map(({ start, args }) => `${lines.join('\n').slice(0, start).split('\n').length} by ${args[0]}`);
}

describe('the shadowed rules of a text', () => {
  it('are found among more than a thousand', () => {
    const lines = [
      ...realisticRules(1500),
      '[get].*/rest/api/2/issue/PAY-7/.*',
      '[get].*/rest/api/2/issue/PAY-7/comment',
    ];
    assert.deepEqual(shadowed(lines).at(-1), '1502 by 1501');
  });

  it('are said to be too many to compare where they are, and not before', () => {
    const alike = Array.from({ length: 200 }, (_, i) => `.{0,${i}}x.*`);
    const all = lint(parseRestrictions(alike.join('\n')), defaultAssumptions);
    assert.ok(all.some(({ code, message }) => code === 'shadowed' && message.includes('too many')));
    const usual = lint(parseRestrictions(realisticRules(2000).join('\n')), defaultAssumptions);
    assert.ok(!usual.some(({ message }) => message.includes('too many')));
  });

  it('are the same whether a text is looked at anew or as a change of one before', () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)];
    const rules = [
      '.*/a.*',
      '.*/a/b',
      '[get].*/a.*',
      '[get].*/a/b',
      '.*/[ab]',
      '.*/(a|b)',
      '.*/(a|b)/.*',
      '.*',
      '.+',
      '',
      '.*/a/b[QueryParam::x==1]',
      'x y',
    ];
    let lines = Array.from({ length: 30 }, () => pick(rules) ?? '');
    shadowed(lines);
    for (let round = 0; round < 60; round++) {
      const at = Math.floor(random() * lines.length);
      lines = lines.toSpliced(
        at,
        Math.floor(random() * 3),
        ...Array.from({ length: Math.floor(random() * 3) }, () => pick(rules) ?? ''),
      );
      const changed = shadowed(lines);
      // Many other texts in between, so that this one is not remembered.
      for (let i = 0; i < 5; i++) shadowed([`.*/other${i}`, ...Array.from({ length: 80 }, (_, k) => `.*/${i}/${k}`)]);
      const anew = shadowed(lines);
      shadowed(lines);
      assert.deepEqual(changed, anew, `FUZZ_SEED=${seed}`);
    }
  });
});
