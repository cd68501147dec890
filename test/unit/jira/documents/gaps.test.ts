import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfDocument, AdfNode } from '../../../../src/jira/documents/adf.ts';
import { adfToText } from '../../../../src/jira/documents/adfText.ts';
import { adfToHtml, adfToWiki, markdownToDocument, toEditable } from '../../../../src/jira/documents/index.ts';
import { doc, p, text } from './nodes.ts';

const node = (type: string, ...content: AdfNode[]): AdfNode => ({ type, ...(content.length > 0 ? { content } : {}) });

interface Forms {
  readonly html: string;
  readonly text?: string;
  readonly wiki?: string;
  readonly markdown: string;
}

function formsOf(document: AdfDocument): Required<Forms> {
  const { markdown } = toEditable(document);
  return { html: adfToHtml(document), text: adfToText(document), wiki: adfToWiki(document), markdown };
}

describe('a document of others that lacks something', () => {
  const table = (inside: string) => `<div class="table"><table><tbody>${inside}</tbody></table></div>`;
  const cases: readonly (readonly [name: string, node: AdfNode, forms: Forms])[] = [
    ['words', p(node('text')), { html: '<p></p>', markdown: '⟦paragraph #1⟧' }],
    [
      'words behind a dash',
      p(text('a –'), node('text')),
      { html: '<p>a –</p>', text: 'a –', wiki: 'a --', markdown: '⟦paragraph a #1⟧' },
    ],
    [
      'a level',
      node('heading', text('h')),
      { html: '<h2>h</h2>', text: 'h', wiki: 'h1. h', markdown: '⟦heading h #1⟧' },
    ],
    ['content', node('paragraph'), { html: '<p></p>', markdown: '⟦paragraph #1⟧' }],
    ['items', node('bulletList'), { html: '<ul></ul>', markdown: '⟦bulletList #1⟧' }],
    [
      'blocks in an item',
      node('bulletList', node('listItem')),
      { html: '<ul><li></li></ul>', wiki: '* &#160;', markdown: '⟦bulletList #1⟧' },
    ],
    [
      'its first number',
      node('orderedList', node('listItem', p(text('a')))),
      { html: '<ol><li><p>a</p></li></ol>', text: 'a', wiki: '# a', markdown: '1. a' },
    ],
    [
      'the state of a task',
      node('taskList', node('taskItem', text('a'))),
      {
        html: '<ul class="tasks"><li><input type="checkbox" disabled aria-label="a"> a</li></ul>',
        ...{ text: 'a', wiki: '* ( ) a', markdown: '⟦taskList a #1⟧' },
      },
    ],
    ['rows', node('table'), { html: table(''), markdown: '⟦table #1⟧' }],
    ['cells', node('table', node('tableRow')), { html: table('<tr></tr>'), wiki: '|', markdown: '⟦table #1⟧' }],
    [
      'blocks in cells',
      node('table', node('tableRow', node('tableHeader'), node('tableCell'))),
      { html: table('<tr><th></th><td></td></tr>'), wiki: '|| | |', markdown: '⟦table #1⟧' },
    ],
    [
      'code',
      node('codeBlock'),
      { html: '<pre><code></code></pre>', wiki: '{noformat}\n\n{noformat}', markdown: '```\n```' },
    ],
    [
      'a quotation',
      node('blockquote'),
      { html: '<blockquote></blockquote>', wiki: '{quote}\n\n{quote}', markdown: '⟦blockquote #1⟧' },
    ],
    [
      'the kind of a panel',
      node('panel', p(text('a'))),
      {
        html: '<div class="panel panel-info" role="note" aria-label="info"><p>a</p></div>',
        ...{ text: 'a', wiki: '{panel}\na\n{panel}', markdown: '⟦panel a #1⟧' },
      },
    ],
    [
      'a name',
      p(node('mention')),
      {
        html: '<p><span class="mention">@somebody</span></p>',
        ...{ text: '@somebody', wiki: '[~]', markdown: '⟦mention #1⟧' },
      },
    ],
    ['a picture', p(node('emoji')), { html: '<p></p>', markdown: '⟦emoji #1⟧' }],
    ['an address', p(node('inlineCard')), { html: '<p>card</p>', markdown: '⟦inlineCard #1⟧' }],
    ['a status', p(node('status')), { html: '<p><span class="status"></span></p>', markdown: '⟦status #1⟧' }],
    [
      'a file',
      node('mediaSingle', node('media')),
      { html: '<div><span class="media">media</span></div>', markdown: '⟦mediaSingle #1⟧' },
    ],
    ['a title', node('expand'), { html: '<details><summary>…</summary></details>', markdown: '⟦expand #1⟧' }],
    ['a known type', node('odd'), { html: '<span class="unknown" title="odd">[odd]</span>', markdown: '⟦odd #1⟧' }],
    [
      'a known type, with words',
      node('odd', p(text('a'))),
      { html: '<div class="unknown"><p>a</p></div>', text: 'a', wiki: 'a', markdown: '⟦odd a #1⟧' },
    ],
    [
      'a known type, with words beside blocks',
      node('odd', text('a'), node('blockquote', p(text('b')))),
      {
        html: '<div class="unknown">a<blockquote><p>b</p></blockquote></div>',
        ...{ text: 'ab', wiki: 'a\n\n{quote}\nb\n{quote}', markdown: '⟦odd ab #1⟧' },
      },
    ],
    ['a time', p(node('date')), { html: '<p><time></time></p>', markdown: '⟦date #1⟧' }],
  ];
  for (const [name, own, forms] of cases) {
    it(`is shown and edited all the same: ${name}`, () => {
      const document = doc(own);
      assert.deepEqual(formsOf(document), { text: '', wiki: '', ...forms });
      const { markdown, origin } = toEditable(document);
      assert.deepEqual(markdownToDocument(markdown, origin), document);
    });
  }
});
