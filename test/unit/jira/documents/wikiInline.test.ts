import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type AdfMark, type AdfNode, attribute } from '../../../../src/jira/documents/adf.ts';
import { readWikiInline } from '../../../../src/jira/documents/wikiInline.ts';

/** Nodes in short: `word{marks}`, `<type …>`, `⏎`, and `«source»(shown)` for a part that is kept as its source. */
function shortOf(nodes: readonly AdfNode[]): string {
  return nodes.map(nodeInShort).join('');
}

function nodeInShort(node: AdfNode): string {
  switch (node.type) {
    case 'text':
      return (node.text ?? '') + (node.marks ? `{${node.marks.map(markInShort).join()}}` : '');
    case 'hardBreak':
      return '⏎';
    case 'wikiInline':
      return `«${attribute(node, 'wiki')}»(${shortOf(node.content ?? [])})`;
    default:
      return `<${node.type} ${Object.values(node.attrs ?? {}).join()}>`;
  }
}

function markInShort({ type, attrs }: AdfMark): string {
  return [type, ...Object.values(attrs ?? {})].join('=');
}

type Cases = readonly (readonly [wiki: string, nodes: string])[];

function reads(title: string, cases: Cases): void {
  describe(title, () => {
    for (const [wiki, nodes] of cases) {
      it(`reads ${JSON.stringify(wiki)}`, () => assert.equal(shortOf(readWikiInline(wiki)), nodes));
    }
  });
}

reads('a line end of wiki markup', [
  ['a\nb', 'a⏎b'],
  ['a  \n  b', 'a⏎b'],
  ['a \\\\ b', 'a⏎b'],
  ['a\\\\\nb', 'a⏎b'],
  ['a\\\\ \n b', 'a⏎b'],
  ['a\\\\\\\\b', 'a\\\\\\\\b'],
  ['\\\\server\\share \\\\ b', '\\\\server\\share⏎b'],
  ['a\\\\b c\\\\', 'a⏎b c⏎'],
  ['a {color:red}{color} \nb', 'a ⏎b'],
]);

reads('an escape of wiki markup', [
  ['\\*a* \\!b\\/ \\:\\@ \\[c\\` \\{d\\~', '*a* !b\\/ \\:@ [c\\` {d~'],
  ['C:\\temp \\d+ \\.x \\"y\\"', 'C:\\temp \\d+ \\.x \\"y\\"'],
  ['&#x2E;&#X41; &#xZ;', '.A &#xZ;'],
  ['\\a \\1 \\ž a\\', '\\a \\1 \\ž a\\'],
  ['&#42;a&#42; &#xx; &#1234567; &#8364;', '*a* &#xx; &#1234567; €'],
]);

reads('monospaced text of wiki markup', [
  ['{{a}}b', '{{a}}b'],
  ['b{{a}}', 'b{{a}}'],
  ['({{a}})', '(a{code})'],
  ['{{a*b*}} {{\\}x&#125;}}', 'a*b*{code} }x}{code}'],
  ['*{{a}}*', 'a{code}'],
  ['[{{a}}|https://e.com]', 'a{link=https://e.com,code}'],
  ['{{a', '{{a'],
  ['{{a\nb}}', '{{a⏎b}}'],
  ['{{\nb}}', '{{⏎b}}'],
  ['{a}}', '«{a}»({a})}'],
]);

reads('color of wiki markup', [
  ['{color:red}a{color}b', 'a{textColor=#ff0000}b'],
  ['{color:RED}a{color}', 'a{textColor=#ff0000}'],
  ['{color:#AB12cd}a *b*{color}', 'a {textColor=#ab12cd}b{textColor=#ab12cd,strong}'],
  ['{color:#12345}a{color} {color:x#123456}b{color}', '«{color:#12345}a{color}»(a) «{color:x#123456}b{color}»(b)'],
  ['{color:#1234567}a{color}', '«{color:#1234567}a{color}»(a)'],
  ['{color:mauve}a *b*{color}c', '«{color:mauve}a *b*{color}»(a b{strong})c'],
  ['*{color:mauve}a{color}*', '«*{color:mauve}a{color}*»(«{color:mauve}a{color}»(a{strong}))'],
  ['{color:red}{color}x', 'x'],
  ['{color:red}a', '«{color:red}»({color:red})a'],
  ['{color}a', '«{color}»({color})a'],
  ['{color:red}a\nb{color}', 'a{textColor=#ff0000}⏎b{textColor=#ff0000}'],
]);

