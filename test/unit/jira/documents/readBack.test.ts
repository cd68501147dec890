import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfDocument, AdfNode } from '../../../../src/jira/documents/adf.ts';
import { adfToMarkdown } from '../../../../src/jira/documents/adfToMarkdown.ts';
import { markdownToDocument, toEditable } from '../../../../src/jira/documents/index.ts';

const paragraph = (text: string): AdfNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text, marks: [{ type: 'strong' }] }],
});
const [first, second, third] = ['one', 'two', 'three'].map(paragraph) as [AdfNode, AdfNode, AdfNode];
const document: AdfDocument = { version: 1, type: 'doc', content: [first, second, third] };

describe('Markdown that is read back before it is shown', () => {
  it('is as it comes where it restores the document', () => {
    assert.deepEqual(adfToMarkdown(document).blocks, ['**one**', '**two**', '**three**']);
  });

  it('preserves all blocks where none is restored', () => {
    const { blocks, preserved } = adfToMarkdown(document, undefined, () => false);
    assert.deepEqual(blocks, ['⟦paragraph one #1⟧', '⟦paragraph two #2⟧', '⟦paragraph three #3⟧']);
    assert.deepEqual(preserved.all, [first, second, third]);
  });

  it('preserves emphasized words before the whole block', () => {
    const { blocks, preserved } = adfToMarkdown(document, undefined, ([read], node) => {
      return node !== second || !JSON.stringify(read).includes('strong') || read?.content?.[0] === second.content?.[0];
    });
    assert.deepEqual(blocks, ['**one**', '⟦two #1⟧', '**three**']);
    assert.deepEqual(preserved.all, second.content);
  });

  it('preserves a block that is restored by itself but not among its neighbors, and no other', () => {
    const answers = [false, true, false];
    const { blocks, preserved } = adfToMarkdown(
      document,
      undefined,
      (_, node) => node !== second || answers.shift() === true,
    );
    assert.deepEqual(blocks, ['**one**', '⟦paragraph two #1⟧', '**three**']);
    assert.deepEqual(preserved.all, [second]);
    assert.deepEqual(answers, []);
  });
});

describe('an edited text of wiki markup', () => {
  it('becomes a document as if it were new', () => {
    const { markdown, origin } = toEditable('h1. Title\n\n* one\n* two\n\n{panel:title=T}in{panel}');
    for (const edited of [markdown, markdown.replace('one', 'three'), `${markdown}\n\n- [ ] a task`]) {
      const { preserved, names } = origin;
      const fresh = markdownToDocument(edited, { blocks: [], preserved, ...(names && { names }) });
      assert.deepEqual(markdownToDocument(edited, origin), fresh);
    }
  });
});
