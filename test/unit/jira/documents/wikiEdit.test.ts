import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { markdownToWiki, type Origin, toEditable } from '../../../../src/jira/documents/index.ts';

/** Wiki markup after a word was corrected in its Markdown. */
function corrected(wiki: string, wrong = 'teh', right = 'the'): string {
  const { markdown, origin } = toEditable(wiki);
  assert.ok(markdown.includes(wrong), markdown);
  return markdownToWiki(markdown.replace(wrong, right), origin);
}

function untouched(wiki: string): string {
  const { markdown, origin } = toEditable(wiki);
  return markdownToWiki(markdown, JSON.parse(JSON.stringify(origin)) as Origin);
}

const pieces = [
  '{code}',
  '{code:java|title=X}',
  '{noformat}',
  '{quote}',
  '{panel:title=x}',
  '{info}',
  '{expand:more}',
  '* ',
  '# ',
  '** ',
  '- ',
  '|',
  '||',
  '|a|b|',
  '[',
  '[a|b]',
  ']',
  '!',
  '!a.png|width=3!',
  '\\',
  '\\\\',
  '\n',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  ' ',
  '{color:red}',
  '{color}',
  '{{',
  '}}',
  'h1. ',
  'bq. ',
  '----',
  '-',
  'x',
  'two words',
  '~',
  '^',
  '*b*',
  '{*}',
  '(/)',
  '??',
  '{anchor:x}',
  'https://e.com/',
  '&#92;',
];
const anyWiki = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 25 })
  .map(parts => parts.join(''));

describe('wiki markup that is edited', () => {
  const same = [
    '# one\n{code}\nx\n{code}\n# two',
    '|a|line1\nline2|\n|b|c|',
    '|a|line1\n\nline2|\n|b|c|',
    '||h||\n|{code}\n|x|\n\ny\n{code}|',
    'h2. T\ntext\n* a\n* b\nmore',
    '* a\n\n* b\n# c\n\n\n# d  ',
    'bq. a\nbq. b',
    '\n\n  text\r\nmore\r\n\r\n* a\r\n* b\r\n',
    'See: {code}x{code} and {quote}y{quote} done',
    '{color:red}a\n\nb{color}',
    '* [ ] a\n\n* b',
  ];
  for (const wiki of same) {
    it(`comes back as it was: ${JSON.stringify(wiki)}`, () => {
      assert.equal(untouched(wiki), wiki);
    });
  }

  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(anyWiki, wiki => {
        assert.equal(untouched(wiki), wiki);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays as it was before what is written behind it', () => {
    fc.assert(
      fc.property(anyWiki, wiki => {
        const { markdown, origin } = toEditable(wiki);
        const after = origin.after ?? '';
        fc.pre(origin.blocks.length > 0);
        const kept = wiki.slice(0, wiki.length - after.length);
        assert.equal(markdownToWiki(`${markdown}\n\nend`, origin), `${kept}\n\nend`);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what parts its blocks, also those that are touched', () => {
    assert.equal(corrected('h2. teh\ntext\n* a\n{code}\nx\n{code}\n* b'), 'h2. the\ntext\n* a\n{code}\nx\n{code}\n* b');
    assert.equal(corrected('a\n\n\n\nteh\r\n\r\nb'), 'a\n\n\n\nthe\r\n\r\nb');
    assert.equal(corrected('See teh: {code:sh}x{code} b'), 'See the: {code:sh}x{code} b');
    assert.equal(
      corrected('Steps teh:\n# one\n{code}\nx\n{code}\n# two'),
      'Steps the:\n# one\n{code}\nx\n{code}\n# two',
    );
    // A heading that became text would be one with the text below it.
    assert.equal(corrected('h2. T\ntext', '## T', 'T'), 'T\n\ntext');
  });

  const kept = [
    'See !shot.png|width=300! teh end',
    'Done (/) and (!) careful :) teh',
    '{status:colour=Green|title=OK} teh',
    '{anchor:x}teh [text|file://srv/share] [#x] [a|PAY-1] [mail|mailto:a@b.c] {jira:X-1}',
    'un{*}bold{*}ed teh H{~}2{~}O',
    '[^a b.zip] [~fred bloggs] [~accountid:5b:x] teh',
    '[Google|https://g.com|smart-link] teh [\\\\srv\\share|file:\\\\srv\\share\\]',
    '??cited?? teh {color:darkred}dark{color}',
    'a -- b --- c teh --',
    '-- teh *b* --',
    '{{ 12.50}} teh {{ a }} {{b }}',
    '[!a.png|thumbnail!|https://e.com] teh [see (/) *here*|https://e.com]',
    '*bold* teh *[~fred]* and -!a.png!-',
    '{color:#ff0000}red{color} teh +under+ {unknown} (*) ;)',
    '{panel:title=T|borderColor=#f00}\nteh\n{panel}',
    '{panel}\nteh\n{panel}',
    '{warning:title=T}\nteh\n\n* a\n{warning}',
    '{code:java|title=Foo.java}\nteh\n{code}',
    '{code}\nteh\n{code}',
    '{noformat:nopanel=true}\nteh\n{noformat}',
    '{code:title=a|language=java}\nteh\n{code}',
    '* teh !a.png! (/)\n* b',
    '# teh\n{code:sh|title=x}\na\n\nb\n{code}\n# two',
    '||teh||\n|!a.png|width=3! {status:title=a|colour=red}|',
    'h2. teh (x) {anchor:y}',
    '{quote}\nteh (y)\n\n{code:sh}\nx\n{code}\n{quote}',
  ];
  for (const wiki of kept) {
    it(`keeps all else when a word is corrected in ${JSON.stringify(wiki)}`, () => {
      assert.equal(corrected(wiki), wiki.replace('teh', 'the'));
    });
  }

  it('keeps all else when a word is corrected, whatever stands beside it', () => {
    const inline = [
      ...['(/)', ':)', '!a.png|width=3!', '{status:title=a|colour=red}', '[~fred]', '[^a.zip]', '[x|https://e.com]'],
      ...['[a|b|c]', '[x y|z]', '*b*', '_i_', 'un{*}b{*}ed', '{{m}}', '??c??', 'https://e.com/a_b.', 'a-b', 'x_y_z'],
      ...['{color:#ff0000}red{color}', '-gone-', '+u+', 'H{~}2{~}O', 'a^2^', '\\*x', '{unknown:a=b}', '(1)', 'e.g.'],
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...inline), { maxLength: 5 }), fc.nat(5), (words, at) => {
        const wiki = words.toSpliced(at, 0, 'teh').join(' ');
        assert.equal(corrected(wiki), wiki.replace('teh', 'the'));
      }),
      { numRuns: 500 },
    );
  });

  it('says in a tag what its Markdown says now', () => {
    const panel = '{panel:title=T}\nx\n{panel}';
    assert.equal(corrected(panel, '[!INFO]', '[!WARNING]'), '{warning:title=T}\nx\n{warning}');
    const code = '{code:java|title=T}\nx\n{code}';
    assert.equal(corrected(code, '```java', '```sql'), '{code:sql|title=T}\nx\n{code}');
    assert.equal(corrected(code, '\nx\n', '\n{code}\n'), '{noformat:title=T}\n{code}\n{noformat}');
  });
});
