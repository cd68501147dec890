// Tables of wiki markup whose headers Markdown cannot say: it makes a header of the first row, and of no other cell.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { markdownToWiki, toEditable } from '../../../../src/jira/documents/index.ts';

describe('a table of wiki markup with other headers than Markdown’s', () => {
  const without = '|a|*b*|\n|c|d\\\\e|\n|{status:title=g}|f|';
  const ofRows = '||a|b|\n||c|d|';
  const cases: readonly (readonly [name: string, wiki: string, edit: (markdown: string) => string, wanted: string])[] =
    [
      ['a word in the first row', without, markdown => markdown.replace('a', 'x'), without.replace('a', 'x')],
      ['a word in another row', without, markdown => markdown.replace('f |', 'x y |'), without.replace('f', 'x y')],
      ['a row more', without, markdown => `${markdown}\n| x | y |`, `${without}\n|x|y|`],
      ['a row less', without, markdown => markdown.replace('| ⟦g #2⟧ | f |', '').trimEnd(), '|a|*b*|\n|c|d\\\\e|'],
      [
        'its first row less',
        ofRows,
        markdown => markdown.replace('| a | b |\n| --- | --- |\n| c | d |', '| c | d |\n| --- | --- |'),
        '||c|d|',
      ],
      ['a word beside a header', ofRows, markdown => markdown.replace('b', 'x'), '||a|x|\n||c|d|'],
      ['a word of a header', ofRows, markdown => markdown.replace('c', 'x'), '||a|b|\n||x|d|'],
      [
        'a column more',
        ofRows,
        markdown =>
          markdown.replace('a | b |\n| --- | --- |\n| c | d |', 'a | b | x |\n| --- | --- | --- |\n| c | d | y |'),
        '||a|b|x|\n||c|d|y|',
      ],
      ['a word beneath it', `${without}\n\nbehind`, markdown => markdown.replace('behind', 'x'), `${without}\n\nx`],
    ];
  for (const [name, wiki, edit, wanted] of cases) {
    it(`keeps them with ${name}`, () => {
      const { markdown, origin } = toEditable(wiki);
      assert.equal(markdownToWiki(markdown, origin), wiki);
      assert.equal(markdownToWiki(edit(markdown), JSON.parse(JSON.stringify(origin))), wanted);
    });
  }
});
