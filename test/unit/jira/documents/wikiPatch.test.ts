import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { markdownToWiki, toEditable } from '../../../../src/jira/documents/index.ts';
import { changed, wordChanges } from '../../../../src/jira/documents/wordChanges.ts';
import { digestOf, editsOf } from '../../../oracles/edits.ts';
import { wikiTexts } from '../../../oracles/texts.ts';

/** Wiki markup after an edit of its Markdown. */
function edited(wiki: string, from: string, to: string): string {
  const { markdown, origin } = toEditable(wiki);
  assert.ok(markdown.includes(from), markdown);
  return markdownToWiki(markdown.replace(from, to), origin);
}

describe('changes between two texts', () => {
  const changes = (before: string, after: string) =>
    wordChanges(before, after).map(({ from, to, text }) => [before.slice(from, to), text]);

  it('are those of single words', () => {
    assert.deepEqual(changes('one two three', 'one 2 three'), [['two', '2']]);
    assert.deepEqual(changes('a b c d', 'x b c y'), [
      ['a', 'x'],
      ['d', 'y'],
    ]);
    assert.deepEqual(changes('same', 'same'), []);
  });

  it('hold the word before an insertion, with the blank before what is inserted', () => {
    assert.deepEqual(changes('one two', 'one and two'), [['one', 'one and']]);
    assert.deepEqual(changes('one | two', 'one more | two'), [['one', 'one more']]);
    assert.deepEqual(changes('one', 'one!'), [['one', 'one!']]);
    assert.deepEqual(changes('- one', '- **one**'), [
      ['one', '**one'],
      ['one', 'one**'],
    ]);
    assert.deepEqual(changes('', 'new'), [['', 'new']]);
  });

  it('take a word with the blank before it', () => {
    assert.deepEqual(changes('one two | three', 'one | three'), [[' two', '']]);
  });

  it('lead from the one to the other, also in long texts', () => {
    const words = Array.from({ length: 2_000 }, (_, at) => `word${at % 7}`);
    const before = words.join(' ');
    const after = words.toReversed().join(' ');
    assert.equal(wordChanges(before, after).reduceRight(changed, before), after);
  });
});

