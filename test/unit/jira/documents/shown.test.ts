// Bodies as Jira shows them.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type AdfNode, adfToHtml, htmlOfBody } from '../../../../src/jira/documents/index.ts';
import { doc, p, tasks, text } from './nodes.ts';

const box = (name: string) => `<input type="checkbox" disabled aria-label="${name}"> `;
const checked = (name: string) => `<input type="checkbox" disabled checked aria-label="${name}"> `;
const cell = (type: string, words: string, attrs?: AdfNode['attrs']): AdfNode => ({
  type,
  ...(attrs ? { attrs } : {}),
  content: [p(text(words))],
});
const row = (...content: AdfNode[]): AdfNode => ({ type: 'tableRow', content });

const documents: Readonly<Record<string, readonly [AdfNode, string]>> = {
  'a status': [
    p({ type: 'status', attrs: { text: 'DONE', color: 'green' } }),
    '<p><span class="status">DONE</span></p>',
  ],
  'a date': [p({ type: 'date', attrs: { timestamp: '1767225600000' } }), '<p><time>2026-01-01</time></p>'],
  'a panel': [
    { type: 'panel', attrs: { panelType: 'warning' }, content: [p(text('a'))] },
    '<div class="panel panel-warning" role="note" aria-label="warning"><p>a</p></div>',
  ],
  'tasks with their states': [
    {
      ...tasks('t', 'a'),
      content: [{ type: 'taskItem', attrs: { localId: 'x', state: 'DONE' }, content: [text('a')] }],
    },
    `<ul class="tasks"><li>${checked('a')}a</li></ul>`,
  ],
  'tasks of several blocks': [
    {
      type: 'taskList',
      content: [
        { type: 'blockTaskItem', attrs: { state: 'DONE' }, content: [p(text('a')), p(text('b'))] },
        { type: 'blockTaskItem', attrs: { state: 'TODO' }, content: [p(text('c'))] },
      ],
    },
    `<ul class="tasks"><li>${checked('a')}<p>a</p><p>b</p></li><li>${box('c')}<p>c</p></li></ul>`,
  ],
  'tasks below a task': [
    { ...tasks('a', 'one'), content: [...(tasks('a', 'one').content ?? []), tasks('b', 'two')] },
    `<ul class="tasks"><li>${box('one')}one</li><li><ul class="tasks"><li>${box('two')}two</li></ul></li></ul>`,
  ],
  'layouts, and what extensions hold': [
    {
      type: 'layoutSection',
      content: [
        { type: 'layoutColumn', content: [p(text('a'))] },
        { type: 'layoutColumn', content: [{ type: 'bodiedExtension', content: [p(text('b'))] }] },
      ],
    },
    '<div><div><p>a</p></div><div><div><p>b</p></div></div></div>',
  ],
  'headers and merged cells': [
    {
      type: 'table',
      content: [
        row(cell('tableHeader', 'a', { colspan: 2 }), cell('tableCell', 'b', { rowspan: 2 })),
        row(cell('tableHeader', 'c'), cell('tableCell', 'd')),
      ],
    },
    '<div class="table"><table><tbody><tr><th colspan="2"><p>a</p></th><td rowspan="2"><p>b</p></td></tr>' +
      '<tr><th><p>c</p></th><td><p>d</p></td></tr></tbody></table></div>',
  ],
};

describe('a document of Cloud is shown with', () => {
  for (const [what, [node, html]] of Object.entries(documents))
    it(what, () => assert.equal(adfToHtml(doc(node)), html));
});

const wikis: Readonly<Record<string, readonly [string, string]>> = {
  'a title of code': [
    '{code:java|title=A.java}\nx\n{code}',
    '<p><strong>A.java</strong></p><pre data-language="java"><code>x</code></pre>',
  ],
  'a title of a panel': [
    '{panel:title=T}\na\n{panel}',
    '<div class="panel panel-info" role="note" aria-label="info"><p><strong>T</strong></p><p>a</p></div>',
  ],
  'a heading without a blank': ['h2.Words', '<h3>Words</h3>'],
  'a status': ['{status:title=OK|colour=Green}', '<p><span class="status">OK</span></p>'],
  'headers of rows': [
    '||a|b|',
    '<div class="table"><table><tbody><tr><th><p>a</p></th><td><p>b</p></td></tr></tbody></table></div>',
  ],
  'signs of tasks': ['* (/) a\n* (x) b', '<ul><li><p>✅ a</p></li><li><p>❌ b</p></li></ul>'],
};

describe('wiki markup is shown with', () => {
  for (const [what, [wiki, html]] of Object.entries(wikis)) it(what, () => assert.equal(htmlOfBody(wiki), html));
});
