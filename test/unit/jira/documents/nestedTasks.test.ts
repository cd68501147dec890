import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { canonical } from '../../../../src/jira/documents/canonical.ts';
import { markdownToDocument, markdownToWiki, toEditable } from '../../../../src/jira/documents/index.ts';
import { adfProblem } from '../../../servers/jira/adfSchema.ts';
import { bullets, doc, item, p, tasks, text } from './nodes.ts';

/** Tasks with a list of others below the first of them. */
function nested(list: AdfNode, below: AdfNode): AdfNode {
  const [first = list, ...others] = list.content ?? [];
  return { ...list, content: [first, below, ...others] };
}

const three = nested(tasks('a', 'one', 'four'), nested(tasks('b', 'two', 'words'), tasks('c', 'three')));
const markdown = '- [ ] one\n  - [ ] two\n    - [ ] three\n  - [x] words\n- [x] four';

describe('tasks below tasks', () => {
  it('are a text that can be edited', () => {
    const document = doc(three, p(text('end')));
    const editable = toEditable(document);
    assert.equal(editable.markdown, `${markdown}\n\nend`);
    const sent = markdownToDocument(editable.markdown.replace('words', 'new'), editable.origin);
    assert.deepEqual(sent, JSON.parse(JSON.stringify(document).replace('words', 'new')));
  });

  it('are read as they are written', () => {
    const document = markdownToDocument(markdown);
    assert.equal(adfProblem(document), undefined);
    assert.deepEqual(document.content.map(canonical), [three].map(canonical));
    assert.equal(markdownToWiki(markdown), '* ( ) one\n** ( ) two\n*** ( ) three\n** (/) words\n* (/) four');
  });

  it('are none below other text, or with it', () => {
    for (const other of ['- [ ] a\n  - b', '- [ ] a\n\n  b', '- [ ] a\n  > b']) {
      const document = markdownToDocument(other);
      assert.equal(document.content[0]?.type, 'bulletList', other);
      assert.equal(adfProblem(document), undefined, other);
    }
  });

  it('stay apart from what only looks like them', () => {
    const list = { type: 'bulletList', content: [item(p(text('[ ] a')), tasks('t', 'b')), item(p(text('c')))] };
    for (const node of [
      list,
      nested(tasks('a', 'b'), bullets('c')),
      { ...tasks('a', 'b'), content: [tasks('b', 'c')] },
    ]) {
      const editable = toEditable(doc(node, p(text('end'))));
      const sent = markdownToDocument(editable.markdown.replace('end', 'new'), editable.origin);
      assert.deepEqual(sent, doc(node, p(text('new'))));
    }
  });
});
