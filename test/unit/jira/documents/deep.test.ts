import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { adfToText } from '../../../../src/jira/documents/adfText.ts';
import { htmlOfBody, toEditable } from '../../../../src/jira/documents/index.ts';
import { parseAdf } from '../../../../src/jira/documents/parseAdf.ts';
import { bullets, doc, p, text } from './nodes.ts';

const inside: readonly AdfNode[] = [p(text('a'), text('b')), bullets('c', 'd'), p(text('e'))];
/** A document with the content so many quotations deep. */
const nested = (count: number) =>
  doc(
    ...Array.from({ length: count }).reduce<readonly AdfNode[]>(content => [{ type: 'blockquote', content }], inside),
  );

/** Content of the innermost quotation. */
function innermost({ content = [] }: { readonly content?: readonly AdfNode[] }): readonly AdfNode[] {
  const [first] = content;
  return first?.type === 'blockquote' ? innermost(first) : content;
}

describe('a document that is nested too deeply', () => {
  it('has its innermost content as text, in order', () => {
    assert.deepEqual(innermost(parseAdf(nested(90))), inside);
    assert.deepEqual(innermost(parseAdf(nested(100))), [text('a b c d e')]);
    assert.deepEqual(innermost(parseAdf(nested(5000))), [text('a b c d e')]);
  });

  it('is a text without loss', () => {
    assert.equal(adfToText(nested(90)), 'ab\nc\n\nd\n\ne');
    for (const count of [100, 5000]) assert.equal(adfToText(nested(count)), 'a b c d e');
  });

  it('is shown without loss', () => {
    assert.match(htmlOfBody(nested(100)), /<blockquote>a b c d e<\/blockquote>/);
  });

  it('is not edited, since it would be flattened', () => {
    assert.match(toEditable(nested(94)).markdown, /a b|ab/);
    for (const count of [99, 100, 5000]) assert.throws(() => toEditable(nested(count)), { name: 'TooDeepError' });
  });
});

describe('wiki markup that is nested too deeply', () => {
  it('is text without loss', () => {
    const list = (count: number, words: string) => `${'#'.repeat(count)} ${words}`;
    const wiki = (count: number) =>
      `{quote}\n${list(40, `{panel}\n${list(count, '{info}{note}\n|*a _b_*|\n{note}{info}')}\n{panel}`)}\n{quote}`;
    for (const count of [4, 5, 6, 7, 8]) {
      const shown = htmlOfBody(wiki(count));
      assert.match(shown.replace(/<[^>]+>/g, ''), /a.*b/, String(count));
    }
    assert.match(htmlOfBody(wiki(4)), /<strong>a <\/strong><em><strong>b<|<strong>a <\/strong><strong><em>b</);
  });
});
