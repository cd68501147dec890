import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { atOnce } from '../../../../src/base/cooperatively.ts';
import { costSteps } from '../../../../src/javaRegex/cost/attack.ts';
import { degreeAtMost } from '../../../../src/javaRegex/cost/sharing.ts';
import { parsePattern } from '../../../../src/javaRegex/regex/parser.ts';
import { costlyPatterns } from './costlyPatterns.ts';

function degree(source: string): number | undefined {
  return degreeAtMost(parsePattern(source).root);
}

describe('the proof of how many ways there are through a pattern', () => {
  it('counts loops that can share a stretch with the one before', () => {
    assert.equal(degree('a/b'), 1);
    assert.equal(degree('.*/a'), 1);
    assert.equal(degree('.*/issue/.*/x'), 2);
    assert.equal(degree('.*/rest/.*/issue/.*/x'), 3);
    assert.equal(degree('.*/issue/[0-9]+/x'), 1);
    assert.equal(degree('.*/issue/[0-9]+/[^/]*'), 1);
    assert.equal(degree('.*/issue/[0-9]+[^/]*'), 2);
  });

  it('leaves out what cannot fail at the end', () => {
    assert.equal(degree('.*/issue/.*'), 1);
    assert.equal(degree('.*/rest/.*/issue/.*'), 2);
    assert.equal(degree('.*/issue/(A-1|B-[0-9]+)(/.*)?'), 1);
    assert.equal(degree('[^?;]*/rest/api/2/issue/[^/?#;]+([?].*)?'), 1);
    assert.equal(degree('.*/issue/.{0,20}'), 2);
    assert.equal(degree('.*/issue/[a-z/]*'), 2);
  });

  it('takes no optional character for a fence', () => {
    assert.equal(degree('a*/?a*'), 2);
    assert.equal(degree('a*/{0,3}a*'), 2);
    assert.equal(degree('a*(?:/|a)a*'), 2);
    assert.equal(degree('a*/{1,3}a*'), 1);
  });

  it('proves nothing of what it does not understand', () => {
    for (const source of ['(a+)+', '(a*)\\1', 'a*+b', '(?>a*)b', 'a(?=.*b)', '(?<=a)b', '\\X*']) {
      assert.equal(degree(source), undefined, source);
    }
  });

  it('is never below what an attack shows', () => {
    for (const source of Object.values(costlyPatterns).flat()) {
      const proved = degree(source);
      const shown = atOnce(costSteps(parsePattern(source), 'full'));
      if (proved !== undefined) assert.ok((shown?.degree ?? 1) <= proved, `${source}: ${shown?.degree} > ${proved}`);
    }
  });
});
