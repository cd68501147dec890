// Marks of whole blocks (alignment, indentation, small text, width), which Markdown does not say.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { markdownToDocument, toEditable } from '../../../../src/jira/documents/index.ts';
import { adfProblem } from '../../../servers/jira/adfSchema.ts';
import { doc, item, p, text } from './nodes.ts';

const mark = (type: string, attrs: object) => ({ type, attrs: attrs as Readonly<Record<string, unknown>> });
const center = mark('alignment', { align: 'center' });
const centered: AdfNode = { ...p(text('words here')), marks: [center] };
const indented: AdfNode = {
  type: 'heading',
  attrs: { level: 2 },
  marks: [mark('indentation', { level: 2 })],
  content: [text('words here')],
};
const wide: AdfNode = {
  type: 'codeBlock',
  marks: [mark('breakout', { mode: 'wide' })],
  content: [text('words here')],
};
const small: AdfNode = { ...p(text('words here')), marks: [mark('fontSize', { fontSize: 'small' })] };
const cell = (type: string, content: AdfNode): AdfNode => ({ type, content: [content] });

describe('marks of blocks', () => {
  const cases: readonly (readonly [string, AdfNode])[] = [
    ['words here', centered],
    ['## words here', indented],
    ['```\nwords here\n```', wide],
    ['- words here', { type: 'bulletList', content: [item(small)] }],
    [
      '> [!INFO]\n> words here\n>\n> x',
      { type: 'panel', attrs: { panelType: 'info' }, content: [small, p(text('x'))] },
    ],
    [
      '| a |\n| --- |\n| words here |',
      {
        type: 'table',
        content: [cell('tableHeader', p(text('a'))), cell('tableCell', centered)].map(each => ({
          type: 'tableRow',
          content: [each],
        })),
      },
    ],
  ];
  for (const [markdown, node] of cases) {
    it(`stay when words are edited: ${JSON.stringify(markdown)}`, () => {
      const document = doc(node, p(text('end')));
      const editable = toEditable(document);
      assert.equal(editable.markdown, `${markdown}\n\nend`);
      const sent = markdownToDocument(editable.markdown.replace('here', 'and more'), editable.origin);
      assert.deepEqual(sent, JSON.parse(JSON.stringify(document).replace('here', 'and more')));
      assert.equal(adfProblem(sent), undefined);
    });
  }

  it('go with their block when that becomes another', () => {
    const { markdown, origin } = toEditable(doc(centered, indented));
    for (const edited of [markdown.replace('words', '- words'), `> ${markdown}`, markdown.replace('## ', '')]) {
      const sent = markdownToDocument(edited, origin);
      assert.equal(adfProblem(sent), undefined, edited);
    }
    const [list, heading] = markdownToDocument(markdown.replace('words', '- words'), origin).content;
    assert.deepEqual(list, { type: 'bulletList', content: [item(p(text('words here')))] });
    assert.deepEqual(heading, indented);
  });
});
