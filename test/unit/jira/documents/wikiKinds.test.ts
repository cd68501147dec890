// Kinds of wiki markup that Atlassian's own parser, or pandoc's, reads so.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type AdfNode,
  adfToHtml,
  markdownToWiki,
  toEditable,
  wikiToAdf,
} from '../../../../src/jira/documents/index.ts';

const nodesOf = (wiki: string): readonly AdfNode[] => wikiToAdf(wiki).content.flatMap(({ content = [] }) => content);
const textOf = (wiki: string): string =>
  nodesOf(wiki)
    .map(({ text = '' }) => text)
    .join('');

function edited(wiki: string): string {
  const { markdown, origin } = toEditable(wiki);
  return markdownToWiki(markdown.replace('today', 'now'), origin);
}

describe('character references by name', () => {
  it('are read as their characters, in monospaced text, too', () => {
    assert.equal(textOf('AT&amp;T, &copy;&nbsp;{{a &lt; b&bsol;}} &#65;&#x41;'), 'AT&T, ©\u00a0a < b\\ AA');
  });

  it('stay as they are where HTML knows no such name', () => {
    assert.equal(textOf('&haskell; &; &a b; AT&T &#; {{&nosuch;}}'), '&haskell; &; &a b; AT&T &#; &nosuch;');
  });

  it('stay in the source when another word is edited', () => {
    for (const wiki of ['AT&amp;T today', 'a&nbsp;today &copy;', '* &lt;b&gt; today\n* {{&amp;}}'])
      assert.equal(edited(wiki), wiki.replace('today', 'now'));
  });

  it('are not made of what is typed', () => {
    for (const typed of ['\\&copy; x', '`&lt;b&gt;`', '\\&amp;copy;', '&amp;#65; `&#65;`', 'a&b; &haskell;']) {
      const wiki = markdownToWiki(typed);
      assert.equal(textOf(wiki), typed.replace(/`|\\(?=&)/g, '').replace('&amp;#', '&#'), wiki);
    }
    assert.equal(markdownToWiki('a&b; &haskell; AT&T'), 'a&b; &haskell; AT&T');
  });
});

describe('an emoticon behind a backslash', () => {
  it('is text, and the backslash stays', () => {
    assert.equal(textOf('paren\\:) C\\:D wink\\;-) \\(x)'), 'paren\\:) C\\:D wink\\;-) (x)');
  });
});

describe('links of wiki markup', () => {
  const types = (wiki: string) => nodesOf(wiki).map(({ type }) => type);

  it('lead to attachments by name, whatever stands before the name', () => {
    for (const wiki of ['[^log 1.txt]', '[words|^log 1.txt]', '[words^log 1.txt]']) {
      const [node] = nodesOf(wiki);
      assert.equal(node?.type, 'mediaInline', wiki);
      assert.equal(node.attrs?.['id'], 'log 1.txt');
      assert.equal(edited(`${wiki} today`), `${wiki} now`);
    }
    // No name of a file.
    assert.deepEqual(types('[x^2]'), ['text']);
    assert.equal(textOf('[x^2 + y^2]'), '[x^2 + y^2]');
  });

  it('lead to people, with a label too', () => {
    for (const wiki of ['[~fred]', '[Fred|~fred]', '[Fred|~accountid:fred]']) {
      assert.deepEqual(nodesOf(wiki)[0]?.attrs?.['id'], 'fred', wiki);
      assert.equal(edited(`${wiki} today`), `${wiki} now`);
    }
  });

  it('are shown by their label where no page can follow them', () => {
    for (const target of ['irc://a.example/x', 'file://a/b', 'tel:123', 'SSH://a.example']) {
      assert.equal(textOf(`[words|${target}]`), 'words');
      assert.equal(edited(`[words|${target}] today`), `[words|${target}] now`);
    }
    assert.equal(textOf('[note: x] [a|b]'), '[note: x] [a|b]');
  });

  it('hold words with emphasis', () => {
    const markdown = 'x [see *this* **now** `code`](https://a.example/b) y';
    const wiki = 'x [see _this_ *now* {{code}}|https://a.example/b] y';
    assert.equal(markdownToWiki(markdown), wiki);
    assert.equal(markdownToWiki('[*a*](https://a.example)[b](https://a.example)'), '[{_}a{_}b|https://a.example]');
    assert.equal(markdownToWiki('[a|b *c*](https://a.example)'), '[a&#124;b _c_|https://a.example]');
    assert.equal(toEditable(wiki).markdown, markdown);
  });

  it('have the tooltip that Markdown calls a title', () => {
    const pairs = [
      ['[words|https://a.example|a tip]', '[words](https://a.example "a tip")'],
      ['[a *b*|https://a.example|say "x"]', '[a **b**](https://a.example "say \\"x\\"")'],
      ['[https://a.example|https://a.example|t]', '[https://a.example](https://a.example "t")'],
    ] as const;
    for (const [wiki, markdown] of pairs) {
      assert.equal(toEditable(wiki).markdown, markdown);
      assert.equal(markdownToWiki(markdown), wiki);
      assert.equal(edited(`${wiki} today`), `${wiki} now`);
    }
    assert.match(
      adfToHtml(wikiToAdf('[words|https://a.example|a "tip"]')),
      /<a href="[^"]*" title="a &quot;tip&quot;">/,
    );
    assert.equal(markdownToWiki('[a](https://a.example "b|c]")'), '[a|https://a.example|b&#124;c&#93;]');
    // Other third parts say how the link looks.
    for (const wiki of [
      '[words|https://a.example|smart-link]',
      '[words|https://a.example|]',
      '[words|https://a.example|a|b]',
    ])
      assert.match(toEditable(wiki).markdown, /^⟦words #1⟧$/);
  });

  it('stand in brackets before a colon, which Jira would take into a bare address', () => {
    assert.equal(markdownToWiki('<https://a.example/b>: c'), '[https://a.example/b]: c');
  });
});

describe('lists that begin elsewhere than at 1, in items', () => {
  const cases = [
    ['- a\n\n  5. b\n  6. c\n- d', '* a\\\\ 5. b\\\\ 6. c\n* d'],
    ['4. a\n\n   7. b\n5. c', '4. a\\\\ 7. b\n5. c'],
    ['1. a\n\n   3. b\n      - c\n      - d\n2. e', '# a\\\\ 3. b\n#* c\n#* d\n# e'],
  ] as const;
  for (const [markdown, wiki] of cases)
    it(`keep their numbers: ${JSON.stringify(markdown)}`, () => assert.equal(markdownToWiki(markdown), wiki));
});

describe('bars in cells', () => {
  it('are references, since not every reader of tables knows a backslash before them', () => {
    const wiki = markdownToWiki('| a |\n| - |\n| x \\| `y\\|z` |');
    assert.equal(wiki, '||a||\n|x &#124; {{y&#124;z}}|');
    assert.match(toEditable(wiki).markdown, /\| x \\\| `y\\\|z` \|/);
  });
});
