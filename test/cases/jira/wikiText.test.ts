// Reported for jgm/pandoc #6196, #6220 and #6325, transnano/markdown-to-confluence-vscode #212,
// ankitpokhrel/jira-cli #843 and #941, sooperset/mcp-atlassian #1340, #1361 and #1548; seen in the texts of
// tidev/jira-archive and the tests of tarleb/jira-wiki-markup.
import assert from 'node:assert/strict';
import { type AdfNode, markdownToDocument, markdownToWiki, wikiToAdf } from '../../../src/jira/documents/index.ts';
import { describeCases } from '../case.ts';
import { editWiki, shownText, typesIn } from '../support/documents.ts';

/** Signs before which Jira takes a backslash away. */
const withoutEscapes = (wiki: string) => wiki.replace(/\\(?=[-#*_+?^~|%{}[\]()!@])/g, '');

describeCases('wiki-address-before-line-end', one => {
  // Jira takes a backslash behind an address into the address.
  one('a typed address at the end of a line', () =>
    assert.doesNotMatch(markdownToWiki('- see https://x.example/a\n  and then go on'), /example\/a\\/),
  );
  one('an address at the end of a line that is edited', () =>
    assert.doesNotMatch(editWiki('* see https://x.example/a\nand then go on today', 'today', 'now'), /example\/a\\/),
  );
});

describeCases('wiki-link-before-exclamation', one => {
  for (const sign of ['!', '|']) {
    one(`a link before "${sign}" that is edited`, () =>
      assert.doesNotMatch(editWiki(`look at [https://x.example/q]${sign} today`, 'today', 'now'), /example\/q\\/),
    );
  }
  one('typed addresses before "!"', () =>
    assert.doesNotMatch(markdownToWiki('See https://x.example/q! And <https://x.example/r>!'), /example\/[qr]\\/),
  );
});

describeCases('wiki-brackets-in-link', one => {
  for (const [kind, wiki] of [
    ['an address in brackets', '[https://shop.example/items?filter[status]=open] today'],
    ['a link with a title', '[list|https://shop.example/items?ids[]=1&ids[]=2] today'],
    ['a bare address', 'https://shop.example/items?filter[status]=open today'],
  ] as const) {
    one(`brackets in ${kind} keep their places`, () => {
      const got = editWiki(wiki, 'today', 'now').replace(/\\(?=[[\]])/g, '');
      // The address ends at its own bracket in Jira, so a link that is written of that part is the same.
      const linkOfStart = '[https://shop.example/items?filter][';
      assert.equal(got.replace(linkOfStart, 'https://shop.example/items?filter['), wiki.replace('today', 'now'));
    });
  }
});

describeCases('wiki-arrows-and-ranges', one => {
  for (const wiki of [
    'open --> review --> done today',
    'a --> b (10--12 days) -- about today',
    'step <--> step, 3--4 and 5--6-- today',
    'see 20.09-15 2-678 today',
  ]) {
    one(`nothing is struck in "${wiki}"`, () => assert.ok(!typesIn(wiki).has('strike')));
    one(`all hyphens are kept in "${wiki}"`, () => {
      const got = editWiki(wiki, 'today', 'now');
      assert.ok(!got.includes('{-}'), got);
      assert.equal(got.replace(/\\(?=[-<>])/g, '').replaceAll('–', '--'), wiki.replace('today', 'now'));
    });
  }
  one('text between hyphens is struck', () => assert.ok(typesIn('it is -gone- now').has('strike')));
});

describeCases('wiki-emoticons-with-noses', one => {
  const wiki = 'thanks :-) it works today ;-) mostly :-( really :-D';
  one('their hyphens strike nothing', () => assert.ok(!typesIn(wiki).has('strike')));
  one('they are shown as emoticons', () => {
    assert.equal(JSON.stringify(wikiToAdf(wiki).content).match(/"type":"emoji"/g)?.length ?? 0, 4);
  });
  one('they are kept by an edit', () => assert.equal(editWiki(wiki, 'today', 'now'), wiki.replace('today', 'now')));
});

describeCases('wiki-backslash-before-punctuation', one => {
  const texts: Readonly<Record<string, string>> = {
    'a regex': String.raw`pattern \.log$ and \d\/\d here`,
    'JSON in monospaced text': String.raw`sent {{"{\"id\":5}"}} here`,
    'a Windows path': String.raw`in C:\.m2\cache here`,
    'quotation marks of a shell': String.raw`grep \"x\" and \'y\' and \$HOME here`,
    'a dot in monospaced text': String.raw`{{a\.b}} here`,
  };
  const backslashes = (wiki: string) => withoutEscapes(wiki).replaceAll('&#92;', '\\').split('\\').length - 1;
  for (const [kind, wiki] of Object.entries(texts)) {
    one(`each backslash is shown of ${kind}`, () =>
      assert.equal(shownText(wiki), wiki.replace(/^(.*)\{\{(.*)\}\}/, '$1$2')),
    );
    one(`no backslash is lost by an edit beside ${kind}`, () => {
      const got = editWiki(wiki, 'here', 'there');
      assert.ok(backslashes(got) >= backslashes(wiki), got);
    });
  }
  one('a backslash that escapes a sign of the markup is not shown', () =>
    assert.equal(shownText(String.raw`\*a\* \{b\} \_c\_`), '*a* {b} _c_'),
  );
});

describeCases('wiki-monospaced-touches-letter', one => {
  for (const markdown of ['the `Widget`s are here', '请用`code`参数', 'pre`fix` is one']) {
    one(`no letter touches the braces of "${markdown}"`, () =>
      assert.doesNotMatch(markdownToWiki(markdown), /[\p{L}\p{N}]\{\{|\}\}[\p{L}\p{N}]/u),
    );
  }
  one('bold text inside of a word gets its braces', () =>
    assert.equal(markdownToWiki('请**注意**这里'), '请{*}注意{*}这里'),
  );
});

describeCases('wiki-identifiers-and-json', one => {
  /** Each text with its marks, and the types of nodes that hold none. */
  const wordsOf = (nodes: readonly AdfNode[]): string =>
    nodes
      .map(({ type, text, marks = [], content }) => {
        if (content) return wordsOf(content);
        return type === 'text' ? [text, ...marks.map(mark => mark.type).sort()].join('/') : type;
      })
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
  const texts: Readonly<Record<string, string>> = {
    'identifiers with underscores': 'Call `find_by_url` and baseline_samples_5m, then __init__ and MAX_SIZE_OF_IT.',
    'JSON and braces': `Selector \`{"id": "default"}\` and text {a: 1} and {"k": [1, 2]} and \${HOME}/{x}`,
    'a link of underscores': 'See [the ___ gap](https://x.example/a___b) and snake_case_[x] and a*b*c',
    'signs of markup': 'Not a person: [~nobody], not a file: [^x.txt], not a picture: !x.png!, no footnote [1].',
    'a line of a shell': 'Shell: `a | b || c` and a | b and *.log and #1 and 5 * 3 - 2',
  };
  for (const [kind, markdown] of Object.entries(texts)) {
    one(`${kind} are read from the wiki markup as they were typed`, () => {
      const read = wordsOf(wikiToAdf(markdownToWiki(markdown)).content);
      assert.equal(read, wordsOf(markdownToDocument(markdown).content));
    });
  }
});