reads('a macro of wiki markup in a line', [
  ['a{anchor:x}b', 'a«{anchor:x}»()b'],
  ['{html}<b>*a*</b>{html} {html}', '«{html}<b>*a*</b>{html}»({html}<b>*a*</b>{html}) «{html}»({html})'],
  ['{toc} {jira:PAY-1} {a.b-c:x|y=z}', '«{toc}»({toc}) «{jira:PAY-1}»({jira:PAY-1}) «{a.b-c:x|y=z}»({a.b-c:x|y=z})'],
  ['{1a} {a b} {a: b} {a:b{c}', '{1a} {a b} {a: b} {a:b«{c}»({c})'],
  ['*{toc}*', '«*{toc}*»(«{toc}»({toc}{strong}))'],
  ['{status}', '«{status}»(<status status,neutral>)'],
  ['{status:title= Done |colour= Green }', '«{status:title= Done |colour= Green }»(<status Done,green>)'],
  ['{status:colour=red}', '«{status:colour=red}»(<status red,red>)'],
  ['{status:color=blue|title=a}', '«{status:color=blue|title=a}»(<status a,blue>)'],
  ['{status:subtitle=a|colour=mauve}', '«{status:subtitle=a|colour=mauve}»(<status mauve,neutral>)'],
  ['{status:Colour=Yellow}', '«{status:Colour=Yellow}»(<status yellow,yellow>)'],
  ['{status:colour=purple}', '«{status:colour=purple}»(<status purple,purple>)'],
]);

reads('a link of wiki markup', [
  ['[https://e.com/a]', 'https://e.com/a{link=https://e.com/a}'],
  ['[ https://e.com/a ]', 'https://e.com/a{link=https://e.com/a}'],
  ['[t|https://e.com]x', 't{link=https://e.com}x'],
  ['[t *b*|http://e.com]', 't {link=http://e.com}b{link=http://e.com,strong}'],
  ['[|https://e.com]', '«[|https://e.com]»(https://e.com{link=https://e.com})'],
  ['[ |mailto:a@b.c]', '«[ |mailto:a@b.c]»(a@b.c{link=mailto:a@b.c})'],
  ['[https://e.com/~a~/*b*]', 'https://e.com/~a~/*b*{link=https://e.com/~a~/*b*}'],
  ['[t|https://e.com|tip]', 't{link=https://e.com=tip}'],
  ['[!a.png!|https://e.com]', '«[!a.png!|https://e.com]»(«!a.png!»(<mediaInline file,a.png,,a.png>))'],
  ['[mailto:a@b.c] [x|mailto:a@b.c]', 'a@b.c{link=mailto:a@b.c} x{link=mailto:a@b.c}'],
  [
    '[#x] [/x] [t|ftp://x] [PAY-1] [A_1B-22]',
    '#x{link=#x} /x{link=/x} t{link=ftp://x} PAY-1{link=PAY-1} A_1B-22{link=A_1B-22}',
  ],
  ['[PAY-1x] [xPAY-1] [P-1] [Pay-1]', '[PAY-1x] [xPAY-1] [P-1] [Pay-1]'],
  ['[a] [] [ ]', '[a] [] [ ]'],
  ['[a|b] [x|javascript:y]', '«[a|b]»([a|b]) «[x|javascript:y]»([x|javascript:y])'],
  ['[a\\|b|https://e.com] [a\\]b|https://e.com]', 'a|b{link=https://e.com} a]b{link=https://e.com}'],
  ['[a\\]', '[a]'],
  ['[a', '[a'],
  ['[a\n]', '[a⏎]'],
  ['*[t|https://e.com]*', 't{strong,link=https://e.com}'],
  ['[^a b.zip]', '«[^a b.zip]»(<mediaInline file,a b.zip,,a b.zip>)'],
  ['[https://e.com/?a[b]=c] x', 'https://e.com/?a[b]=c{link=https://e.com/?a[b]=c} x'],
  ['[t|https://e.com/?a[]=1&b[]=2]', 't{link=https://e.com/?a[]=1&b[]=2}'],
  ['[x|file:///c:/a b]', '«[x|file:///c:/a b]»(x)'],
  ['[log|^a.zip]', '«[log|^a.zip]»(<mediaInline file,a.zip,,log>)'],
]);

