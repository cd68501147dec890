// Bodies of Jira that stand for all that they can hold: small texts of wiki markup and of Markdown, each alone, within
// blocks and beside each other, and documents of Atlassian's format with one node of each kind.
import type { AdfDocument, AdfMark, AdfNode } from '../../../../../src/jira/documents/adf.ts';
import { doc, expand, item, p, picture, strange, tasks, text } from '../nodes.ts';

const wikiInlines = [
  'plain word',
  '*bold*',
  '_em *both* em_',
  'a*b*c *a*b *a b* * a*',
  '{*}a{*}b x{_}y{_}z',
  '-gone- a-b a -b- c- -d',
  '+under+ ^up^ ~down~ ??cite?? 1+2+3 x^2^y',
  '{{mono}} {{ a }} {{*b*}} {{x}}y',
  '{color:red}hot *b*{color} {color:#ff0000}x{color} {color}',
  '[https://e.com/a] [t|https://e.com/a?b=c|tip] [#anchor] [x|] []',
  '[*b*|https://e.com/_a_] [a\\|b|https://e.com] [a\\]b|http://e.com] [x|javascript:y] [a|b|c]',
  'https://e.com/a_b_c. (https://e.com/x) mailto:a@b.c, ftp://x "http://e.com"',
  '[~fred] [~accountid:5b:1] [~] [^log 1.txt] [PAY-1] [~fred doe]',
  '!a.png! !a b.png|width=3,alt="x"! ! no! !a.png|thumbnail!x !http://e.com/a.png!',
  ':) :( ;) (y) (n) (i) (/) (x) (!) (*) (flag) a:)b x(y)z :D :P',
  'a\\\\b a\\\\ b \\*no\\* \\\\\\ \\{x} \\a \\',
  'a -- b --- c ---- d',
  '{status:title=OK|colour=Green} {status:colour=red} {status} {status:title=a|color=mauve}',
  '{anchor:x}y {toc} {jira:PAY-1} {unknown:a=b}',
  '&amp; &lt; <b> ⟦x#1⟧ # 1 `tick` **two** ~~x~~ | pipe',
  '*žluť* „*a*“ 中*文*中 a*b*! (*c*) "*d*"',
  '* a _b* c_ *a\nb* _x_y_z_',
];

const wikiBlocks = [
  'h1. One',
  'h3. *b* x',
  'h7. no\nh2.no',
  'bq. said *b*',
  '----',
  '-----\nx',
  '* a\n** b\n*** c\n* d',
  '# a\n## b\n#* c\n#* d\n# e',
  '- a\n-- b\n- c\nnext',
  '* a\n\n* b\n\n\n* c',
  '* a\nmore\n* {code}x{code}\n* y',
  '*# odd\n#* other\n**** deep',
  '||a||b||\n|1|2|\n|3|',
  '|a|b|\n|c\nd|e|',
  '||h|d||h2|\n| |x|',
  '|[a|http://e.com]|{color:red}x{color}|!a.png|width=1!|\n|* l\n* m|',
  '{code}\nx = 1\n{code}',
  '{code:title=A.java|java|borderStyle=solid}\nint *x*;\n\n  y\n{code}',
  '{code:sql}a{code} after',
  '{noformat}h1. *x*\n {code}\n{noformat}',
  '{quote}a\n\n* b\n{quote}',
  '{quote}one{quote} two {quote}three{quote}',
  '{panel:title=T|bgColor=#fff}\nh2. in\nx\n{panel}',
  '{info}i{info}\n{note:title=N}n{note}\n{warning}w{warning}\n{tip}t{tip}',
  '{expand:More}\nx\n{expand}\n{section}{column}a{column}{section}',
  '{code} open\n{quote} open\n{panel} open',
  'a\n\n\n\nb\n \nc',
  'a\r\nb\rc\r\n\r\nd  \n  e',
  'line\n* list\nline\nh2. head\nline\n|t|\nline\n----\nline',
  '{color:red}a\n\nb{color}\n\nc',
  '* a\n{quote}q{quote}\n# n\n{code}c{code}',
];

const contexts: readonly ((inline: string) => string)[] = [
  each => each,
  each => `* ${each}\n** x`,
  each => `|${each}|x|`,
  each => `{quote}\n${each}\n{quote}`,
  each => `before ${each} after`,
];

/** Wiki markup. */
export const wikiTexts: readonly string[] = [
  ...wikiInlines.flatMap(each => contexts.map(context => context(each))),
  ...wikiBlocks,
  ...wikiBlocks.map((each, at) => `${each}\n\n${wikiBlocks[(at + 7) % wikiBlocks.length]}`),
  ...wikiBlocks.map((each, at) => `${wikiInlines[at % wikiInlines.length]}\n${each}\n${wikiInlines[(at + 3) % 22]}`),
  '{status:title= OK |colour= Red }',
];

