import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Preserved } from '../../../../src/jira/documents/preserved.ts';

describe('preserved parts', () => {
  const [rule, media] = [{ type: 'rule' }, { type: 'media', attrs: { id: '7' } }];

  it('are held as long as one of their placeholders stands', () => {
    const preserved = new Preserved();
    assert.equal(preserved.holds(rule), false);
    for (const expected of ['⟦line #1⟧', '⟦line #2⟧', '⟦line #3⟧'])
      assert.equal(preserved.keep(rule, 'line'), expected);
    assert.equal(preserved.keep(media, ''), '⟦media #4⟧');
    for (const [size, hasRule, hasMedia] of [
      [4, true, true],
      [3, true, false],
      [2, true, false],
      [1, true, false],
      [0, false, false],
    ] as const) {
      preserved.shrink(size);
      assert.deepEqual([preserved.holds(rule), preserved.holds(media)], [hasRule, hasMedia], `of ${size}`);
      assert.equal(preserved.size, size);
    }
    preserved.keep(rule, 'line');
    assert.equal(preserved.holds(rule), true);
  });

  it('have short labels without signs of Markdown', () => {
    const preserved = new Preserved();
    assert.equal(preserved.keep(rule, ' a*b_[c]  d '), '⟦a b c d #1⟧');
    assert.equal(preserved.keep(rule, '*'), '⟦rule #2⟧');
    assert.equal(preserved.keep(rule, 'x'.repeat(80)), `⟦${'x'.repeat(60)} #3⟧`);
    assert.equal(preserved.find(1), rule);
    assert.equal(preserved.find(0), undefined);
    assert.equal(preserved.find(4), undefined);
  });

  it('are missed where a text names them, but neither a node nor its words have them', () => {
    const preserved = Preserved.of([rule, media]);
    const status = { type: 'status' };
    preserved.keep(status, 'done');
    const source = '⟦rule #1⟧ ⟦media #2⟧ ⟦done #3⟧ ⟦none #4⟧ ⟦rule #1⟧';
    const text = (words: string) => ({ type: 'text', text: words });
    assert.deepEqual(preserved.leftOut(source, []), [rule, media, { type: 'paragraph', content: [status] }]);
    assert.deepEqual(preserved.leftOut(source, [rule, { type: 'panel', content: [media, status] }]), []);
    assert.deepEqual(preserved.leftOut(source, [text('as ⟦rule #1⟧ is'), text('⟦media #2⟧'), status]), []);
    assert.deepEqual(preserved.leftOut(source, [text('⟦rule #1'), text('⟧'), media, status]), [rule]);
    assert.deepEqual(preserved.leftOut('no placeholder', []), []);
  });
});
