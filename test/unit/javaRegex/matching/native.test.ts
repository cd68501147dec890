import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Matcher, type MatchResult } from '../../../../src/javaRegex/matching/match.ts';
import { parsePattern } from '../../../../src/javaRegex/regex/parser.ts';
import { PatternSyntaxError } from '../../../../src/javaRegex/regex/patternSyntaxError.ts';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import { realisticRules } from '../../../bench/realisticRules.ts';
import { RandomPatterns } from '../randomPatterns.ts';

function matcherOf(source: string): Matcher {
  return new Matcher(parsePattern(source));
}

function matcherOrNot(source: string): Matcher | undefined {
  try {
    return matcherOf(source);
  } catch (error) {
    if (error instanceof PatternSyntaxError) return undefined;
    throw error;
  }
}

/** Whether JavaScript's engine was asked: 1, or 0. */
function compareEngines(source: string, subjects: readonly string[], mode: 'full' | 'find', seed: number): number {
  const matcher = matcherOrNot(source);
  if (matcher?.isNative(mode) !== true) return 0;
  for (const subject of subjects) {
    const ours: MatchResult = mode === 'full' ? matcher.matches(subject) : matcher.find(subject);
    const context = JSON.stringify({ source, subject, mode, seed });
    assert.equal(matcher.accepts(subject, mode), ours.outcome === 'match', context);
  }
  return 1;
}

describe("JavaScript's own engine", () => {
  it('is asked about patterns of which it is proved that there are few ways through them', () => {
    for (const source of ['a', '.*/rest/api/2/issue', '.*/issue/A-1(/.*)?', '[^/]+/[0-9]+/x', '(?i)a|b', 'a(?!b).*']) {
      assert.ok(matcherOf(source).isNative('full'), source);
    }
    const { lines } = parseRestrictions(realisticRules(200).join('\n'));
    const native = lines.filter(({ asRead }) => asRead.url.matcher?.isNative('full'));
    assert.ok(native.length > 150, `${native.length} of 200`);
  });

  it('is not asked about what it may not end with, or means otherwise', () => {
    const others = [
      '(a+)+b',
      '.*a.*b',
      '(a|b)*',
      '(?:a?){40}a{40}',
      '(a)\\1',
      'a++',
      '(?>a)b',
      '(?<=a)b',
      'a\\b',
      '\\X',
      'a*a*b',
    ];
    for (const source of others) assert.ok(!matcherOf(source).isNative('full'), source);
    for (const source of ['.*a', 'a*b']) assert.ok(!matcherOf(source).isNative('find'), source);
    assert.ok(matcherOf('^a*b').isNative('find'));
    assert.ok(matcherOf('abc?').isNative('find'));
  });

  it('answers as ours does, which is as Java does', () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
    const random = new RandomPatterns(seed);
    const asked = { full: 0, find: 0 };
    for (let i = 0; i < 4000; i++) {
      const [source, ...subjects] = random.row(6);
      for (const mode of ['full', 'find'] as const) asked[mode] += compareEngines(source, subjects, mode, seed);
    }
    assert.ok(asked.full > 300 && asked.find > 300, JSON.stringify(asked));
  });

  it('leaves to ours what it would be slow at, which gives up', () => {
    assert.equal(matcherOf('((a+)+)+b').accepts('a'.repeat(50), 'full', { steps: 10_000 }), 'gaveUp');
  });

  it('is not asked about ends of lines and halves of characters', () => {
    assert.equal(matcherOf('a$').accepts('a\n', 'find'), true);
    assert.equal(matcherOf('.').accepts('😀', 'full'), true);
  });
});
