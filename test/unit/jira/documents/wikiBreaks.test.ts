import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { adfToWiki, wikiToAdf } from '../../../../src/jira/documents/index.ts';
import { doc, item, p, text } from './nodes.ts';

const lineEnd: AdfNode = { type: 'hardBreak' };

const tableOf = (...content: AdfNode[]): AdfNode => ({
  type: 'table',
  content: [{ type: 'tableRow', content: [{ type: 'tableCell', content }] }],
});

describe('line ends that follow each other, in wiki markup', () => {
  const line = p(lineEnd, text('a'), lineEnd, lineEnd, text('b'), lineEnd, text(' '), lineEnd, text('c'));
  const written = '\\\\\na\n\\\\\nb\n \\\\\nc';

  it('leave their paragraph one', () => {
    assert.equal(adfToWiki(doc(p(text('x')), line)), `x\n\n${written}`);
    const [, read] = wikiToAdf(`x\n\n${written}`).content;
    assert.deepEqual(read, p(lineEnd, text('a'), lineEnd, lineEnd, text('b'), lineEnd, lineEnd, text('c')));
  });

  it('leave their item and cell one', () => {
    const list = { type: 'bulletList', content: [item(p(text('a'), lineEnd, lineEnd, text('b')))] };
    assert.equal(adfToWiki(doc(list)), '* a\\\\ \\\\ b');
    assert.deepEqual(wikiToAdf('* a\\\\ \\\\ b').content, [list]);
    const cells = tableOf(p(text('a'), lineEnd, lineEnd, text('b')));
    assert.equal(adfToWiki(doc(cells)), '|a\\\\ \\\\ b|');
    assert.deepEqual(wikiToAdf('|a\\\\ \\\\ b|').content, [cells]);
  });
});