reads('a mention of wiki markup', [
  ['[~fred]x', '<mention fred,@fred>x'],
  ['[~fred doe]', '<mention fred doe,@fred doe>'],
  ['[~accountid:5b:1]', '«[~accountid:5b:1]»(<mention 5b:1,@5b:1>)'],
  ['[~x accountid:1]', '<mention x accountid:1,@x accountid:1>'],
  ['[~] [a~b]', '[~] [a~b]'],
]);

reads('a picture of wiki markup', [
  ['!a.png!x', '«!a.png!»(<mediaInline file,a.png,,a.png>)x'],
  ['!a b.png|width=3,alt="x"!', '«!a b.png|width=3,alt="x"!»(<mediaInline file,a b.png,,a b.png>)'],
  ['!http://e.com/a.png!', '«!http://e.com/a.png!»(<mediaInline external,http://e.com/a.png,http://e.com/a.png>)'],
  ['!xhttp://e.com!', '«!xhttp://e.com!»(<mediaInline file,xhttp://e.com,,xhttp://e.com>)'],
  ['a!b!', 'a!b!'],
  ['! a! !! !a', '! a! !! !a'],
  ['!a\nb!', '!a⏎b!'],
]);

reads('a citation of wiki markup', [
  ['??a *b*??c', '«??a *b*??»(a {em}b{em,strong})c'],
  ['??a?? ??b??', '«??a??»(a{em}) «??b??»(b{em})'],
  ['?a? ?? b?? ??c ?? ??', '?a? ?? b?? ??c ?? ??'],
  ['what??', 'what??'],
  ['??a', '??a'],
  ['*??a??*', '«*??a??*»(«??a??»(a{strong,em}))'],
]);

reads('a bare address of wiki markup', [
  ['https://e.com/a_b_c. x', 'https://e.com/a_b_c{link=https://e.com/a_b_c}. x'],
  ['(http://e.com/x)', '(http://e.com/x{link=http://e.com/x})'],
  ['mailto:a@b.c, x', 'a@b.c{link=mailto:a@b.c}, x'],
  ['https://e.com/?mailto:x', 'https://e.com/?mailto:x{link=https://e.com/?mailto:x}'],
  ['*https://e.com/x y*', 'https://e.com/x{strong,link=https://e.com/x} y{strong}'],
  ['xhttps://e.com xmailto:a@b.c', 'xhttps://e.com xmailto:a@b.c'],
  ['https:// http://', 'https:// http://'],
  ['ftp://e.com/x.', 'ftp://e.com/x{link=ftp://e.com/x}.'],
  ['[https://e.com/x|https://e.com/y]', 'https://e.com/x{link=https://e.com/y}'],
  ['[x https://e.com/x y|https://e.com/y]', 'x https://e.com/x y{link=https://e.com/y}'],
  ['[a@b.c|mailto:d@e.f] [mailto:a@b.c|/x]', 'a@b.c{link=mailto:d@e.f} mailto:a@b.c{link=/x}'],
]);

reads('an emoticon of wiki markup', [
  [
    ':) :( ;) (y)',
    '«:)»(<emoji :slight_smile:,🙂>) «:(»(<emoji :disappointed:,🙁>) «;)»(<emoji :wink:,😉>) «(y)»(<emoji :thumbsup:,👍>)',
  ],
  ['a:) (y)b (a) :', 'a«:)»(<emoji :slight_smile:,🙂>) (y)b (a) :'],
]);