const markdownInlines = [
  'plain',
  '**b** *i* ***bi*** `c` ~~s~~ <u>u</u>',
  '**a *b* c** _x_ __y__ a_b_c **a**b',
  '`` a`b `` `{{x}}` `a}}b`',
  '[t](https://e.com "tip") <https://e.com> https://e.com/a_b. [x](javascript:y) [*b*](http://e.com/(a))',
  '[@Fred F](mention:5b10%3Aa) [x](mention:) ![alt](https://e.com/a.png)',
  'a\\\nb  \nc\nd',
  '\\*no\\* \\[x\\] &amp; &lt; <b>x</b> 1\\. \\# \\- {x} |y| (x) :) a -- b !x! ~y~ ^z^',
  '⟦x#1⟧ [ ] [x] žluť „a“ 中**文**中',
];

const markdownBlocks = [
  '# One',
  '###### Six\nx',
  'Setext\n===',
  '> q\n> > qq\n\n> r',
  '> [!NOTE]\n> n',
  '> [!WARNING] w\n> - a',
  '> [!ERROR]\n>\n> e',
  '> [!NOSUCH]\n> x',
  '- a\n  - b\n    1. c\n- d',
  '1. a\n2. b\n\n   more\n3. c',
  '5) a\n6) b',
  '- [ ] t\n- [x] d\n  - [ ] u',
  '- a\n\n  ```js\n  x\n  ```\n- > q',
  '```\nx\n\n y\n```',
  '~~~java title\nint x;\n~~~',
  '    indented\n    code',
  '---\n***',
  '| a | b |\n|---|:-:|\n| 1 | **2** |\n| `a|b` | c\\|d |',
  'x\n\n\ny\n- z\nw',
  '<div>\nhtml\n</div>',
  '# \n- \n> ',
];

/** Markdown as a person writes it. */
export const markdownTexts: readonly string[] = [
  ...markdownInlines,
  ...markdownInlines.flatMap(each => [`- ${each.replaceAll('\n', '\n  ')}`, `> ${each.replaceAll('\n', '\n> ')}`]),
  ...markdownInlines.map(each => `| ${each.replaceAll(/\n/g, ' ')} | x |\n| --- | --- |\n| y | z |`),
  ...markdownBlocks,
  ...markdownBlocks.map((each, at) => `${each}\n\n${markdownBlocks[(at + 5) % markdownBlocks.length]}`),
];

const marks: readonly AdfMark[] = [
  ...['strong', 'em', 'code', 'strike', 'underline'].map(type => ({ type })),
  { type: 'link', attrs: { href: 'https://e.com/a b?c=(d)' } },
  { type: 'link', attrs: { href: 'javascript:x' } },
  { type: 'subsup', attrs: { type: 'sub' } },
  { type: 'subsup', attrs: { type: 'sup' } },
  { type: 'textColor', attrs: { color: '#ff0000' } },
  { type: 'backgroundColor', attrs: { color: '#00ff00' } },
  { type: 'annotation', attrs: { id: 'a', annotationType: 'inlineComment' } },
];
const marked = (value: string, ...own: readonly AdfMark[]): AdfNode => ({ type: 'text', text: value, marks: own });
const node = (type: string, attrs?: Record<string, unknown>, ...content: AdfNode[]): AdfNode => ({
  type,
  ...(attrs ? { attrs } : {}),
  ...(content.length > 0 ? { content } : {}),
});

const inlineNodes: readonly AdfNode[] = [
  node('hardBreak'),
  node('mention', { id: '5b', text: '@Fred F' }),
  node('mention', { id: '5b' }),
  node('emoji', { shortName: ':smile:', text: '😄' }),
  node('emoji', { shortName: ':custom:' }),
  node('date', { timestamp: '1798675200000' }),
  node('date', { timestamp: 'never' }),
  node('status', { text: 'DONE', color: 'green', localId: 'x' }),
  node('status', { text: '', color: 'mauve' }),
  node('inlineCard', { url: 'https://e.com/card' }),
  node('inlineCard', { data: { name: 'x' } }),
  node('mediaInline', { id: 'm', collection: 'c', alt: 'in.png' }),
  node('placeholder', { text: 'type here' }),
  node('inlineExtension', { extensionKey: 'k', extensionType: 't', text: 'ext' }),
  node('futureInline', { a: 1 }),
];

