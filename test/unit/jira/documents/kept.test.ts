import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { markdownToAdf } from '../../../../src/jira/documents/markdownToAdf.ts';
import { Preserved } from '../../../../src/jira/documents/preserved.ts';
import { adfProblem } from '../../../servers/jira/adfSchema.ts';
import { bullets, doc, expand, p, picture, strange, tasks, text } from './nodes.ts';

const header = (...content: AdfNode[]): AdfNode => ({ type: 'tableHeader', content });
const table = (...rows: AdfNode[][]): AdfNode => ({
  type: 'table',
  content: rows.map(content => ({ type: 'tableRow', content })),
});

describe('what is kept of a document, where text touches it', () => {
  const own = tasks('task', 'a');
  const cases: [string, AdfNode[]][] = [
    ['Here:\n⟦picture #1⟧', [p(text('Here:')), picture]],
    ['See: ⟦picture #1⟧ and\nmore', [p(text('See:')), picture, p(text('and'), { type: 'hardBreak' }, text('more'))]],
    ['⟦picture #1⟧ ⟦more #2⟧', [picture, expand]],
    ['# ⟦picture #1⟧', [picture]],
    [
      '## A ⟦picture #1⟧ *b*',
      [{ type: 'heading', attrs: { level: 2 }, content: [text('A '), text(' '), text('b', 'em')] }, picture],
    ],
    ['**bold ⟦picture #1⟧ too**', [p(text('bold', 'strong')), picture, p(text('too', 'strong'))]],
    ['- ⟦picture #1⟧', [{ type: 'bulletList', content: [{ type: 'listItem', content: [picture] }] }]],
    ['- a\n- b\n\n  ⟦more #2⟧\n- c', [bullets('a', 'b', 'c'), expand]],
    ['- ⟦more #2⟧', [expand]],
    [
      '> a ⟦picture #1⟧\n>\n> ⟦more #2⟧\n>\n> b',
      [{ type: 'blockquote', content: [p(text('a')), picture, p(text('b'))] }, expand],
    ],
    [
      '> [!NOTE]\n> ⟦picture #1⟧ ⟦more #2⟧',
      [{ type: 'panel', attrs: { panelType: 'note' }, content: [picture] }, expand],
    ],
    [
      '| a ⟦more #2⟧ |\n| --- |\n| ⟦picture #1⟧ |',
      [table([header(p(text('a')))], [{ type: 'tableCell', content: [picture] }]), expand],
    ],
    [
      '| a |\n| - |\n| b | ⟦picture #1⟧ |',
      [
        table(
          [header(p(text('a'))), header(p())],
          [
            { type: 'tableCell', content: [p(text('b'))] },
            { type: 'tableCell', content: [picture] },
          ],
        ),
      ],
    ],
    ['> | ⟦picture #1⟧ |\n> | --- |', [{ type: 'blockquote', content: [picture] }]],
  ];
  for (const [markdown, expected] of cases) {
    it(`stands in ${JSON.stringify(markdown)}`, () => {
      const document = markdownToAdf(markdown, Preserved.of([picture, expand]));
      assert.deepEqual(document.content, expected);
      assert.equal(adfProblem(document), undefined);
    });
  }

  it('stands in a cell where its alignment or its indentation may stand there', () => {
    const [aligned, indented] = ['alignment', 'indentation'].map(type => [{ type, attrs: { level: 1 } }]);
    const nodes: [AdfNode, boolean][] = [
      [{ ...p(text('a')), marks: aligned ?? [] }, true],
      [{ type: 'heading', attrs: { level: 2 }, marks: indented ?? [], content: [text('a')] }, true],
      [{ ...p(text('a')), marks: indented ?? [] }, false],
    ];
    for (const [node, isInside] of nodes) {
      const kept = Preserved.of([node]);
      const cell = isInside ? [node] : [p()];
      const own = [table([{ type: 'tableHeader', content: cell }])];
      assert.deepEqual(markdownToAdf('| ⟦x #1⟧ |\n| --- |', kept).content, isInside ? own : [...own, node]);
      assert.deepEqual(markdownToAdf('> ⟦x #1⟧', kept).content.at(-1), node, 'behind a quotation');
    }
  });

  it('stands behind a list of tasks', () => {
    const document = markdownToAdf('- [ ] a ⟦picture #1⟧', Preserved.of([picture]));
    const [list, behind] = document.content;
    assert.equal(list?.content?.[0]?.content?.[0]?.text?.trim(), own.content?.[0]?.content?.[0]?.text);
    assert.deepEqual(behind, picture);
    assert.equal(adfProblem(document), undefined);
  });

  it('is never lost', () => {
    const kept = strange.filter(({ marks }) => !marks?.some(({ type }) => type === 'fontSize'));
    const pieces = [
      '# ',
      '- ',
      '1. ',
      '> ',
      '> [!NOTE]\n> ',
      '> [!EXPAND] ',
      '| a |\n| - |\n| ',
      ' | ',
      '**',
      '\n',
      '\n\n',
      '  ',
      '- [ ] ',
      'w ',
    ];
    const marker = fc.integer({ min: 1, max: kept.length });
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), marker), { maxLength: 12 }), parts => {
        const markdown = parts.map(part => (typeof part === 'number' ? `⟦x #${part}⟧` : part)).join('');
        // Four blanks make code, in which words are only words.
        fc.pre(!/ {4}/.test(markdown));
        const document = markdownToAdf(markdown, Preserved.of(kept));
        for (const part of parts) {
          const node = typeof part === 'number' ? kept[part - 1] : undefined;
          if (node) assert.ok(holds(doc(...document.content), node), `${node.type} in ${JSON.stringify(markdown)}`);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function holds(inside: { readonly content?: readonly AdfNode[] }, wanted: AdfNode): boolean {
  return (inside.content ?? []).some(node => node === wanted || holds(node, wanted));
}
