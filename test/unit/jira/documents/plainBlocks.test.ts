// Blocks of plain words are not read back before they are shown: they must be such that this would find nothing.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { adfToMarkdown } from '../../../../src/jira/documents/adfToMarkdown.ts';
import { canonical } from '../../../../src/jira/documents/canonical.ts';
import { markdownToAdf } from '../../../../src/jira/documents/markdownToAdf.ts';
import { Names } from '../../../../src/jira/documents/names.ts';
import { PlainBlocks } from '../../../../src/jira/documents/plainBlocks.ts';
import { bullets, doc, item, p, picture, tasks, text } from './nodes.ts';

const words = fc
  .array(
    fc.constantFrom(
      ...[
        'word',
        'Höhe',
        'данные',
        '数据',
        'it’s',
        'v2',
        '12',
        '3.',
        '4)',
        '(a)',
        '"b"',
        "c's",
        '-',
        '--',
        '—',
        '50%',
        '!',
      ],
      ...[
        'Why?',
        'e.g.',
        'file.ts',
        'a-b',
        'x;',
        'naïve',
        'A',
        'i',
        'ﬁ',
        'é',
        '',
        '  ',
        '- a',
        '* b',
        '# c',
        '> d',
        '1. e',
      ],
      ...[
        '*f*',
        '_g_',
        '`h`',
        '[i](j)',
        'https://k.example',
        'l:m',
        '|',
        '~~n~~',
        '&amp;',
        '<o>',
        '\\',
        '=',
        '+',
        '\t',
        '\u00a0',
      ],
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map(all => all.join(' '));
const line = words.map(value => p(text(value)));
const list = fc.letrec<{ list: AdfNode }>(tie => ({
  list: fc
    .tuple(
      fc.constantFrom('bulletList', 'orderedList'),
      fc.array(fc.tuple(line, fc.option(tie('list'), { maxDepth: 2 })), { minLength: 1, maxLength: 3 }),
    )
    .map(([type, items]) => ({ type, content: items.map(([first, below]) => item(first, ...(below ? [below] : []))) })),
})).list;
const table = fc.array(fc.tuple(line, line), { minLength: 1, maxLength: 3 }).map(rows => ({
  type: 'table',
  content: rows.map((cells, at) => ({
    type: 'tableRow',
    content: cells.map(cell => ({ type: at === 0 ? 'tableHeader' : 'tableCell', content: [cell] })),
  })),
}));
const block: fc.Arbitrary<AdfNode> = fc.oneof(
  line,
  line,
  fc.tuple(words, fc.integer({ min: 0, max: 7 })).map(([value, level]) => ({
    type: 'heading',
    attrs: { level },
    content: [text(value)],
  })),
  list,
  list,
  table,
  fc.array(line, { minLength: 1, maxLength: 2 }).map(content => ({ type: 'blockquote', content })),
  fc.tuple(words, fc.constantFrom('', 'java', 'c++')).map(([value, language]) => ({
    type: 'codeBlock',
    ...(language ? { attrs: { language } } : {}),
    content: [text(`${value}\n\`\`\`\n  ${value}`)],
  })),
  fc.constantFrom<AdfNode>({ type: 'rule' }, p(), tasks('t', 'a'), picture, p(text('bold', 'strong'))),
);

describe('blocks of plain words', () => {
  it('are read as they were, whatever stands beside them', () => {
    let sure = 0;
    const plain = new PlainBlocks(new Names());
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), blocks => {
        sure += blocks.filter((node, at) => plain.has(node, blocks[at - 1], blocks[at + 1])).length;
        const { blocks: written, preserved } = adfToMarkdown(doc(...blocks));
        const read = markdownToAdf(written.join('\n\n'), preserved);
        assert.deepEqual(read.content.map(canonical), blocks.map(canonical), written.join('\n\n'));
      }),
      { numRuns: 3_000 },
    );
    assert.ok(sure > 300, String(sure));
  });

  it('have nothing that Markdown does not say', () => {
    const has = (node: AdfNode, names = new Names()) => new PlainBlocks(names).has(node, undefined, undefined);
    assert.ok(has({ ...p(text('words')), attrs: { localId: 'x' } }));
    for (const node of [
      { ...p(text('words')), attrs: { other: 'x' } },
      { ...p(text('words')), marks: [{ type: 'alignment' }] },
      p(text('words', 'strong')),
      p(text('words'), text('more')),
      p({ type: 'emoji', text: 'words' }),
      p(text('words ')),
      p(text('1. words')),
      { type: 'heading', attrs: { level: 2, other: 1 }, content: [text('words')] },
      { type: 'orderedList', attrs: { order: 2 }, content: [item(p(text('words')))] },
      { type: 'codeBlock', attrs: { language: 'java', wrap: true }, content: [text('words')] },
      { type: 'codeBlock', content: [text('words\r')] },
      { type: 'panel', attrs: { panelType: 'info' }, content: [p(text('words'))] },
    ])
      assert.ok(!has(node), JSON.stringify(node));
    const cell = (type: string, ...content: AdfNode[]) => ({ type, content });
    const rows = (...cells: AdfNode[][]) => ({
      type: 'table',
      content: cells.map(content => ({ type: 'tableRow', content })),
    });
    const head = cell('tableHeader', p(text('a')));
    const body = cell('tableCell', p(text('5 b')));
    assert.ok(has(rows([head, head], [body, body])));
    for (const node of [
      rows([body, head]),
      rows([head], [head]),
      rows([head, head], [body]),
      rows([head], [cell('tableCell', p(text('a')), p(text('b')))]),
      rows([head], [{ ...body, attrs: { colspan: 2 } }]),
      { ...rows([head], [body]), attrs: { layout: 'wide' } },
      { type: 'bulletList', content: [item(p(text('a')), p(text('b')))] },
      { type: 'bulletList', content: [item(p(text('a')), bullets('b'), bullets('c'))] },
      { type: 'bulletList', content: [{ ...item(p(text('a'))), attrs: { other: 1 } }] },
    ])
      assert.ok(!has(node), JSON.stringify(node));
    const mention = { type: 'mention', attrs: { id: 'x', text: '@words' } };
    assert.ok(!has(p(text('@words')), new Names([{ text: '@words', node: mention }])));
    assert.ok(!has(p(text('a PAY-1 b')), new Names([{ text: 'PAY-1', node: mention }])));
  });
});
