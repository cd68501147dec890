import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { adfToHtml } from '../../../../src/jira/documents/adfToHtml.ts';
import { adfToWiki } from '../../../../src/jira/documents/adfToWiki.ts';
import { canonical } from '../../../../src/jira/documents/canonical.ts';
import { markdownToDocument, markdownToWiki, toEditable } from '../../../../src/jira/documents/editable.ts';
import { markdownToAdf } from '../../../../src/jira/documents/markdownToAdf.ts';
import { wikiToAdf } from '../../../../src/jira/documents/wikiToAdf.ts';
import { adfProblem } from '../../../servers/jira/adfSchema.ts';
import { item, p, text } from './nodes.ts';

const htmlOf = (wiki: string) => adfToHtml(wikiToAdf(wiki));

describe('the language of code in wiki markup', () => {
  it('ends no macro and names no other parameter', () => {
    const code = { type: 'codeBlock', attrs: { language: 'c++ {x}|title=y' }, content: [text('a')] };
    assert.equal(adfToWiki({ type: 'doc', version: 1, content: [code] }), '{noformat}\na\n{noformat}');
  });
});

describe('Jira’s wiki markup', () => {
  const cases: [string, string][] = [
    ['h2. Title *bold*', '<h3>Title <strong>bold</strong></h3>'],
    ['a\nb\n\nc', '<p>a<br>b</p><p>c</p>'],
    [
      '*b* _i_ -s- +u+ ^up^ ~low~ {{mono}} ??cite??',
      '<p><strong>b</strong> <em>i</em> <s>s</s> <u>u</u> <sup>up</sup> <sub>low</sub> <code>mono</code> <em>cite</em></p>',
    ],
    ['snake_case_name 2*3*4 a-b-c', '<p>snake_case_name 2*3*4 a-b-c</p>'],
    ['\\*no\\* \\{code}', '<p>*no* {code}</p>'],
    ['line\\\\next', '<p>line<br>next</p>'],
    [
      '* a\n** b\n** c\n# one\n## two',
      '<ul><li><p>a</p><ul><li><p>b</p></li><li><p>c</p></li></ul></li></ul><ol><li><p>one</p><ol><li><p>two</p></li></ol></li></ol>',
    ],
    ['- dash\n- dash', '<ul><li><p>dash</p></li><li><p>dash</p></li></ul>'],
    ['----', '<hr>'],
    ['bq. said', '<blockquote><p>said</p></blockquote>'],
    ['{quote}\na\n\nb\n{quote}', '<blockquote><p>a</p><p>b</p></blockquote>'],
    [
      '{quote}\n{code}\n{quote}\n{code}\nb\n{quote}\n{code}\nd\n{code}',
      '<blockquote><pre><code>{quote}</code></pre><p>b</p></blockquote><pre><code>d</code></pre>',
    ],
    [
      '{code:java|title=X}\nint *x*;\n{code}',
      '<p><strong>X</strong></p><pre data-language="java"><code>int *x*;</code></pre>',
    ],
    ['{noformat}h1. no{noformat}', '<pre><code>h1. no</code></pre>'],
    ['{code} never closed', '<p>{code} never closed</p>'],
    [
      '{panel:title=T}\ntext\n{panel}',
      '<div class="panel panel-info" role="note" aria-label="info"><p><strong>T</strong></p><p>text</p></div>',
    ],
    [
      '||a||b||\n|1|[x|https://e.com/?a|b]|',
      '<div class="table"><table><tbody><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>1</p></td><td><p><a href="https://e.com/?a" title="b">x</a></p></td></tr></tbody></table></div>',
    ],
    [
      '[text|https://e.com] https://e.com/a. [mailto:a@b.c]',
      '<p><a href="https://e.com">text</a> <a href="https://e.com/a">https://e.com/a</a>. <a href="mailto:a@b.c">a@b.c</a></p>',
    ],
    [
      '[~fred] !pic.png|thumbnail! [^log.txt]',
      '<p><span class="mention">@fred</span> <span class="media">pic.png</span> <span class="media">log.txt</span></p>',
    ],
    ['{color:red}hot{color}', '<p><span class="colored">hot</span></p>'],
    ['[x|javascript:alert(1)] <b>', '<p>[x|javascript:alert(1)] &lt;b&gt;</p>'],
    ['UTF-8 and [not a link]', '<p>UTF-8 and [not a link]</p>'],
  ];
  for (const [wiki, html] of cases) {
    it(`shows ${JSON.stringify(wiki)}`, () => {
      assert.equal(htmlOf(wiki), html);
      // Attachments by name are no document that Cloud would take, but nothing is sent there.
      if (!/!pic/.test(wiki)) assert.equal(adfProblem(wikiToAdf(wiki)), undefined);
    });
  }

  it('is written so that it means what the document says', () => {
    const markdown = [
      '## A *b*',
      'one **two** `three*` ~~four~~ [five](https://e.com/x) [@fred](mention:fred)',
      '- a\n- b\n  1. c',
      '```js\nlet x = "{c}";\n```',
      '```\nlet x = "{code}";\n```',
      '1. run:\n   ```sh\n   npm i\n\n   npm t\n   ```\n   then\n2. next',
      'un**bold**ed, **a*b***c 中**文**中 ~~a-b~~~~c~~ `{code}` `a}}b` (x) :) a -- b',
      '[a\\]b\\|c](https://e.com/a) [**d**e](https://e.com/(f)) https://e.com/g.',
      '> quoted',
      '> [!NOTE]\n> noted',
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
      '\\- no list, *no{bold}*, snake_case, 100% [x] {y} |z|',
      '---',
    ].join('\n\n');
    const document = markdownToAdf(markdown);
    const again = wikiToAdf(adfToWiki(document));
    assert.deepEqual(again.content.map(canonical), document.content.map(canonical));
  });

  it('shows emoticons, dashes and macros as Jira does', () => {
    assert.equal(htmlOf('(/) done :) f(x) \\(y) a -- b'), '<p>✅ done 🙂 f❌ (y) a – b</p>');
    assert.equal(htmlOf('{anchor:x}{status:title=OK|colour=Green}'), '<p><span class="status">OK</span></p>');
    assert.equal(htmlOf('un{*}bold{*}ed {*}no'), '<p>un<strong>bold</strong>ed {*}no</p>');
    const rows =
      '<tr><td><p>a<br>b</p></td></tr><tr><td><p>c</p><pre data-language="sh"><code>|x|</code></pre></td></tr>';
    const wiki = '|a\nb|\n|c\n{code:sh}\n|x|\n{code}|';
    assert.equal(htmlOf(wiki), `<div class="table"><table><tbody>${rows}</tbody></table></div>`);
  });

  it('is written so that it means what any document says', () => {
    const words = fc.stringMatching(/^[ -~ž文]{1,12}$/).filter(word => !/https?:|mailto:|^ | $| {2}/.test(word));
    const marks = fc.oneof(fc.subarray(['strong', 'em', 'strike', 'underline']), fc.constant(['code']));
    const line = fc
      .array(fc.tuple(words, marks, fc.constantFrom('', '', ' ')), { minLength: 1, maxLength: 4 })
      // Monospaced text that a word touches is none.
      .map(list =>
        list.flatMap(([word, own, blank]) => {
          const isCode = own.includes('code');
          return [...(isCode ? [text(' ')] : []), text(word, ...own), ...(isCode || blank ? [text(' ')] : [])];
        }),
      )
      .map(nodes => nodes.filter((node, at) => node.text !== ' ' || (at > 0 && at < nodes.length - 1)));
    const paragraph = line.map(content => p(...content));
    const code = fc
      .array(fc.oneof(words, fc.constantFrom('', '{code}', '{quote}', '|')), { minLength: 1, maxLength: 3 })
      .map(list => list.join('\n'))
      .filter(value => value !== '')
      .map((value): AdfNode => ({ type: 'codeBlock', content: [text(value)] }));
    const items = fc
      .array(fc.tuple(paragraph, fc.option(code)), { minLength: 1, maxLength: 3 })
      .map(list => list.map(([own, below]) => item(own, ...(below ? [below] : []))));
    const block: fc.Arbitrary<AdfNode> = fc.oneof(
      paragraph,
      code,
      line.map(content => ({ type: 'heading', attrs: { level: 2 }, content })),
      fc.tuple(fc.constantFrom('bulletList', 'orderedList'), items).map(([type, content]) => ({ type, content })),
      fc.tuple(paragraph, code).map(content => ({ type: 'blockquote', content })),
      fc.tuple(paragraph, code).map(content => ({ type: 'panel', attrs: { panelType: 'note' }, content })),
      fc.array(fc.tuple(paragraph, fc.option(code)), { minLength: 1, maxLength: 3 }).map(cells => ({
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: cells.map(([own, below]) => ({ type: 'tableCell', content: [own, ...(below ? [below] : [])] })),
          },
        ],
      })),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 3 }), content => {
        const wiki = adfToWiki({ version: 1, type: 'doc', content });
        assert.deepEqual(wikiToAdf(wiki).content.map(canonical), content.map(canonical), wiki);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 500) },
    );
  });

  it('escapes whatever text could be taken for markup', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~ž]{1,20}$/), value => {
        const text = value.trim();
        fc.pre(text !== '' && !/https?:|mailto:|\s{2}/.test(text));
        const wiki = adfToWiki({
          version: 1,
          type: 'doc',
          content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
        });
        const read = wikiToAdf(wiki).content;
        assert.deepEqual(read, [{ type: 'paragraph', content: [{ type: 'text', text }] }], wiki);
      }),
      { numRuns: 1000 },
    );
  });

  it('never fails to be read', () => {
    const pieces = [
      '{code}',
      '{quote}',
      '{panel:title=x}',
      '* ',
      '# ',
      '|',
      '||',
      '[',
      ']',
      '!',
      '\\',
      '\n',
      '{color:red}',
      '{color}',
      '{{',
      '}}',
      'h1. ',
      'bq. ',
      '-',
      'x',
      '~',
      '^',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), parts => {
        assert.ok(Array.isArray(wikiToAdf(parts.join('')).content));
      }),
      { numRuns: 500 },
    );
  });
});