reads('hyphens of wiki markup', [
  ['a -- b --- c', 'a – b — c'],
  ['-- a ---', '– a —'],
  ['a--b', 'a--b'],
  ['a -- -- b', 'a – – b'],
  ['a ---- b', 'a ---- b'],
  ['*a --*', 'a --{strong}'],
  ['*-- a*', '-- a{strong}'],
  ['open --> done', 'open --> done'],
  ['10--12 <--> 3--4-- x', '10--12 <--> 3--4-- x'],
  ['-a-b-', 'a-b{strike}'],
]);

reads('an effect of wiki markup', [
  ['*a* _b_ -c- +d+ ^e^ ~f~', 'a{strong} b{em} c{strike} d{underline} e{subsup=sup} f{subsup=sub}'],
  ['*a\\**', 'a*{strong}'],
  ['x{*}a{*}y', 'xa{strong}y'],
  ['*a _b_*', 'a {strong}b{strong,em}'],
  ['*a\nb*', '*a⏎b*'],
  ['*[~fred]* *(/)*', '«*[~fred]*»(<mention fred,@fred>) «*(/)*»(«(/)»(<emoji :check_mark:,✅>))'],
  ['*a [~fred]*', 'a {strong}<mention fred,@fred>'],
  ['* a* *a *', '* a* *a *'],
  ['*\u00a0a\u2003*', '\u00a0a\u2003{strong}'],
]);

describe('a named color of wiki markup', () => {
  const colors: Readonly<Record<string, string>> = {
    ...{ red: '#ff0000', green: '#008000', blue: '#0000ff', gray: '#808080', grey: '#808080', orange: '#ffa500' },
    ...{ purple: '#800080', black: '#000000', white: '#ffffff', yellow: '#ffff00' },
  };
  for (const [name, hex] of Object.entries(colors)) {
    it(`is the one of the page: ${name}`, () => {
      assert.equal(shortOf(readWikiInline(`{color:${name}}a{color}`)), `a{textColor=${hex}}`);
    });
  }
});

describe('an emoticon of wiki markup', () => {
  const emoticons: readonly (readonly [written: string, name: string, shown: string])[] = [
    [':)', 'slight_smile', '🙂'],
    [':(', 'disappointed', '🙁'],
    [':-)', 'slight_smile', '🙂'],
    [':-(', 'disappointed', '🙁'],
    [':P', 'stuck_out_tongue', '😛'],
    [':p', 'stuck_out_tongue', '😛'],
    [':-P', 'stuck_out_tongue', '😛'],
    [':-p', 'stuck_out_tongue', '😛'],
    [':-D', 'smiley', '😃'],
    [';-)', 'wink', '😉'],
    [':D', 'smiley', '😃'],
    [';)', 'wink', '😉'],
    ['(y)', 'thumbsup', '👍'],
    ['(n)', 'thumbsdown', '👎'],
    ['(i)', 'info', 'ℹ️'],
    ['(/)', 'check_mark', '✅'],
    ['(x)', 'cross_mark', '❌'],
    ['(!)', 'warning', '⚠️'],
    ['(+)', 'plus', '➕'],
    ['(-)', 'minus', '➖'],
    ['(?)', 'question', '❓'],
    ['(on)', 'light_bulb_on', '💡'],
    ['(off)', 'light_bulb_off', '🌑'],
    ['(*)', 'yellow_star', '⭐'],
    ['(*y)', 'yellow_star', '⭐'],
    ['(*r)', 'red_star', '⭐'],
    ['(*g)', 'green_star', '⭐'],
    ['(*b)', 'blue_star', '⭐'],
    ['(flag)', 'flag_on', '🚩'],
    ['(flagoff)', 'flag_off', '🏳️'],
  ];
  for (const [written, name, shown] of emoticons) {
    it(`is shown as its picture: ${written}`, () => {
      assert.equal(shortOf(readWikiInline(`a ${written} b`)), `a «${written}»(<emoji :${name}:,${shown}>) b`);
    });
  }
});