describe('an edit of a word in wiki markup', () => {
  const wikis: readonly string[] = [
    'open --> review --> teh (a\\.b) {{x|y}} 10--12 \\\\server\\share',
    '|| a || teh ||\n| {color:red}b{color} | :-) !a.png|width=3! |',
    '* one\n** teh {code}\nx[0]\n{code}\n*# two\nh3. three',
    'h2.teh {anchor:x}words',
    '{Panel:title=x|bgColor=#eee}\nteh *x* -- y\n{Panel}',
    'a\n{CODE:java}\nint teh = 1; // [x]\n{CODE}',
    '*{{teh}}* x',
    'teh\\\\\n\\\\\nnext',
    'teh [x|https://e.com|a tip] *b _c_*',
    '{html}<p>*a*</p>{html} teh',
    'teh\u00a0\n\nnext',
  ];
  for (const wiki of wikis) {
    it(`changes that word alone: ${JSON.stringify(wiki)}`, () => {
      assert.equal(edited(wiki, 'teh', 'the'), wiki.replace('teh', 'the'));
      assert.equal(edited(wiki, 'teh', 'teh new'), wiki.replace('teh', 'teh new'));
    });
  }

  it('leaves a line without text where it was', () => {
    const { markdown } = toEditable('one\n\\\\\ntwo');
    assert.equal(markdown, 'one\n⟦line break #1⟧two');
    const label = toEditable('a \\\\ one\n\\\\\nhttps://e.com/two');
    assert.equal(
      markdownToWiki(label.markdown.replace('/two]', '/new]'), label.origin),
      'a \\\\ one\n\\\\\n[https://e.com/new|https://e.com/two]',
    );
  });

  it('may need a backslash before signs beside it', () => {
    assert.equal(edited('a {ünü} --> b', 'ünü', 'x'), 'a \\{x\\} --> b');
    assert.equal(edited('teh --> b', 'teh', 'a\\*b'), 'a*b --> b');
    assert.equal(edited('teh --> b', 'teh', '\\*b\\*'), '\\*b* --> b');
  });

  it('takes effects, links and code as they are written there', () => {
    assert.equal(edited('a teh --> b', 'teh', '**the**'), 'a *the* --> b');
    assert.equal(edited('a *teh* --> b', '**teh**', 'the'), 'a the --> b');
    assert.equal(edited('a teh --> b', 'teh', '[the](https://e.com/x)'), 'a [the|https://e.com/x] --> b');
    assert.equal(edited('mailto:a@b.c --> b', '[a@b.c]', '[Dana]'), '[Dana|mailto:a@b.c] --> b');
    assert.equal(edited('https://e.com/a --> b', 'e.com/a', 'e.com/b'), 'https://e.com/b --> b');
    assert.equal(edited('(/) teh --> (x)', 'teh ', ''), '(/) --> (x)');
  });

  const lines: readonly (readonly [wiki: string, from: string, to: string, wanted: string])[] = [
    ['* *{{a}}* --> x\n* b', '- b', '- b\n- c', '* *{{a}}* --> x\n* b\n* c'],
    ['* *{{a}}* --> x\n* b', '- b', '- c **d**\n- b', '* *{{a}}* --> x\n* c *d*\n* b'],
    ['- *{{a}}*\n- b', '- b', '- b\n- c', '- *{{a}}*\n- b\n- c'],
    ['# *{{a}}*\n# b', '2. b', '2. b\n3. c', '# *{{a}}*\n# b\n# c'],
    ['* *{{a}}*\n** b', '  - b', '  - b\n  - c\n- d', '* *{{a}}*\n** b\n** c\n* d'],
    ['* *{{a}}*\n* b\n* c', '\n- b', '', '* *{{a}}*\n* c'],
    ['||a||b||\n|*{{c}}*|d|', '| d |', '| d |\n| e | *f* |', '||a||b||\n|*{{c}}*|d|\n|e|_f_|'],
    ['||a||b||\n|*{{c}}*|d|\n|e|f|', '| d |\n| e | f |', '| d |', '||a||b||\n|*{{c}}*|d|'],
  ];
  for (const [wiki, from, to, wanted] of lines)
    it(`may be of whole lines: ${JSON.stringify(wanted)}`, () => assert.equal(edited(wiki, from, to), wanted));

  it('may be one of several, and of the same word', () => {
    const wiki = 'teh --> teh --> teh\n\n* teh --> a';
    const { markdown, origin } = toEditable(wiki);
    const places = [...markdown.matchAll(/teh/g)].map(({ index }) => index);
    for (const [at, place] of places.entries()) {
      const markdownNow = `${markdown.slice(0, place)}the${markdown.slice(place + 3)}`;
      let count = 0;
      assert.equal(
        markdownToWiki(markdownNow, origin),
        wiki.replace(/teh/g, word => (count++ === at ? 'the' : word)),
      );
    }
    assert.equal(markdownToWiki(markdown.replaceAll('teh', 'the'), origin), wiki.replaceAll('teh', 'the'));
  });

  it('is one of many in a long list', () => {
    const wiki = Array.from({ length: 3_000 }, (_, at) => `* item ${at} --> some words of it`).join('\n');
    const { markdown, origin } = toEditable(wiki);
    const first = (text: string) => {
      let left = 100;
      return text.replace(/some words/g, words => (left-- > 0 ? 'other text' : words));
    };
    assert.equal(markdownToWiki(first(markdown), origin), first(wiki));
  });

  it('keeps its block between others as they stood', () => {
    const wiki = 'h1.One\nteh\n* a\n# b\n----\nend';
    assert.equal(edited(wiki, 'teh', 'the'), wiki.replace('teh', 'the'));
    assert.equal(edited(wiki, 'One', 'Two'), wiki.replace('One', 'Two'));
  });

  it('is judged by Atlassian’s parser, and ours: `npm run judge` writes its verdicts anew', () => {
    const golden = readFileSync(join(import.meta.dirname, 'golden/judged.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const judged = golden.map(line => JSON.parse(line) as { edits: string; differ: number });
    const changedTexts = wikiTexts(judged.length).filter(
      (wiki, at) => digestOf(editsOf(wiki, 2)) !== judged[at]?.edits,
    );
    assert.deepEqual(changedTexts.slice(0, 3), []);
    assert.equal(judged.length, 2_000);
    assert.deepEqual(
      judged.filter(({ differ }) => differ > 0),
      [],
    );
  });
});