/** Time of the processor, whatever else it does meanwhile; the least of a few tries, as the first ones compile. */
function workOf(wiki: string): number {
  const tries = Array.from({ length: 4 }, () => {
    const before = process.cpuUsage();
    wikiToAdf(wiki);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.max(1, Math.min(...tries));
}

describe('a long line of wiki markup', () => {
  const lines: [string, string][] = [
    ['minified JSON', '{"_id":"a","_source":{"x":-1}},'],
    ['open brackets', '[\\]'],
    ['open monospaces', '{{'],
    ['open colors', '{color:red}x'],
    ['open cells', '|['],
    ['open monospaces in cells', '|{{'],
    ['open code in quotations', '{quote}{code:a}'],
  ];
  for (const [name, unit] of lines) {
    it(`takes work in proportion to its length: ${name}`, () => {
      const [few, many] = [20_000, 320_000].map(length => workOf(unit.repeat(length / unit.length)));
      // Sixteen times as long; what is quadratic takes 256 times the work.
      assert.ok(few !== undefined && many !== undefined && many < 64 * few, `${few} µs, ${many} µs`);
    }).timeout(60_000);
  }
});

describe('a body that is edited', () => {
  const adf = {
    version: 1,
    type: 'doc',
    content: [
      { type: 'paragraph', attrs: { localId: 'p1' }, content: [{ type: 'text', text: 'first' }] },
      { type: 'extension', attrs: { extensionKey: 'x', extensionType: 'y' } },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'last' },
          { type: 'emoji', attrs: { shortName: ':x:' } },
        ],
      },
    ],
  };

  it('comes back as it was when nothing was touched', () => {
    const { markdown, origin } = toEditable(adf);
    assert.deepEqual(markdownToDocument(markdown, origin), adf);
    const wiki = 'h1. A\n\n* x\n** y {color:#123456}z{color}\n\n{panel:title=T|borderColor=red}\nin\n{panel}';
    const edited = toEditable(wiki);
    assert.equal(markdownToWiki(edited.markdown, edited.origin), wiki);
  });

  it('keeps untouched blocks to the last attribute, and what stands inside the touched ones', () => {
    const { markdown, origin } = toEditable(adf);
    const kept = JSON.parse(JSON.stringify(origin)) as typeof origin;
    const changed = markdown.replace('last', 'the **last**');
    assert.deepEqual(markdownToDocument(`${changed}\n\nnew`, kept).content, [
      ...adf.content.slice(0, 2),
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'the ' },
          { type: 'text', text: 'last', marks: [{ type: 'strong' }] },
          { type: 'emoji', attrs: { shortName: ':x:' } },
        ],
      },
      { type: 'paragraph', content: [{ type: 'text', text: 'new' }] },
    ]);
    const wiki = toEditable('one {color:red}two{color} three\n\nh2. same');
    assert.equal(
      markdownToWiki(wiki.markdown.replace('three', '**four**'), wiki.origin),
      'one {color:red}two{color} *four*\n\nh2. same',
    );
  });
});
