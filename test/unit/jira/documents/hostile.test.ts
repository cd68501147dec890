// Texts that no person writes: they may be shown plainly, but they neither stop the page nor the extension host.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Budget } from '../../../../src/base/budget.ts';
import { TooDeepError } from '../../../../src/base/tooDeepError.ts';
import { adfToText } from '../../../../src/jira/documents/adfText.ts';
import {
  adfToHtml,
  adfToWiki,
  htmlOfBody,
  markdownToDocument,
  markdownToWiki,
  parseAdf,
  toEditable,
  wikiToAdf,
} from '../../../../src/jira/documents/index.ts';
import { assertLinear } from '../../growth.ts';

type Make = (size: number) => string;
const repeated =
  (text: string): Make =>
  size =>
    text.repeat(size / text.length);
const halves =
  (first: string, second: string): Make =>
  size =>
    repeated(first)(size / 2) + repeated(second)(size / 2);

const families: Readonly<Record<string, Make>> = {
  asterisks: repeated('*'),
  'asterisks before a word': size => `${'*'.repeat(size)} a`,
  'deeper and deeper items': size =>
    Array.from({ length: Math.sqrt(2 * size) }, (_, at) => `${'*'.repeat(at + 1)} a`).join('\n'),
  'unclosed emphasis': repeated('*a _b '),
  brackets: repeated('['),
  'brackets that close': halves('[', ']'),
  'brackets that close behind a backslash': halves('[', '\\]'),
  braces: repeated('{'),
  'double braces': repeated('{{'),
  'monospaced text': halves('{{', '}}'),
  'colors that do not close': repeated('{color:red}'),
  'colors in colors': halves('{color:red}', '{color}'),
  'tags that do not close': repeated('{code:'),
  'tags of panels that do not close': repeated('{panel:title=a '),
  quotations: repeated('{quote}'),
  'quotations with parameters that do not close': repeated('{quote:a}'),
  'code in quotations': repeated('{quote}{noformat}'),
  'each macro in each': halves('{panel}{info}{note}{tip}{quote}', '{quote}{tip}{note}{info}{panel}'),
  'brackets in a cell': size => `|${'['.repeat(size)}]|`,
  'double braces in a cell that ends with its line': size => `|${'{{'.repeat(size / 2)}\n}}|`,
  'tables of a row each': repeated('[\n\n|a|\n\n'),
  'rows without an end': repeated('|a\nb\n'),
  'blanks in a line': size => `a${' '.repeat(size)}b`,
  'line ends': repeated('a\n'),
  addresses: repeated('http://a.b/\\^a '),
  questions: repeated('??a'),
  pictures: repeated('!a|'),
};

describe('hostile wiki markup', () => {
  for (const [name, make] of Object.entries(families)) {
    it(`is read in linear time: ${name}`, () => {
      assertLinear(name, make, wiki => adfToHtml(wikiToAdf(wiki)), 1 << 15);
    });
  }

  it('is edited in linear time', () => {
    for (const [name, make] of Object.entries(families)) assertLinear(name, make, toEditable, 1 << 10);
  });

  it('is edited in linear time where it names many people', () => {
    const make = (size: number) => Array.from({ length: size }, (_, at) => `a [~fred${at}] b`).join('\n\n');
    assertLinear('mentions', make, toEditable, 1_000);
  });

  it('keeps its text where there are more asterisks than a list has levels', () => {
    for (const count of [10, 40, 60, 900, 100_000]) {
      const wiki = `${'*'.repeat(count)} words`;
      assert.match(htmlOfBody(wiki), /words/);
      assert.doesNotMatch(htmlOfBody(wiki), /unreadable/);
      const { markdown, origin } = toEditable(wiki);
      assert.equal(markdownToWiki(markdown, origin), wiki);
    }
    assert.match(htmlOfBody(`${'*'.repeat(40)} words`), /^(<ul><li>(<p><\/p>)?){40}/);
  });

  it('becomes plain text where the budget ends', () => {
    const wiki = '* *a* _b_\n* c\n\n|d|*e*|\n\n{quote}*f*{quote}';
    for (let steps = 0; steps < 20; steps++) {
      const html = adfToHtml(wikiToAdf(wiki, new Budget({ steps })));
      for (const word of 'abcdef') assert.ok(html.replace(/<[^>]*>/g, '').includes(word), `${word} of ${html}`);
    }
    for (let depth = 0; depth < 12; depth++) {
      const html = adfToHtml(wikiToAdf(wiki, new Budget({ depth })));
      for (const word of 'abcdef') assert.ok(html.replace(/<[^>]*>/g, '').includes(word), `${word} of ${html}`);
    }
  });
});

