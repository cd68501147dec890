import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import { applyFix, diagnose } from './fixes.ts';
import { randomTexts } from './randomTexts.ts';
import { allowedBesides } from './widened.ts';

/** Larger by command: FIXED_TEXTS=20000 FUZZ_SEED=1 mocha this file. */
const texts = Number(process.env['FIXED_TEXTS'] ?? 100);

/** Kinds whose fix says in its title what is allowed by it: a method, a word, a number, a path. */
const sayWhatTheyAllow: ReadonlySet<string> = new Set([
  'alternation-scope',
  'api3-on-dc',
  'bad-escape',
  'brace-no-min',
  'brace-template',
  'charclass-word',
  'context-path',
  'encoded',
  'group-name',
  'latest-alias',
  'method-list',
  'method-missing-bracket',
  'method-space',
  'method-typo',
  'no-endpoint',
  'no-leading-any',
  'no-trailing',
  'numeric-range',
  'suffix-order',
  'suffix-syntax',
  'unescaped-question',
]);

const isEmpty = (text: string) => parseRestrictions(text).lines.every(({ isBlank }) => isBlank);

function titleOf(text: string, code: string): string | undefined {
  return diagnose(text).find(found => found.code === code)?.fix?.title;
}

function fixed(text: string, code: string): string | undefined {
  const found = diagnose(text).find(each => each.code === code && each.fix !== undefined);
  return found === undefined ? undefined : applyFix(text, found);
}

/** Checks the fixes of a text, and counts them. */
function checkFixes(text: string, seed: string): number {
  const fixable = diagnose(text).filter(({ fix }) => fix !== undefined);
  for (const found of fixable) {
    const after = applyFix(text, found);
    const words = `${seed} ${found.code}: ${JSON.stringify(text)} -> ${JSON.stringify(after)}`;
    assert.ok(!isEmpty(after), words);
    if (!sayWhatTheyAllow.has(found.code)) assert.equal(allowedBesides(after, text), undefined, words);
  }
  return fixable.length;
}

describe('the fixes', () => {
  it('never lead to an empty text, and allow no more than before unless they say so', function () {
    this.timeout(600_000);
    const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
    const next = randomTexts(seed);
    let fixes = 0;
    for (let i = 0; i < texts; i++) fixes += checkFixes(next(), `FUZZ_SEED=${seed}`);
    if (texts > 1000) console.log(`      FUZZ_SEED=${seed}: ${fixes} fixes of ${texts} texts`);
  });

  it('take out the rule, not its line', () => {
    assert.equal(fixed('.*/rest/a .*/rest/a', 'duplicate'), '.*/rest/a');
    assert.equal(fixed('.*/rest/.* 2 [get].*/rest/a .*/rest/api', 'shadowed'), '.*/rest/.* 2 .*/rest/api');
    assert.equal(fixed('.*/rest/.*\n[get].*/rest/a\n', 'shadowed'), '.*/rest/.*\n');
  });

  it('leave no rule empty', () => {
    assert.equal(fixed('(?i)', 'case-flag'), undefined);
    assert.equal(fixed('(?i).*/a', 'case-flag'), '.*/a');
  });

  it('mend one malformed rule as it was meant', () => {
    assert.equal(fixed('[get] .*', 'method-space'), '[get].*');
    assert.equal(fixed('GET .*', 'method-missing-bracket'), '[get].*');
    assert.equal(titleOf('GET /rest/api/2/myself', 'method-missing-bracket'), 'Write [get]');
    assert.equal(titleOf('[pots].*/rest/api/2/issue', 'method-typo'), 'Change to [post]');
    assert.equal(fixed('1 [get] .*', 'pasted-line-number'), '[get] .*');
    assert.equal(fixed('1 2 3 4 .*/a .*/b', 'pasted-line-number'), '.*/a .*/b');
    for (const text of ['[get] .*', 'GET .*', '1 [get] .*', '[get] .*/rest/api/2/issue']) {
      assert.equal(parseRestrictions(text).lines[0]?.rules.length, 1, text);
    }
  });
});
