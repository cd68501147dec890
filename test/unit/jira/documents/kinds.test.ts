// Kinds of wiki markup and of Markdown that were once read or written otherwise than Jira does, in the order of their
// report.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { htmlOfBody, markdownToWiki, toEditable } from '../../../../src/jira/documents/index.ts';

/** Each is edited where it says `teh`. */
const read: Readonly<Record<string, readonly [wiki: string, html: string]>> = {
  'a body of a macro that is not known': ['{adf}\n*a* [b]\n{adf}\nteh', '<pre><code>*a* [b]</code></pre><p>teh</p>'],
  'a body in a line': ['teh {latex}\\frac{a}{b} *c*{latex} d', '<p>teh {latex}\\frac{a}{b} *c*{latex} d</p>'],
  'a macro in capitals': ['{CODE}\nteh\n{CODE}', '<pre><code>teh</code></pre>'],
  'a name of a macro in monospaced text': ['{{info}} teh {{code}}', '<p><code>info</code> teh <code>code</code></p>'],
  'a backslash before what is not unescaped': ['teh \\d+ a\\.b C:\\temp', '<p>teh \\d+ a\\.b C:\\temp</p>'],
  'a UNC path': ['teh \\\\server\\share\\x', '<p>teh \\\\server\\share\\x</p>'],
  'arrows and ranges': ['teh --> b <-- c 10--12 d', '<p>teh --&gt; b &lt;-- c 10--12 d</p>'],
  'a heading without a blank': ['h2.teh words', '<h3>teh words</h3>'],
  'blocks behind an item': [
    '* teh\nh3. b\n----\nbq. c',
    '<ul><li><p>teh</p></li></ul><h4>b</h4><hr><blockquote><p>c</p></blockquote>',
  ],
  'brackets and parentheses in a link': [
    'teh [https://e.com/?a[b]=c] [x (z)|https://e.com/a_(b)]',
    '<p>teh <a href="https://e.com/?a[b]=c">https://e.com/?a[b]=c</a> <a href="https://e.com/a_(b)">x (z)</a></p>',
  ],
  'links to an attachment and to a file': [
    'teh [words|^log 1.txt] [c|file:///c:/d]',
    '<p>teh <span class="media">words</span> c</p>',
  ],
  'emoticons with noses': ['teh :-) ;-) :-(', '<p>teh 🙂 😉 🙁</p>'],
  'a body of HTML': [
    '{html}\n<b>a</b> *c*\n{html}\n\nteh',
    '<pre><code>&lt;b&gt;a&lt;/b&gt; *c*</code></pre><p>teh</p>',
  ],
  'blanks of JavaScript alone': ['\u00a0\nteh\u2003 \ufeff*b*', '<p>\u00a0<br>teh\u2003 \ufeff<strong>b</strong></p>'],
  'monospaced text that is bold': ['*{{a}}* teh', '<p><code>a</code> teh</p>'],
  'a line of a line end alone': ['a\n\\\\\nteh', '<p>a<br><br>teh</p>'],
};

describe('a kind of wiki markup', () => {
  for (const [what, [wiki, html]] of Object.entries(read)) {
    it(`is shown as Jira does, and keeps all but an edited word: ${what}`, () => {
      assert.equal(htmlOfBody(wiki), html);
      const { markdown, origin } = toEditable(wiki);
      for (const by of ['the', 'teh new'])
        assert.equal(markdownToWiki(markdown.replace('teh', by), origin), wiki.replace('teh', by));
    });
  }
});

const written: Readonly<Record<string, readonly [markdown: string, wiki: string]>> = {
  'a list that begins elsewhere than at 1': ['3. a\n4. b', '3. a\n4. b'],
  'a language that Jira does not know': ['```nosuch\na\n```', '{noformat}\na\n{noformat}'],
  'a language by another name': ['```yml\na\n```', '{code:yaml}\na\n{code}'],
  'text like an emoticon': ['(x) :) ;-) (y)', '(x\\) :\\) ;\\-) (y\\)'],
  'text like a heading': ['h1. a\nbq. b', 'h1&#46; a\nbq&#46; b'],
  'monospaced text that touches letters': ['the `Widget`s', 'the Widgets'],
  'an address before an exclamation mark': ['<https://e.com/a>!', '[https://e.com/a]\\!'],
  'an address at the end of a line': ['https://e.com/a\nb', '[https://e.com/a]\nb'],
  'a row with too many cells': ['| a |\n| - |\n| 1 | 2 |', '||a|| ||\n|1|2|'],
};

describe('a kind of Markdown', () => {
  for (const [what, [markdown, wiki]] of Object.entries(written))
    it(`is written as Jira reads it: ${what}`, () => assert.equal(markdownToWiki(markdown), wiki));
});
