import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { AdfDocument, AdfMark, AdfNode } from '../../../../src/jira/documents/adf.ts';
import { adfToMarkdown } from '../../../../src/jira/documents/adfToMarkdown.ts';
import { canonical } from '../../../../src/jira/documents/canonical.ts';
import { markdownToDocument, toEditable } from '../../../../src/jira/documents/editable.ts';
import { markdownToAdf } from '../../../../src/jira/documents/markdownToAdf.ts';
import { parseAdf } from '../../../../src/jira/documents/parseAdf.ts';
import { Preserved } from '../../../../src/jira/documents/preserved.ts';
import { adfProblem } from '../../../servers/jira/adfSchema.ts';
import { bullets, doc, item, numbers, p, strange, tasks, text } from './nodes.ts';

function roundTrip(document: AdfDocument): AdfDocument {
  const { blocks, preserved } = adfToMarkdown(document);
  return markdownToAdf(blocks.join('\n\n'), preserved);
}

function same(seen: AdfDocument, wanted: AdfDocument): void {
  assert.deepEqual(seen.content.map(canonical), wanted.content.map(canonical));
}

describe('Markdown as a document of Jira', () => {
  const cases: [string, AdfNode[]][] = [
    ['two\nlines', [p(text('two'), { type: 'hardBreak' }, text('lines'))]],
    ['a\\\nb', [p(text('a'), { type: 'hardBreak' }, text('b'))]],
    [
      '**bold** *it* `code` ~~gone~~',
      [
        p(
          text('bold', 'strong'),
          text(' '),
          text('it', 'em'),
          text(' '),
          text('code', 'code'),
          text(' '),
          text('gone', 'strike'),
        ),
      ],
    ],
    ['## Title', [{ type: 'heading', attrs: { level: 2 }, content: [text('Title')] }]],
    [
      '- a\n- b\n  - c',
      [
        {
          type: 'bulletList',
          content: [item(p(text('a'))), item(p(text('b')), { type: 'bulletList', content: [item(p(text('c')))] })],
        },
      ],
    ],
    ['3. c\n4. d', [{ type: 'orderedList', attrs: { order: 3 }, content: [item(p(text('c'))), item(p(text('d')))] }]],
    ['```java\nint x;\n```', [{ type: 'codeBlock', attrs: { language: 'java' }, content: [text('int x;')] }]],
    ['> quoted', [{ type: 'blockquote', content: [p(text('quoted'))] }]],
    ['> [!WARNING]\n> careful', [{ type: 'panel', attrs: { panelType: 'warning' }, content: [p(text('careful'))] }]],
    ['---', [{ type: 'rule' }]],
    ['[@Fred F](mention:5b10%3Aa)', [p({ type: 'mention', attrs: { id: '5b10:a', text: '@Fred F' } })]],
    ['[@x](mention:%E0%A4%A)', [p({ type: 'mention', attrs: { id: '%E0%A4%25A', text: '@x' } })]],
    [
      'see https://example.com/x',
      [
        p(text('see '), {
          type: 'text',
          text: 'https://example.com/x',
          marks: [{ type: 'link', attrs: { href: 'https://example.com/x' } }],
        }),
      ],
    ],
    ['<script>x</script> e.g. file.ts', [p(text('<script>x</script> e.g. file.ts'))]],
    [
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
      [
        {
          type: 'table',
          content: [
            { type: 'tableRow', content: ['a', 'b'].map(t => ({ type: 'tableHeader', content: [p(text(t))] })) },
            { type: 'tableRow', content: ['1', '2'].map(t => ({ type: 'tableCell', content: [p(text(t))] })) },
          ],
        },
      ],
    ],
  ];
  for (const [markdown, expected] of cases) {
    it(`reads ${JSON.stringify(markdown)}`, () => {
      const document = markdownToAdf(markdown);
      assert.deepEqual(document.content, expected);
      assert.equal(adfProblem(document), undefined);
    });
  }

  it('reads task lists', () => {
    const document = markdownToAdf('- [ ] open\n- [x] **done**');
    assert.equal(adfProblem(document), undefined);
    const states = document.content[0]?.content?.map(({ attrs }) => attrs?.['state']);
    assert.deepEqual(states, ['TODO', 'DONE']);
  });

  it('makes valid documents of anything that is typed', () => {
    const pieces = [
      '# ',
      '- ',
      '1. ',
      '> ',
      '> [!NOTE]\n',
      '```\n',
      '| a |\n| - |\n',
      '**',
      '`',
      '[x](',
      '<',
      '\n',
      '\n\n',
      '    ',
      '- [ ] ',
      '---\n',
      'word ',
      ...strange.map((_, at) => `⟦x #${at + 1}⟧`),
      '> > ',
      '\\',
      '&amp;',
      '~~',
      'ž',
    ];
    const markdown = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 30 });
    fc.assert(
      fc.property(markdown, parts => {
        const document = markdownToAdf(parts.join(''), Preserved.of(strange));
        assert.equal(adfProblem(document), undefined, JSON.stringify(parts.join('')));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a document of Jira as Markdown', () => {
  it('comes back as it was, and reads well', () => {
    const document = doc(
      { type: 'heading', attrs: { level: 3 }, content: [text('A * b # c')] },
      p(
        text('1. no list'),
        { type: 'hardBreak' },
        text('- no list'),
        text(' bold ', 'strong'),
        text('_x_ [y] <z> `q` & ~~'),
      ),
      {
        type: 'bulletList',
        content: [item(p(text('a')), { type: 'codeBlock', content: [text('x\n\ny')] }), item(p(text('b')))],
      },
      { type: 'codeBlock', attrs: { language: 'ts' }, content: [text('```\nlet x;')] },
      { type: 'panel', attrs: { panelType: 'info' }, content: [p(text('one')), p(text('two'))] },
    );
    same(roundTrip(document), document);
    const [heading] = adfToMarkdown(document).blocks;
    assert.equal(heading, '### A \\* b # c');
  });

  it('pads code that begins or ends with a tick', () => {
    const written = (code: string) => adfToMarkdown(doc(p(text(code, 'code')))).blocks[0];
    assert.equal(written('`a'), '`` `a ``');
    assert.equal(written('a`'), '`` a` ``');
    assert.equal(written('a`b'), '``a`b``');
    assert.equal(written('``'), '``` `` ```');
    assert.equal(written(' a '), '`  a  `');
    assert.equal(written(' a'), '` a`');
    assert.equal(written('  '), '`  `');
  });

  it('keeps untouched what Markdown cannot say, where it stood', () => {
    const strange = [
      {
        type: 'mediaSingle',
        attrs: { layout: 'center' },
        content: [{ type: 'media', attrs: { id: 'x', type: 'file', collection: '' } }],
      },
      p(
        text('a '),
        { type: 'text', text: 'red', marks: [{ type: 'textColor', attrs: { color: '#ff0000' } }] },
        text(' b'),
      ),
      p(
        { type: 'status', attrs: { text: 'Done [#1]', color: 'green' } },
        { type: 'emoji', attrs: { shortName: ':smile:' } },
      ),
      { type: 'paragraph', marks: [{ type: 'alignment', attrs: { align: 'center' } }], content: [text('centered')] },
      { type: 'layoutSection', content: [{ type: 'layoutColumn', content: [p(text('inside'))] }] },
      { type: 'somethingNew', attrs: { a: 1 }, content: [text('?')] },
    ];
    const document = doc(...strange);
    same(roundTrip(document), document);
    const { blocks } = adfToMarkdown(document);
    assert.match(blocks[1] ?? '', /^a ⟦red #2⟧ b$/);
    assert.match(blocks[4] ?? '', /^⟦layoutSection inside #\d+⟧$/);
  });

  it('keeps lists apart that follow each other', () => {
    const lists = [bullets('a'), tasks('t', 'b'), tasks('u', 'c', 'd'), bullets('e'), bullets('f')];
    const ordered = [numbers('g'), numbers('h', 'i'), numbers('j')];
    const document = doc(...lists, ...ordered, {
      type: 'blockquote',
      content: [bullets('k'), bullets('l'), numbers('m'), numbers('n')],
    });
    same(roundTrip(document), document);
    assert.deepEqual(adfToMarkdown(document).blocks.slice(0, 8), [
      '- a',
      '* [ ] b',
      '- [ ] c\n- [x] d',
      '* e',
      '- f',
      '1. g',
      '1) h\n2) i',
      '1. j',
    ]);
    const { markdown, origin } = toEditable(document);
    assert.deepEqual(markdownToDocument(markdown, origin), document);
    assert.deepEqual(adfToMarkdown(document).preserved.all, []);
  });

  it('edits lists that say that they begin at 1, or begin elsewhere', () => {
    const first = { ...numbers('a'), attrs: { order: 1 } };
    const third = { ...numbers('c'), attrs: { order: 3 } };
    const document = doc(first, third, { type: 'bulletList', content: [item(p(text('b')), third)] });
    same(roundTrip(document), document);
    assert.deepEqual(adfToMarkdown(document).blocks, ['1. a', '3) c', '- b\n\n  3. c']);
  });

  it('gives each task an id that no other has', () => {
    const { markdown, origin } = toEditable(doc(tasks('task', 'a', 'b'), p(text('x')), tasks('other', 'c')));
    const edited = markdownToDocument(`- [ ] new\n\nx\n\n${markdown}\n\n> [!NOTE]\n> - [ ] d`, origin);
    const ids = JSON.stringify(edited).match(/"localId":"[^"]*"/g) ?? [];
    assert.equal(ids.length, 9);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(edited.content[2], tasks('task', 'a', 'b'));
    assert.equal(adfProblem(edited), undefined);
  });

  it('does not take what somebody wrote for what was preserved', () => {
    const document = doc(p({ type: 'status', attrs: { text: 'x', color: 'green' } }), p(text('literal ⟦x #1⟧ here')));
    same(roundTrip(document), document);
  });

  it('comes back as it was, whatever stands in it', () => {
    const words = fc.stringMatching(/^[ -~ž⟦⟧]{1,12}$/).filter(word => word.trim() === word);
    const marks = fc.subarray(['strong', 'em', 'strike'] as const).map(list => list.map((type): AdfMark => ({ type })));
    const texts = fc
      .array(fc.tuple(words, marks), { minLength: 1, maxLength: 3 })
      .map(list =>
        list.flatMap(([word, own], index): AdfNode[] => [
          ...(index > 0 ? [{ type: 'hardBreak' }] : []),
          own.length > 0 ? { type: 'text', text: word, marks: own } : { type: 'text', text: word },
        ]),
      );
    const paragraph = texts.map(content => p(...content));
    const block = fc.oneof(
      paragraph,
      fc
        .array(paragraph, { minLength: 1, maxLength: 3 })
        .map(list => ({ type: 'bulletList', content: list.map(each => item(each)) })),
      paragraph.map(each => ({ type: 'blockquote', content: [each] })),
      words.map(value => ({ type: 'codeBlock', content: [text(value)] })),
      fc
        .tuple(fc.constantFrom(bullets, numbers), fc.array(words, { minLength: 1, maxLength: 3 }))
        .map(([list, items]) => list(...items)),
      fc.array(words, { minLength: 1, maxLength: 3 }).map(items => tasks('t', ...items)),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), blocks => {
        const document = doc(...blocks);
        same(roundTrip(document), document);
        const { markdown, origin } = toEditable(document);
        assert.deepEqual(markdownToDocument(markdown, origin), document);
      }),
      { numRuns: 500 },
    );
  });

  it('is read with distrust', () => {
    assert.deepEqual(parseAdf('x').content, []);
    assert.deepEqual(parseAdf({ content: [7, null, { text: 'x' }, { type: 'paragraph', content: 'no' }] }).content, [
      { type: 'paragraph' },
    ]);
  });
});

describe('emphasis in emphasis, deeper than anybody reads', () => {
  it('ends where it ends', () => {
    // One kind of emphasis within the other, 40 deep: a letter before each level, and one behind it.
    const marks = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? '*' : '__'));
    const markdown = `${marks.map(mark => `${mark}a `).join('')}x${marks
      .toReversed()
      .map(mark => ` b${mark}`)
      .join('')} end`;
    const [paragraph] = markdownToAdf(markdown).content;
    const texts = paragraph?.content ?? [];
    const marksOf = (node: AdfNode | undefined) => (node?.marks ?? []).map(({ type }) => type);
    assert.equal(texts.map(node => node.text).join(''), `${'a '.repeat(40)}x${' b'.repeat(40)} end`);
    assert.deepEqual([texts.at(-1)?.text, marksOf(texts.at(-1))], [' end', []]);
    assert.deepEqual(marksOf(texts.at(-2)), ['em']);
    assert.deepEqual(marksOf(texts.at(-3)), ['em', 'strong']);
  });
});
