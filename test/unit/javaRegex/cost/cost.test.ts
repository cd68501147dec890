import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { atOnce } from '../../../../src/base/cooperatively.ts';
import { type Cost, costSteps } from '../../../../src/javaRegex/cost/attack.ts';
import { parsePattern } from '../../../../src/javaRegex/regex/parser.ts';
import { askJava, isJavaHere, type Row } from '../java/javaOracle.ts';
import { costlyPatterns } from './costlyPatterns.ts';

function costOfSource(source: string): Cost | undefined {
  return atOnce(costSteps(parsePattern(source), 'full'));
}

/** How often Java looks at a character, for a match of the whole subject; infinite beyond the limit, 0 if its stack overflows. */
function javaReads(rows: readonly Row[]): number[] {
  return askJava(rows, 'cost', '3000000').map(line => {
    const [whole = ''] = (line.split('\t')[1] ?? '').split(';');
    if (whole.startsWith('S')) return 0;
    return whole.startsWith('T') ? Number.POSITIVE_INFINITY : Number(whole.split(':')[1]);
  });
}

describe('what a hostile URL costs', () => {
  for (const [kind, patterns] of Object.entries(costlyPatterns)) {
    it(`is told of at least 30 patterns that are ${kind}`, () => {
      assert.ok(patterns.length >= 30, String(patterns.length));
      const wrong = patterns
        .map(source => ({ source, cost: costOfSource(source) }))
        .filter(({ cost }) => (cost?.growth ?? 'harmless') !== kind);
      assert.deepEqual(wrong, []);
    });
  }

  describe('in Java', function () {
    this.timeout(60_000);
    before(function () {
      if (isJavaHere()) return;
      console.log('      No java on PATH: costs are not compared with its own.');
      this.skip();
    });

    function subjectOf({ attack: { prefix, pump, suffix } }: Cost, repeats: number): string {
      return prefix + pump.repeat(repeats) + suffix;
    }

    it('explodes where it is said to', () => {
      const found = costlyPatterns.exponential.map(source => ({ source, cost: costOfSource(source) }));
      const rows = found.map(({ source, cost }): Row => [source, cost === undefined ? '' : subjectOf(cost, 60)]);
      const tame = javaReads(rows).flatMap((reads, i) =>
        reads === Number.POSITIVE_INFINITY ? [] : [found[i]?.source],
      );
      assert.deepEqual(tame, []);
    });

    it('grows faster than the subject where it is said to, and by no more than a polynomial', () => {
      const found = costlyPatterns.polynomial.map(source => ({ source, cost: costOfSource(source) }));
      const rowsFor = (repeats: number) =>
        found.map(({ source, cost }): Row => [source, cost === undefined ? '' : subjectOf(cost, repeats)]);
      const [small, large] = [javaReads(rowsFor(6)), javaReads(rowsFor(12))];
      const wrong = found.filter((_, i) => {
        const growth = (large[i] ?? 0) / (small[i] ?? 1);
        return !(growth > 2.2 && growth < 64);
      });
      assert.deepEqual(
        wrong.map(({ source }) => source),
        [],
      );
    });

    it('is bounded where none was found, on subjects that look like attacks', () => {
      const pumps = ['a', 'ab', '/rest/api/2/issue', '/a', 'x1'];
      const rows = costlyPatterns.harmless.flatMap(source =>
        pumps.map((pump): Row => [source, `${pump.repeat(Math.floor(600 / pump.length))}!`]),
      );
      const slow = javaReads(rows).flatMap((reads, i) => (reads > 100_000 ? [rows[i]?.[0]] : []));
      assert.deepEqual(slow, []);
    });
  });
});
