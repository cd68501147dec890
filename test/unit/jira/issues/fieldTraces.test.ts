import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { holdsChange } from '../../../../src/jira/issues/fieldTraces.ts';

const documentOf = (...lines: string[]) => ({
  version: 1,
  type: 'doc',
  content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

describe('an issue holds what a change set', () => {
  const table: readonly (readonly [name: string, now: unknown, sent: unknown, isHeld: boolean])[] = [
    ['the same text', 'a', 'a', true],
    ['the text with other blanks and line ends', ' a\r\nb ', 'a b', true],
    ['another text', 'a', 'b', false],
    ['the number, sent as text', 3, '3', true],
    ['the number', 3, 3, true],
    ['another number', 3, 4, false],
    ['no value where one was sent', undefined, 'a', false],
    ['no value', undefined, null, true],
    ['null', null, null, true],
    ['an empty text for no value', '', null, true],
    ['an empty list for no value', [], null, true],
    ['a text where none was wanted', 'a', null, false],
    ['a list where none was wanted', ['a'], null, false],
    ['zero where none was wanted', 0, null, false],
    ['the moment in another zone', '2026-01-31T14:30:00.000+0100', '2026-01-31T13:30:00.000+0000', true],
    ['another moment', '2026-01-31T14:30:00.000+0100', '2026-01-31T14:30:00.000+0000', false],
    ['a day that is no moment', '2026-01-31', '2026-01-31T00:00:00.000+0000', false],
    ['a moment where a day was sent', '2026-01-31T00:00:00.000+0000', '2026-01-31', false],
    ['a text that holds a moment', 'at 2026-01-31T14:30Z', 'at 2026-01-31T15:30+01:00', false],
    ['the option with its name', { id: '1', value: 'One' }, { id: '1' }, true],
    ['another option', { id: '2', value: 'One' }, { id: '1' }, false],
    ['no option', null, { id: '1' }, false],
    [
      'the option and the one below it',
      { id: '1', child: { id: '2', value: 'x' } },
      { id: '1', child: { id: '2' } },
      true,
    ],
    ['the option without the one below it', { id: '1' }, { id: '1', child: { id: '2' } }, false],
    ['all values in another order', [{ id: '2', name: 'b' }, { id: '1' }], [{ id: '1' }, { id: '2' }], true],
    ['fewer values', [{ id: '1' }], [{ id: '1' }, { id: '2' }], false],
    ['more values', [{ id: '1' }, { id: '2' }], [{ id: '1' }], false],
    ['other values', [{ id: '1' }, { id: '3' }], [{ id: '1' }, { id: '2' }], false],
    ['a single value where a list was sent', { id: '1' }, [{ id: '1' }], false],
    ['the sprint among those of the issue', [{ id: 3 }, { id: 7, name: 'S' }], 7, true],
    ['no such sprint', [{ id: 3 }], 7, false],
    ['no value in a list of texts', ['7'], 7, false],
    ['the document with attributes of Jira', documentOf('a', 'b '), documentOf('a ', 'b'), true],
    ['another document', documentOf('a'), documentOf('b'), false],
  ];
  for (const [name, now, sent, isHeld] of table) {
    it(`${isHeld ? 'with' : 'not with'} ${name}`, () => {
      assert.equal(holdsChange({ f: now }, { fields: { f: sent } }), isHeld);
    });
  }

  it('where every field is as it was sent', () => {
    assert.equal(holdsChange({ a: 1, b: 2 }, { fields: { a: 1, b: 2 } }), true);
    assert.equal(holdsChange({ a: 1, b: 2 }, { fields: { a: 1, b: 3 } }), false);
    assert.equal(holdsChange({}, {}), true);
  });

  it('where all added values are there, and none that was removed', () => {
    const now = { labels: ['a', 'b'] };
    assert.equal(holdsChange(now, { update: { labels: [{ add: 'a' }, { remove: 'c' }] } }), true);
    assert.equal(holdsChange(now, { update: { labels: [{ add: 'a' }, { add: 'c' }] } }), false);
    assert.equal(holdsChange(now, { update: { labels: [{ add: 'a' }, { remove: 'b' }] } }), false);
    assert.equal(holdsChange({}, { update: { labels: [{ remove: 'b' }] } }), true);
    assert.equal(holdsChange({}, { update: { labels: [{ add: 'b' }] } }), false);
    assert.equal(holdsChange({ ...now, f: 1 }, { fields: { f: 2 }, update: { labels: [{ add: 'a' }] } }), false);
  });
});
