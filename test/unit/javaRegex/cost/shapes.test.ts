import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { atOnce } from '../../../../src/base/cooperatively.ts';
import { type Cost, costSteps } from '../../../../src/javaRegex/cost/attack.ts';
import { parsePattern } from '../../../../src/javaRegex/regex/parser.ts';
import { deepLoops } from '../../../../src/restrictions/diagnostics/deepLoops.ts';
import { RestrictionParser } from '../../../../src/restrictions/rules/restrictions.ts';
import { askJava, isJavaHere, type Row } from '../java/javaOracle.ts';
import { groupShapes, loopShapes } from './shapes.ts';

/** Of each kind. Larger by command: SHAPES=200 FUZZ_SEED=2 mocha this file. */
const shapes = Number(process.env['SHAPES'] ?? 50);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

const pumps = ['/', ',', 'a', 'b', '-', 'ab', 'a/', 'a,', '-,', '/,', 'ab/'];
const small = 20;

/** Characters that Java looks at; 0 where its stack overflows, infinite beyond the limit. */
function readsIn(line: string): number[] {
  return line
    .split('\t')
    .slice(1)
    .map(verdicts => {
      const [whole = ''] = verdicts.split(';');
      if (whole.startsWith('S')) return 0;
      return whole.startsWith('T') ? Number.POSITIVE_INFINITY : Number(whole.split(':')[1]);
    });
}

/** Power with which Java's reads grow from a small subject to one of twice its length, for each attack. */
function growths(found: readonly { source: string; cost: Cost | undefined }[]): number[][] {
  const rows = found.flatMap(({ source, cost }) => {
    const own = cost?.attack ?? { prefix: '', pump: 'a', suffix: '!' };
    const attacks = [own, ...pumps.map(pump => ({ prefix: '', pump, suffix: '!' }))];
    return [1, 2].map((times): Row => {
      const subjects = attacks.map(
        ({ prefix, pump, suffix }) =>
          prefix + pump.repeat(times * Math.max(2, Math.floor(small / pump.length))) + suffix,
      );
      return [source, ...subjects];
    });
  });
  const reads = askJava(rows, 'cost', '3000000').map(readsIn);
  return found.map((_, i) => {
    const [fewer = [], more = []] = [reads[2 * i], reads[2 * i + 1]];
    return fewer.map((count, k) => Math.log2((more[k] ?? 0) / count));
  });
}

describe('the cost of random shapes', function () {
  this.timeout(300_000);
  before(function () {
    if (isJavaHere()) return;
    console.log('      No java on PATH: shapes are not compared with its own costs.');
    this.skip();
  });

  it('grows in Java by the degree that is told, and by no higher one that is not', () => {
    const found = loopShapes(seed, shapes).map(source => ({
      source,
      cost: atOnce(costSteps(parsePattern(source), 'full')),
    }));
    const exponential = found.filter(({ cost }) => cost?.growth === 'exponential').map(({ source }) => source);
    assert.deepEqual(exponential, [], `FUZZ_SEED=${seed}`);
    // On short subjects a power is up to one lower than on long ones.
    const wrong = growths(found).flatMap(([own = 0, ...others], i) => {
      const { source = '', cost } = found[i] ?? {};
      const told = cost?.degree ?? 2;
      const isBelow = cost !== undefined && (own < told - 1.2 || own > told + 0.6);
      const isMissed = others.some(power => Number.isFinite(power) && power > told + 0.6);
      return isBelow || isMissed ? [`${source}: told ${told}, own ${own}, others ${Math.max(...others)}`] : [];
    });
    assert.ok(wrong.length <= shapes * 0.03, `FUZZ_SEED=${seed} ${wrong.join('\n')}`);
  });

  it('overflows Java’s stack wherever that is told', () => {
    const groups = groupShapes(seed, shapes);
    const subjects = ['a', 'b', 'c', 'x'].flatMap(letter => ['z', '!'].map(end => letter.repeat(2000) + end));
    const answers = askJava(
      groups.map((source): Row => [source, ...subjects]),
      'cost',
      '3000000',
    );
    const parser = new RestrictionParser();
    const wrong = groups.filter((source, i) => {
      const isTold = parser.parse(source).lines.some(({ rules }) => rules.some(({ url }) => deepLoops(url).length > 0));
      const overflows = readsIn(answers[i] ?? '').includes(0);
      return isTold && !overflows;
    });
    assert.deepEqual(wrong, [], `FUZZ_SEED=${seed}`);
  });
});
