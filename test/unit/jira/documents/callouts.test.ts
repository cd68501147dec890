import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { markdownToDocument, markdownToWiki, toEditable } from '../../../../src/jira/documents/index.ts';
import { adfProblem } from '../../../servers/jira/adfSchema.ts';
import { doc, p, text } from './nodes.ts';

/** Edits a word of a document in its Markdown. */
function edited(document: ReturnType<typeof doc>, word: string, by: string): ReturnType<typeof doc> {
  const { markdown, origin } = toEditable(document);
  const sent = markdownToDocument(markdown.replace(word, by), origin);
  assert.equal(adfProblem(sent), undefined);
  return sent;
}

describe('a panel with a color of its own', () => {
  const attrs = { panelType: 'custom', panelColor: '#abcdef', panelIcon: ':smile:', localId: 'p-1' };
  const panel = (words: string): AdfNode => ({ type: 'panel', attrs, content: [p(text(words))] });

  it('is a text that can be edited, and keeps its look', () => {
    assert.equal(toEditable(doc(panel('words'))).markdown, '> [!CUSTOM]\n> words');
    assert.deepEqual(edited(doc(panel('words')), 'words', 'new'), doc(panel('new')));
  });
});

describe('an expand', () => {
  const expand = (title: string, ...content: AdfNode[]): AdfNode => ({
    type: 'expand',
    attrs: { title, localId: 'e-1' },
    content,
  });
  const inside = (words: string) => [
    p(text(words)),
    { type: 'panel', attrs: { panelType: 'note' }, content: [p(text('b'))] },
  ];
  const document = doc(expand('Read *more*', ...inside('words')), p(text('end')));
  const markdown = '> [!EXPAND] Read \\*more\\*\n>\n> words\n>\n> > [!NOTE]\n> > b\n\nend';

  it('is a text that can be edited, with its title', () => {
    assert.equal(toEditable(document).markdown, markdown);
    assert.deepEqual(edited(document, 'words', 'new'), doc(expand('Read *more*', ...inside('new')), p(text('end'))));
    assert.deepEqual(edited(document, 'Read', 'See'), doc(expand('See *more*', ...inside('words')), p(text('end'))));
    const [untitled] = edited(document, ' Read \\*more\\*', '').content;
    assert.deepEqual(untitled, { ...expand('', ...inside('words')), attrs: { localId: 'e-1' } });
  });

  it('stays whole where its title is no line of text, or its content is none of Markdown', () => {
    for (const odd of [expand('a\nb', p(text('c'))), expand(' a', p(text('c'))), expand('a')]) {
      const editable = toEditable(doc(odd, p(text('end'))));
      assert.match(editable.markdown, /^⟦expand.* #1⟧\n\nend$/);
      const sent = markdownToDocument(editable.markdown.replace('end', 'new'), editable.origin);
      assert.deepEqual(sent, doc(odd, p(text('new'))));
    }
  });

  it('is written as Markdown says it; its title is text where no expand may stand', () => {
    const typed = (words: string) => {
      const sent = markdownToDocument(words);
      assert.equal(adfProblem(sent), undefined, words);
      return sent.content;
    };
    assert.deepEqual(typed('> [!expand] T\n> a'), [{ type: 'expand', attrs: { title: 'T' }, content: [p(text('a'))] }]);
    assert.deepEqual(typed('> [!EXPAND]'), [{ type: 'expand', content: [{ type: 'paragraph' }] }]);
    for (const around of [
      '- > [!EXPAND] T\n  > a',
      '> [!NOTE]\n> > [!EXPAND] T\n> > a',
      '> [!EXPAND] U\n> > [!EXPAND] T\n> > a',
    ])
      assert.match(JSON.stringify(typed(around)), /"T"},{"type":"hardBreak"},{"type":"text","text":"a"/);
  });

  it('is its title and its content on Data Center, whose Jira knows none', () => {
    assert.equal(markdownToWiki('> [!EXPAND] T\n>\n> a\n>\n> - b'), '*T*\n\na\n\n* b');
    assert.equal(markdownToWiki('> [!EXPAND]\n> a'), 'a');
  });
});
