import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { markdownToDocument, toEditable } from '../../../../src/jira/documents/index.ts';
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
