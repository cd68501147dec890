// Documents for the corners of the conversions, each as small as it can be.
import type { AdfDocument, AdfMark, AdfNode } from '../../../../../src/jira/documents/adf.ts';
import { doc, p, text } from '../nodes.ts';

const marked = (value: string, ...marks: readonly AdfMark[]): AdfNode => ({ type: 'text', text: value, marks });
const node = (type: string, attrs?: Record<string, unknown>, ...content: AdfNode[]): AdfNode => ({
  type,
  ...(attrs ? { attrs } : {}),
  ...(content.length > 0 ? { content } : {}),
});

/** Text in blocks in blocks, up to deeper than any is shown. */
const deep = (count: number): AdfDocument =>
  doc(
    Array.from({ length: count }).reduce<AdfNode>(
      inside => node('futureBlock', undefined, inside),
      p(text('a'), text('b')),
    ),
  );

const bullets = node('bulletList', undefined, node('listItem', undefined, p(text('i'))));
const heading = node('heading', { level: 2 }, text('h'));

const codes = [node('codeBlock', undefined, text('x')), p(text('a')), node('codeBlock', undefined, text('y'))];

/** Documents of Atlassian's format. */
export const documentCorners: readonly AdfDocument[] = [
  ...[codes, [p(text('a')), p(text('b')), heading, bullets], []].map(content =>
    doc(node('table', undefined, node('tableRow', undefined, node('tableCell', undefined, ...content)))),
  ),
  ...[codes, []].map(content => doc(node('bulletList', undefined, node('listItem', undefined, ...content)))),
  ...['{code} {noformat}', '{code:x}{noformat:y}', '{codes}{noformat'].map(each =>
    doc(node('codeBlock', undefined, text(each))),
  ),
  doc(p(text('a'), node('panel', { panelType: 'info' }, p(text('b'))), text('c'))),
  doc(p(node('mention', { id: '5', text: 'a@b' }), node('mention', { id: '5', text: '@@a' }))),
  doc(node('heading', { level: 7 }, text('a')), node('heading', { level: 99 }, text('b'))),
  doc(node('heading', { level: 100 }, text('a')), node('heading', { level: 0 }, text('b'))),
  doc(bullets, bullets, node('orderedList', { order: 3 }, node('listItem', undefined, p(text('a')), bullets))),
  ...[46, 49, 50, 96, 97].map(deep),
  doc(node('date'), node('taskList', undefined, node('taskItem'))),
  doc(p(node('text')), p(text('', 'strike'))),
  doc(node('heading')),
  doc(node('panel', { panelType: 'a b' })),
  doc(node('tableHeader', { colspan: 1 })),
  doc(
    node(
      'table',
      undefined,
      node('tableRow', undefined, node('tableCell', undefined, p())),
      node(
        'tableRow',
        undefined,
        node('tableCell', { rowspan: 2 }, p(marked('a', { type: 'link', attrs: { href: 'http://x/a|b]' } }))),
      ),
    ),
    p(node('inlineCard', { url: 'http://x/y' }), marked('a', { type: 'subsup', attrs: { type: 'sub' } })),
  ),
  doc(
    node('taskList', undefined, node('taskItem', { state: 'TODO' })),
    p(),
    node(
      'bulletList',
      undefined,
      node(
        'listItem',
        undefined,
        p(text('b')),
        node('taskList', undefined, node('taskItem', { localId: 'task-0', state: 'DONE' }, text('a', 'em'))),
      ),
    ),
  ),
  doc(node('taskList', undefined, node('taskItem', { state: 'DONE' }, node('hardBreak'), text('a')))),
  doc(
    node(
      'table',
      undefined,
      node('tableRow', undefined, node('tableCell', undefined, p()), node('tableCell', { rowspan: 2 }, p())),
    ),
  ),
  doc(p({ type: 'mention', attrs: { id: '5b', text: '@Fred' }, marks: [{ type: 'strong' }] }, text('*', 'code'))),
  doc(node('table', undefined, node('tableRow', undefined, node('tableCell', { colspan: 2 }, node('orderedList'))))),
  doc(node('codeBlock')),
  doc(node('blockquote', undefined, node('codeBlock', undefined, node('date'), node('status')))),
  doc(node('heading'), text('&#65;')),
  doc(node('codeBlock', undefined, text('{noformat}'))),
  doc(node('bulletList', undefined, node('listItem', undefined, p()), node('listItem', undefined, p(text('='))))),
  doc(p(text('a'), text('a'))),
  doc(node('codeBlock', { language: '' })),
  doc(
    node(
      'table',
      undefined,
      node(
        'tableRow',
        undefined,
        node(
          'tableHeader',
          undefined,
          p(marked('a', { type: 'em' }, { type: 'link', attrs: { href: 'http://x.y/a' } })),
        ),
      ),
    ),
  ),
  doc(node('taskList', undefined, node('taskItem', { state: 'DONE' }, node('mention', { id: '5b', text: 'Fred' })))),
  doc(p(marked('a', { type: 'code' }, { type: 'link', attrs: { href: 'http://x.y/a.' } }))),
  doc(
    node(
      'orderedList',
      undefined,
      node(
        'listItem',
        undefined,
        p(text('b')),
        node('bulletList', undefined, node('listItem', undefined, p(text('a', 'link')))),
      ),
      node('listItem', undefined, p(text('a', 'code'))),
    ),
  ),
  doc(p(text(':', 'underline'), node('inlineExtension'), text('a'))),
  doc(p(text('a', 'strong'), marked('a', { type: 'link', attrs: { href: 'https://x.y' } }))),
  doc(p(text('—'))),
  doc(p(text('–'), text('a'))),
  doc(
    node('table', undefined, node('tableRow', undefined, node('tableCell', { colspan: 1, rowspan: 1 }, p(text('a'))))),
  ),
];
