// Emphasis and links over several texts, as Markdown says them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { AdfMark, AdfNode } from '../../../../src/jira/documents/adf.ts';
import { canonical } from '../../../../src/jira/documents/canonical.ts';
import { markdownToDocument, toEditable } from '../../../../src/jira/documents/index.ts';
import { doc, p, text } from './nodes.ts';

const link = (href: string): AdfMark => ({ type: 'link', attrs: { href } });
const linked = (value: string, href: string, ...marks: string[]): AdfNode => ({
  type: 'text',
  text: value,
  marks: [link(href), ...marks.map(type => ({ type }))],
});

describe('marks that several texts share', () => {
  const cases: readonly (readonly [string, readonly AdfNode[]])[] = [
    ['**bold *both* bold**', [text('bold ', 'strong'), text('both', 'strong', 'em'), text(' bold', 'strong')]],
    ['*a **b***', [text('a ', 'em'), text('b', 'em', 'strong')]],
    ['***a** b*', [text('a', 'em', 'strong'), text(' b', 'em')]],
    [
      '~~gone *and* **gone**~~',
      [text('gone ', 'strike'), text('and', 'strike', 'em'), text(' ', 'strike'), text('gone', 'strike', 'strong')],
    ],
    [
      '[see *this* page](https://a.example/x)',
      [
        linked('see ', 'https://a.example/x'),
        linked('this', 'https://a.example/x', 'em'),
        linked(' page', 'https://a.example/x'),
      ],
    ],
    [
      '**see [this](https://a.example/x) page**',
      [text('see ', 'strong'), linked('this', 'https://a.example/x', 'strong'), text(' page', 'strong')],
    ],
    [
      '[one ](https://a.example/1)[two](https://a.example/2)',
      [linked('one ', 'https://a.example/1'), linked('two', 'https://a.example/2')],
    ],
    ['**run `it` now**', [text('run ', 'strong'), text('it', 'strong', 'code'), text(' now', 'strong')]],
  ];
  it('are one link only with one tooltip', () => {
    const titled = (value: string, title: string): AdfNode => ({
      type: 'text',
      text: value,
      marks: [{ type: 'link', attrs: { href: 'https://a.example/x', title } }],
    });
    const document = doc(p(titled('one ', 't "x"'), titled('two', 't "x"'), titled('three', 'other')));
    const { markdown, origin } = toEditable(document);
    assert.equal(markdown, '[one two](https://a.example/x "t \\"x\\"")[three](https://a.example/x "other")');
    const sent = markdownToDocument(markdown.replace('one', 'new'), origin);
    const wanted = doc(p(titled('new two', 't "x"'), titled('three', 'other')));
    assert.deepEqual(sent.content.map(canonical), wanted.content.map(canonical));
    const odd = toEditable(doc(p(titled('a', ' '), text(' '), titled('b', 'x\ny'))));
    assert.equal(odd.markdown, '⟦a #1⟧ ⟦b #2⟧');
  });

  for (const [markdown, content] of cases) {
    it(`are one: ${markdown}`, () => {
      const document = doc(p(...content));
      const editable = toEditable(document);
      if (!markdown.includes(' ]') && !markdown.includes('`')) assert.equal(editable.markdown, markdown);
      const edited = markdownToDocument(`${editable.markdown} more`, editable.origin);
      assert.deepEqual(edited.content.map(canonical), doc(p(...content, text(' more'))).content.map(canonical));
    });
  }

  const red: AdfNode = { type: 'text', text: 'red', marks: [{ type: 'textColor', attrs: { color: '#ff0000' } }] };
  const blanks: readonly (readonly [string, readonly AdfNode[]])[] = [
    ['**Note:** words', [text('Note: ', 'strong'), text('words')]],
    ['words **bold** end', [text('words'), text(' bold ', 'strong'), text('end')]],
    ['**a** *words* b', [text('a ', 'strong'), text('words ', 'em'), text('b')]],
    ['**words** ⟦red #1⟧ **b**', [text('words ', 'strong'), red, text(' b', 'strong')]],
    ['[words](https://a.example/x) b', [linked('words ', 'https://a.example/x'), text('b')]],
    ['~~a~~ \n **words**', [text('a ', 'strike'), { type: 'hardBreak' }, text(' words', 'strong')]],
  ];
  for (const [markdown, content] of blanks) {
    it(`leave words beside their blanks a text: ${JSON.stringify(markdown)}`, () => {
      const document = doc({ ...p(...content), attrs: { localId: 'x' } });
      const editable = toEditable(document);
      assert.equal(editable.markdown, markdown);
      const changes = [
        ['words', 'new'],
        ['words', 'two new'],
        ['b', 'c'],
      ] as const;
      for (const [word, by] of changes.filter(([word]) => markdown.replace('bold', '').includes(word))) {
        const place = new RegExp(`\\b${word}\\b`);
        const sent = markdownToDocument(markdown.replace(place, by), editable.origin);
        assert.deepEqual(sent, JSON.parse(JSON.stringify(document).replace(place, by)), by);
      }
    });
  }

  it('come back as they were, whatever they stand around', () => {
    const words = fc.constantFrom('a', 'b c', ' d', 'e ', ' f ', 'g.', '(h)', '*', '_', 'é', '~');
    const marks = fc.subarray(['strong', 'em', 'strike'] as const);
    const href = fc.constantFrom(undefined, undefined, 'https://a.example/1', 'https://a.example/2');
    const node = fc.tuple(words, marks, href).map(([value, own, url]): AdfNode => {
      const all = [...(url === undefined ? [] : [link(url)]), ...own.map((type): AdfMark => ({ type }))];
      return all.length > 0 ? { type: 'text', text: value, marks: all } : text(value);
    });
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 6 }), content => {
        const document = doc(p(text('start '), ...content, text(' end')));
        const { markdown, origin } = toEditable(document);
        const edited = markdownToDocument(markdown.replace('start', 'begin'), origin);
        const wanted = doc(p(text('begin '), ...content, text(' end')));
        assert.deepEqual(edited.content.map(canonical), wanted.content.map(canonical), markdown);
      }),
      { numRuns: 1_000 },
    );
  });
});
