import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Budget } from '../../../../src/javaRegex/automata/budget.ts';
import { catalogue } from '../../../../src/restrictions/diagnostics/catalogue.ts';
import { LintSession, lint } from '../../../../src/restrictions/diagnostics/lint.ts';
import { type Assumptions, defaultAssumptions } from '../../../../src/restrictions/endpoints/assumptions.ts';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import type { Cases } from './cases.ts';
import { applyFix, diagnose, spoiled } from './fixes.ts';
import { languageCases } from './languageCases.ts';
import { reachCases } from './reachCases.ts';
import { syntaxCases } from './syntaxCases.ts';

const cases: Readonly<Record<string, Cases>> = { ...syntaxCases, ...reachCases, ...languageCases };

/** Applies the first fix of a kind again and again. */
function fixAll(text: string, code: string, assumptions: Partial<Assumptions>): string {
  let fixed = text;
  for (let round = 0; round < 8; round++) {
    const fixable = diagnose(fixed, assumptions).find(found => found.code === code && found.fix !== undefined);
    if (fixable === undefined) return fixed;
    fixed = applyFix(fixed, fixable);
  }
  return fixed;
}

describe('the diagnostics', () => {
  it('each have at least five texts that they find and five that they do not', () => {
    assert.deepEqual(Object.keys(cases).sort(), catalogue.map(kind => kind.code).sort());
    for (const [code, { bad, good }] of Object.entries(cases)) {
      assert.ok(bad.length >= 5 && good.length >= 5, code);
    }
  });

  for (const [code, { bad, good, assumptions = {} }] of Object.entries(cases)) {
    it(`${code} finds what it is for`, () => {
      const missed = bad.filter(text => !diagnose(text, assumptions).some(found => found.code === code));
      assert.deepEqual(missed, []);
    });

    it(`${code} leaves near misses alone`, () => {
      const wrong = good.filter(text => diagnose(text, assumptions).some(found => found.code === code));
      assert.deepEqual(wrong, []);
    });

    it(`${code} has fixes after which it is gone`, () => {
      const left = bad
        .filter(text => diagnose(text, assumptions).some(found => found.code === code && found.fix !== undefined))
        .map(text => [text, fixAll(text, code, assumptions)])
        .filter(([, fixed = '']) =>
          diagnose(fixed, assumptions).some(found => found.code === code && found.fix !== undefined),
        );
      assert.deepEqual(left, []);
    });

    it(`${code} is mended without a new error, and without another meaning where it shall stay`, () => {
      assert.deepEqual(
        [...bad, ...good].flatMap(text => spoiled(text, assumptions)),
        [],
      );
    });
  }

  it('have places within the text, and sentences without a gap', () => {
    for (const [code, { bad, assumptions = {} }] of Object.entries(cases)) {
      for (const text of bad) {
        for (const { start, end, message } of diagnose(text, assumptions)) {
          assert.ok(start >= 0 && start <= end && end <= text.length, `${code}: ${text}`);
          assert.doesNotMatch(message, /undefined|NaN|\{[2-9]\}/, `${code}: ${text}`);
        }
      }
    }
  });

  it('are documented', () => {
    for (const { code, docs, template } of catalogue) {
      for (const words of [docs.what, docs.why, docs.bad, docs.good, template]) assert.ok(words.length > 0, code);
    }
    assert.equal(new Set(catalogue.map(kind => kind.code)).size, catalogue.length);
  });

  it('stand at the right place on every line', () => {
    const text = '.*/a\n[GET].*/b\n.*/x{,3}';
    const found = diagnose(text).filter(({ code }) => code === 'method-case' || code === 'brace-no-min');
    assert.deepEqual(
      found.map(({ code, start, end }) => [code, text.slice(start, end)]),
      [
        ['method-case', 'GET'],
        ['brace-no-min', '{,3}'],
      ],
    );
  });

  it('are the same when they are looked for cooperatively, and end when they are not wanted any more', async () => {
    const restrictions = parseRestrictions('.*\n[GET].*/b\n.*/x{,3}\n.*');
    const session = new LintSession();
    assert.deepEqual(await session.lint(restrictions, defaultAssumptions), lint(restrictions));
    assert.deepEqual(await session.lint(restrictions, defaultAssumptions, AbortSignal.abort()), []);
  });

  it('of a known line are those of a new line, wherever it stands and whatever is assumed', async () => {
    const lines = ['.*/rest/api/2/issue/[1-20]', '[GET].*/b ', '.*/x{,3}', '.*/search?jql=a b', '.*/rest/api/3/issue'];
    const texts = ['\n', '\r\n', '<br>', '\\n'].flatMap(separator => [
      lines.join(separator),
      [...lines].reverse().join(separator),
    ]);
    const session = new LintSession();
    for (const text of [...texts, ...texts]) {
      for (const change of [{}, { match: 'find' }, { product: 'cloud' }, { baseUrl: 'https://x' }] as const) {
        const assumptions = { ...defaultAssumptions, ...change };
        const found = await session.lint(session.parse(text), assumptions);
        assert.deepEqual(found, lint(parseRestrictions(text), assumptions));
      }
    }
  });

  it('of a known line cost nothing', async () => {
    const session = new LintSession();
    const text = '.*(a|b)*/rest/api/2/issue/[A-Z]+-1.*\n.*/x{,3}';
    await session.lint(session.parse(text), defaultAssumptions);
    const before = Budget.spent;
    assert.ok(before > 0);
    await session.lint(session.parse(`\n${text}`), defaultAssumptions);
    assert.equal(Budget.spent, before);
  });
});