/** A text below many nodes of a type. */
function nested(type: string, depth: number): object {
  let node: object = { type: 'paragraph', content: [{ type: 'text', text: 'words' }] };
  for (let level = 0; level < depth; level++) node = { type, content: [node] };
  return {
    version: 1,
    type: 'doc',
    content: [node, { type: 'paragraph', content: [{ type: 'text', text: 'behind' }] }],
  };
}

describe('a hostile document', () => {
  for (const type of ['blockquote', 'panel', 'bulletList', 'listItem', 'tableCell', 'unknown', 'paragraph']) {
    it(`is shown with its text, nested 20,000 deep: ${type}`, () => {
      const document = nested(type, 20_000);
      assert.match(htmlOfBody(document), /words[\s\S]*behind/);
      assert.match(adfToText(document), /words[\s\S]*behind/);
      assert.match(adfToWiki(parseAdf(document)), /words[\s\S]*behind/);
    });
  }

  it('that cannot be read is shown as text', () => {
    const broken = {
      type: 'doc',
      content: [
        {
          type: 'heading',
          get attrs() {
            throw new Error('odd');
          },
          content: [{ type: 'text', text: '<words>' }],
        },
      ],
    };
    assert.equal(htmlOfBody(broken), '<pre class="unreadable">&lt;words&gt;</pre>');
  });

  it('is not edited when it is nested too deeply, since it would be sent back flattened', () => {
    assert.throws(() => toEditable(nested('blockquote', 20_000)), TooDeepError);
    let attrs: object = {};
    for (let level = 0; level < 20_000; level++) attrs = { attrs };
    assert.throws(() => toEditable({ type: 'doc', content: [{ type: 'rule', attrs }] }), TooDeepError);
    assert.match(toEditable(nested('blockquote', 90)).markdown, /words/);
  });

  it('with values that no document has is shown and edited', () => {
    const heading = (level: unknown) => ({
      type: 'heading',
      attrs: { level },
      content: [{ type: 'text', text: 'words' }],
    });
    const mention = { type: 'paragraph', content: [{ type: 'mention', attrs: { id: '\ud800', text: '@words' } }] };
    const date = {
      type: 'paragraph',
      content: [
        { type: 'date', attrs: { timestamp: '1e300' } },
        { type: 'text', text: 'words' },
      ],
    };
    const ticks = { type: 'codeBlock', content: [{ type: 'text', text: `words ${'` '.repeat(200_000)}` }] };
    for (const node of [heading(-5), heading(1e9), heading('x'), mention, date, ticks]) {
      const document = { version: 1, type: 'doc', content: [node] };
      assert.match(htmlOfBody(document), /words/);
      assert.match(toEditable(document).markdown, /words/);
    }
  });

  it('is edited in linear time', () => {
    const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
    const text = (words: string) => ({ type: 'text', text: words });
    const of = (make: (at: number) => object) => (size: number) => ({
      type: 'doc',
      content: Array.from({ length: size }, (_, at) => make(at)),
    });
    const breaks = [{ type: 'hardBreak' }, { type: 'hardBreak' }];
    const odd = of(at => paragraph(text(at % 2 ? '    a' : '- [x] '), ...breaks));
    const emoji = (size: number) => ({
      type: 'doc',
      content: [paragraph(...Array.from({ length: size }, () => ({ type: 'emoji' })))],
    });
    const blanks = (size: number) => ({ type: 'doc', content: [paragraph(text(`a${' '.repeat(20 * size)}b`))] });
    for (const [name, make] of Object.entries({ odd, emoji, blanks })) {
      assertLinear(name, make, toEditable, 400);
      assertLinear(`${name} as wiki`, make, document => adfToWiki(parseAdf(document)), 400);
    }
  });
});

describe('hostile Markdown', () => {
  it('keeps its text where it is nested deeper than blocks can be', () => {
    for (const depth of [90, 98, 99, 100, 101, 5000]) {
      assert.match(JSON.stringify(markdownToDocument(`${'>'.repeat(depth)} words`)), /words/, `${depth}`);
    }
    const items = Array.from({ length: 120 }, (_, at) => `${'  '.repeat(at)}- words`).join('\n');
    assert.equal(JSON.stringify(markdownToDocument(items)).split('words').length, 121);
  });

  it('is read in linear time where emphasis stands in emphasis', () => {
    assertLinear('emphasis', halves('_', '{_}'), markdownToWiki, 1 << 12);
  });
});
