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
const deep = (count: number, type: string): AdfDocument =>
  doc(Array.from({ length: count }).reduce<AdfNode>(inside => node(type, undefined, inside), p(text('a'), text('b'))));

const bullets = node('bulletList', undefined, node('listItem', undefined, p(text('i'))));
const heading = node('heading', { level: 2 }, text('h'));

/** Content of a cell that is more than a line. */
const cellContents: readonly (readonly AdfNode[])[] = [
  [p(text('a')), bullets, p(text('b'))],
  [bullets, p(text('a')), p(text('b'))],
  [p(text('a')), p(text('b')), heading, bullets],
  [heading, p(text('a'))],
  [node('codeBlock', undefined, text('x')), p(text('a')), node('codeBlock', undefined, text('y'))],
  [p(text('a\nb|c')), p(), p(text('d'))],
  [node('wikiBlock', { wiki: '{x}y{x}' }), p(text('a'))],
  [],
];

/** Documents of Atlassian's format. */
export const documentCorners: readonly AdfDocument[] = [
  ...cellContents.flatMap(content => [
    doc(node('table', undefined, node('tableRow', undefined, node('tableCell', undefined, ...content)))),
    doc(node('bulletList', undefined, node('listItem', undefined, ...content))),
  ]),
  ...['{code} {noformat}', '{code}\n\n {noformat} \n', '{code:x}{noformat:y}', '{codes}{noformat'].map(each =>
    doc(node('codeBlock', undefined, text(each))),
  ),
  doc(p(text('a'), node('panel', { panelType: 'info' }, p(text('b'))), text('c'))),
  doc(p(node('mention', { id: '5', text: 'a@b' }), node('mention', { id: '5', text: '@@a' }))),
  doc(node('heading', { level: 7 }, text('a')), node('heading', { level: 99 }, text('b'))),
  doc(node('heading', { level: 100 }, text('a')), node('heading', { level: 0 }, text('b'))),
  doc(node('bulletList', undefined, node('listItem', undefined, p(text('1.')), bullets, p(text('- a')))), bullets),
  doc(bullets, bullets, node('orderedList', { order: 3 }, node('listItem', undefined, p(text('a')), bullets))),
  ...[46, 49, 50, 96, 97].flatMap(count => ['blockquote', 'futureBlock'].map(type => deep(count, type))),
  doc(node('date'), node('taskList', undefined, node('taskItem'))),
  doc(p(node('text')), p(text('', 'strike'))),
  doc(node('codeBlock', { language: 'a b' }), node('mention')),
  doc(marked('a', { type: 'link', attrs: { href: 'mailto:a@b.c' } })),
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
        p(),
        node('taskList', undefined, node('taskItem', { localId: 'task-0', state: 'DONE' }, text('a', 'em'))),
      ),
    ),
  ),
  doc(
    node(
      'orderedList',
      undefined,
      node('listItem', undefined, p(text('\\', 'link')), node('taskList', undefined, node('taskList'))),
    ),
  ),
  doc(
    node(
      'bulletList',
      undefined,
      node(
        'listItem',
        undefined,
        node(
          'orderedList',
          undefined,
          node(
            'listItem',
            undefined,
            node(
              'table',
              undefined,
              node('tableRow', undefined, node('tableCell', undefined, node('heading'), node('rule'))),
            ),
          ),
          node('listItem', undefined, node('heading', { level: -1 })),
        ),
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
  doc(p({ type: 'mention', attrs: { id: '5b', text: '@Fred' }, marks: [{ type: 'strong' }] }, text('* ', 'code'))),
  doc(node('table', undefined, node('tableRow', undefined, node('tableCell', { colspan: 2 }, node('orderedList'))))),
  doc(
    node(
      'table',
      undefined,
      node('tableRow', undefined, node('tableHeader', undefined, p()), node('tableCell', { colspan: 1 }, node('rule'))),
    ),
  ),
  doc(node('codeBlock')),
  doc(node('blockquote', undefined, node('codeBlock', undefined, node('date'), node('status')))),
  doc(
    node('futureBlock', undefined, { type: 'future', text: 'a' }, node('emoji')),
    node(
      'table',
      undefined,
      node('tableRow', undefined, node('tableHeader', undefined, node('blockCard'), node('taskList'))),
    ),
  ),
  doc(node('heading'), text('&#65;')),
  doc(text('\n'), node('codeBlock', undefined, text('{noformat}'))),
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
  doc(
    node(
      'table',
      undefined,
      node('tableRow', undefined, text('a'), node('mention', { id: '5b' })),
      node('tableRow', undefined, text('a'), node('tableCell')),
    ),
  ),
  doc(node('taskList', undefined, node('taskItem', { state: 'DONE' }, node('mention', { id: '5b', text: 'Fred' })))),
  doc(
    node(
      'taskList',
      undefined,
      node('taskItem', { state: 'DONE' }),
      node('taskItem', { state: 'DONE' }, node('mention')),
    ),
  ),
  doc(p(marked('a', { type: 'code' }, { type: 'link', attrs: { href: 'http://x.y/a.' } }))),
  doc(
    node(
      'orderedList',
      undefined,
      node(
        'listItem',
        undefined,
        p(),
        node('bulletList', undefined, node('listItem', undefined, p(text('a', 'link')))),
      ),
      node('listItem', undefined, p(text('a', 'code'))),
    ),
  ),
  doc(p(text(' ', 'code'))),
  doc(p(text(':', 'underline'), node('inlineExtension'), text('a'))),
  doc(
    p(text('a', 'strike'), node('text'), { type: 'future', text: 'a' }),
    p(marked(' ', { type: 'alignment', attrs: { align: 'end' } }, { type: 'code' })),
  ),
  doc(p(text('a', 'strong'), marked('a', { type: 'link', attrs: { href: 'https://x.y' } }))),
  doc(node('taskItem', undefined, node('mention'), text('–'))),
  doc(p(text('—'))),
  doc(p(text('–'), text('a'))),
];
