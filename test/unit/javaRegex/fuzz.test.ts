import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { askJava, isJavaHere, type Row } from './java/javaOracle.ts';
import { RandomPatterns, randomFrom } from './randomPatterns.ts';
import { type Agreement, agreement, ourVerdicts } from './verdicts.ts';

const patterns = Number(process.env['FUZZ_PATTERNS'] ?? 5_000);
const subjectsEach = 3;

/** Letters, lone surrogates, and characters that begin, continue or end a grapheme cluster. */
const clusterParts = [
  'a',
  '\ud800',
  '\udc00',
  ...'\u{1f600}\u0301\u200d\r\n\u0600\u0903\u1100\u1161\u{1f1eb}\u0e33\u{1f3fb}\u00ad\u0085',
];

function judge(rows: readonly Row[]): { row: Row; verdict: Agreement; ours: string; java: string }[] {
  const java = askJava(rows);
  return rows.map((row, i) => {
    const ours = ourVerdicts(row);
    return { row, verdict: agreement(ours, java[i] ?? ''), ours, java: java[i] ?? '' };
  });
}

/** Every row that is one character shorter, in the pattern or in its one subject. */
function shorter([pattern, ...subjects]: Row): Row[] {
  const without = (text: string, at: number) => text.slice(0, at) + text.slice(at + 1);
  const patternsLeft = [...pattern].map((_, at): Row => [without(pattern, at), ...subjects]);
  const subjectsLeft = subjects.flatMap((subject, i) =>
    [...subject].map((_, at): Row => [pattern, ...subjects.map((text, j) => (i === j ? without(text, at) : text))]),
  );
  const fewer = subjects.length > 1 ? subjects.map((subject): Row => [pattern, subject]) : [];
  return [...fewer, ...patternsLeft, ...subjectsLeft];
}

/** The smallest row found, by dropping characters, on which we still differ from Java. */
function shrink(row: Row): string {
  let smallest = row;
  for (let round = 0; round < 40; round++) {
    const still = judge(shorter(smallest)).find(({ verdict }) => verdict === 'different');
    if (still === undefined) break;
    smallest = still.row;
  }
  const [left] = judge([smallest]);
  return `${JSON.stringify(smallest)}\n  java: ${left?.java}\n  ours: ${left?.ours}`;
}

describe('the parser and the matcher', function () {
  this.timeout(600_000);

  before(function () {
    if (isJavaHere()) return;
    console.log('      No java on PATH: the differential fuzz test is skipped.');
    this.skip();
  });

  it(`answer as Java does on ${patterns * subjectsEach} random pairs`, () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
    const random = new RandomPatterns(seed);
    const rows = Array.from({ length: patterns }, () => random.row(subjectsEach));
    const judged = judge(rows);
    const refused = judged.filter(({ java }) => java.startsWith('E'));
    const misplaced = judged.filter(({ verdict }) => verdict === 'index');
    const wrong = judged.find(({ verdict }) => verdict === 'different');
    console.log(
      `      FUZZ_SEED=${seed}: ${refused.length} refused by Java, ${misplaced.length} of them at another index`,
    );
    assert.equal(wrong === undefined ? undefined : shrink(wrong.row), undefined, `FUZZ_SEED=${seed}`);
    assert.ok(misplaced.length <= refused.length / 10);
  });

  it('answer as Java does on grapheme clusters beside lone surrogates', () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
    const rows = Array.from({ length: patterns / 5 }, (): Row => {
      const subject = Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(clusterParts)).join('');
      return [pick(['\\X', '(\\X)(\\X)', '\\X*\\b{g}.', '(\\X)+a', 'a\\X']), subject];
    });
    const wrong = judge(rows).find(({ verdict }) => verdict === 'different');
    assert.equal(wrong === undefined ? undefined : shrink(wrong.row), undefined, `FUZZ_SEED=${seed}`);
  });
});
