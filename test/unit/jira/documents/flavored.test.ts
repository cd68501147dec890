import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bodyOfMarkdown, htmlOfBody, toEditable } from '../../../../src/jira/documents/index.ts';
import { doc, p, picture, text } from './nodes.ts';

describe('a body of either flavor', () => {
  it('is a document on Cloud, wiki markup elsewhere', () => {
    assert.deepEqual(bodyOfMarkdown('cloud', 'a **b**'), doc(p(text('a '), text('b', 'strong'))));
    assert.equal(bodyOfMarkdown('dataCenter', 'a **b**'), 'a *b*');
  });

  it('keeps what stood in the former one', () => {
    const document = doc(picture, p(text('a')));
    const ofDocument = toEditable(document);
    assert.deepEqual(bodyOfMarkdown('cloud', ofDocument.markdown, ofDocument.origin), document);
    const { markdown, origin } = toEditable('{color:red}a{color} (/)');
    assert.equal(bodyOfMarkdown('dataCenter', `${markdown} more`, origin), '{color:#ff0000}a{color} (/) more');
  });

  it('is shown as HTML, or as nothing', () => {
    for (const none of [null, undefined, '', {}]) assert.equal(htmlOfBody(none), '');
    assert.equal(htmlOfBody('a *b*'), '<p>a <strong>b</strong></p>');
    assert.equal(htmlOfBody(doc(p(text('a')))), '<p>a</p>');
    assert.equal(htmlOfBody(doc(picture), { mediaHtml: ({ attrs }) => String(attrs?.['alt']) }), '<div>shot.png</div>');
  });
});