const row = (type: string, ...cells: string[]): AdfNode =>
  node('tableRow', undefined, ...cells.map(each => node(type, undefined, p(text(each)))));
const table = (...rows: AdfNode[]): AdfNode => node('table', { layout: 'default', localId: 't' }, ...rows);

const blockNodes: readonly AdfNode[] = [
  p(),
  p(text(' blanks '), text('b', 'strong'), text(' ')),
  ...[1, 2, 6].map(level => node('heading', { level }, text('Head'))),
  node('heading', { level: 9 }, text('odd'), node('hardBreak'), text('x')),
  node('rule'),
  node('codeBlock', { language: 'java' }, text('int x;\n```\n{code}')),
  node('codeBlock', undefined, text('')),
  node('blockquote', undefined, p(text('q')), node('bulletList', undefined, item(p(text('a'))))),
  ...['info', 'note', 'warning', 'error', 'success', 'tip'].map(panelType =>
    node('panel', { panelType }, p(text('p'))),
  ),
  node('bulletList', undefined, item(p(text('a')), node('orderedList', { order: 3 }, item(p(text('b')))))),
  node('orderedList', { order: 1 }, item(p(text('a'))), item(p(text('b')), p(text('c')))),
  node('bulletList', undefined, item(node('codeBlock', undefined, text('x'))), item(p())),
  tasks('t', 'one', 'two', 'three'),
  table(row('tableHeader', 'a', 'b|'), row('tableCell', '1', '*2*')),
  table(row('tableCell', 'a'), row('tableCell', 'b', 'c')),
  table(node('tableRow', undefined, node('tableCell', { colspan: 2, rowspan: 3 }, p(text('wide'))))),
  table(node('tableRow', undefined, node('tableHeader', {}, p(text('h')), p(text('i'))), node('tableCell'))),
  expand,
  node('expand', {}, p(text('untitled'))),
  node('nestedExpand', { title: 'n' }, p(text('x'))),
  picture,
  node('mediaGroup', undefined, node('media', { type: 'file', id: 'g' }), node('media', { type: 'link', url: 'x:y' })),
  node('mediaSingle', {}, node('media', { type: 'external', url: 'https://e.com/a.png', alt: 'ä' })),
  node('blockCard', { url: 'https://e.com/b' }),
  node('embedCard', { url: 'https://e.com/e', layout: 'wide' }),
  node('extension', { extensionKey: 'toc', extensionType: 'com.atlassian.confluence.macro.core' }),
  node('bodiedExtension', { extensionKey: 'k' }, p(text('body'))),
  node('layoutSection', undefined, node('layoutColumn', { width: 50 }, p(text('l'))), node('layoutColumn', {}, p())),
  node('futureBlock', { x: 1 }, p(text('inside'))),
  ...strange,
];

const tricky = [
  '*',
  '_a_',
  '# x',
  '- x',
  '1. x',
  '> x',
  '|',
  '`',
  '\\',
  '[x](y)',
  '{code}',
  'h1. x',
  '~~',
  ' x ',
  '!a!',
];

/** Documents of Atlassian's format. */
export const documents: readonly AdfDocument[] = [
  ...marks.map(mark => doc(p(text('a '), marked('marked text', mark), text(' z')))),
  ...marks.map((mark, at) => doc(p(text('a'), marked('x', mark, marks[(at + 3) % marks.length] ?? mark), text('z')))),
  ...marks.map((mark, at) =>
    doc(p(marked(' one ', mark), marked('two', mark, marks[(at + 1) % 5] ?? mark), marked('three ', mark))),
  ),
  ...inlineNodes.flatMap(each => [
    doc(p(each)),
    doc(p(text('a'), each, text('z'), each)),
    doc(node('bulletList', undefined, item(p(each, text(' x'))))),
    doc(table(node('tableRow', undefined, node('tableCell', {}, p(each))), row('tableCell', 'x'))),
    doc(node('heading', { level: 2 }, each)),
  ]),
  ...blockNodes.flatMap((each, at) => [
    doc(each),
    doc(each, blockNodes[(at + 1) % blockNodes.length] ?? p(), p(text('end'))),
    doc(node('bulletList', undefined, item(p(text('x')), each))),
    doc(node('blockquote', undefined, each)),
    doc(node('panel', { panelType: 'info' }, each, p(text('x')))),
    doc(table(node('tableRow', undefined, node('tableHeader', {}, each), node('tableCell', {}, p(text('y')))))),
  ]),
  ...tricky.flatMap(each => [doc(p(text(each))), doc(p(text(`a${each}b `), text(each, 'strong'), text(`${each}c`)))]),
  ...marks.map(({ type }) => doc(p(marked('without attributes', { type })))),
];
