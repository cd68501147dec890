import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type AdfNode,
  htmlOfBody,
  markdownToDocument,
  markdownToWiki,
  nameOfPerson,
  noOrigin,
  peopleOf,
  peopleToName,
  toEditable,
} from '../../../../src/jira/documents/index.ts';

const text = (words: string, ...marks: { type: string; attrs?: Record<string, unknown> }[]): AdfNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
});
const mention = (id: string, name: string): AdfNode => ({
  type: 'mention',
  attrs: { id, text: `@${name}`, accessLevel: '', localId: 'm-1' },
});
const card = (key: string): AdfNode => ({
  type: 'inlineCard',
  attrs: { url: `https://jira.example.com/browse/${key}` },
});
const document = (...content: AdfNode[]) => ({
  version: 1 as const,
  type: 'doc' as const,
  content: [{ type: 'paragraph', content }],
});

describe('names in Markdown', () => {
  const texts: readonly (readonly [words: string, nodes: AdfNode[], markdown: string])[] = [
    [
      'a mention by the name',
      [text('Ask '), mention('5b', 'Dana Okafor'), text(', please')],
      'Ask @Dana Okafor, please',
    ],
    [
      'people of several scripts',
      [mention('7', 'Žofie Ďurišová'), text(' '), mention('8', '李雷')],
      '@Žofie Ďurišová @李雷',
    ],
    [
      'the longest of names',
      [mention('1', 'Dana'), text(' and '), mention('2', 'Dana Okafor')],
      '@Dana and @Dana Okafor',
    ],
    ['a card of an issue by its key', [text('See '), card('PAY-431'), text('.')], 'See PAY-431.'],
    [
      'a link to an issue by its key',
      [text('PAY-7', { type: 'link', attrs: { href: 'https://jira.example.com/browse/PAY-7' } }), text(' is done')],
      'PAY-7 is done',
    ],
    ['two people of one name by their ids', [mention('1', 'Dana'), text(' '), mention('2', 'Dana')], ''],
    ['a person whose name is also a plain text', [text('@Dana is '), mention('1', 'Dana')], ''],
    ['a name with signs of Markdown', [mention('1', 'Dana_O_')], ''],
    ['a name with a sign of Markdown inside', [mention('1', 'Dana_@O')], ''],
    ['an issue whose key is also a plain text', [card('PAY-1'), text(' and PAY-1')], ''],
    ['an issue next to a longer key', [card('PAY-1'), text(' and PAY-12')], 'PAY-1 and PAY-12'],
    ['a card of a comment', [card('PAY-1?focusedCommentId=3')], ''],
    ['a name that touches a word', [text('x'), mention('1', 'Dana'), text('y')], ''],
  ];
  for (const [words, nodes, markdown] of texts)
    it(`${markdown ? 'say' : 'do not say'} ${words}, and come back as they were, edited too`, () => {
      const before = document(...nodes);
      const editable = toEditable(before);
      if (markdown) assert.equal(editable.markdown, markdown);
      else assert.match(editable.markdown, /mention:|⟦/);
      // Drafts keep it as JSON.
      const origin = JSON.parse(JSON.stringify(editable.origin));
      assert.deepEqual(markdownToDocument(editable.markdown, origin), before);
      const edited = markdownToDocument(`${editable.markdown} At once!`, origin).content[0]?.content ?? [];
      const kept = nodes.filter(({ type }) => type !== 'text');
      assert.deepEqual(
        edited.filter(({ type }) => type !== 'text'),
        kept,
      );
    });

  it('leave the others of their block as they are where one is a plain text, too', () => {
    const before = document(text('@Dana is '), mention('1', 'Dana'), text(' and '), mention('2', 'Bo'));
    const { markdown, origin } = toEditable(before);
    assert.equal(markdown, '@Dana is [@Dana](mention:1) and @Bo');
    assert.deepEqual(
      origin.names?.map(({ text: name }) => name),
      ['@Bo'],
    );
  });

  it('stand where a person writes them, in any block, but not in code, links, addresses or longer words', () => {
    const name = nameOfPerson('5b', 'Dana Okafor') ?? assert.fail();
    const origin = { ...noOrigin, names: [name] };
    const idsIn = (markdown: string) =>
      (JSON.stringify(markdownToDocument(markdown, origin)).match(/"mention"/g) ?? []).length;
    for (const [count, markdown] of [
      [1, '@Dana Okafor'],
      [1, '**@Dana Okafor**, see'],
      [2, '- @Dana Okafor\n- (@Dana Okafor)'],
      [1, '| a |\n| --- |\n| @Dana Okafor |'],
      [0, '`@Dana Okafor`'],
      [0, '```\n@Dana Okafor\n```'],
      [0, '[@Dana Okafor](https://example.com)'],
      [0, 'mail@Dana Okafor'],
      [0, '@Dana Okaforova'],
      [0, '\\@Dana Okafor'],
      [0, '@Dana'],
    ] as const)
      assert.equal(idsIn(markdown), count, markdown);
    assert.equal(markdownToWiki('Ask @Dana Okafor.', origin), 'Ask [~5b].');
  });

  it('reads people by the names that their Jira tells, and sends them by their ids', () => {
    const wiki = 'Ask [~dana] and [~fred], not [~dana] twice.\n\n* [~gone.1] was here';
    const names = new Map([
      ['dana', 'Dana Okafor'],
      ['fred', 'Fred'],
    ]);
    assert.deepEqual(peopleToName(wiki), ['dana', 'fred', 'gone.1']);
    const { markdown, origin } = toEditable(wiki, names);
    assert.equal(markdown, 'Ask @Dana Okafor and @Fred, not @Dana Okafor twice.\n\n- @gone.1 was here');
    assert.equal(markdownToWiki(markdown, origin), wiki);
    assert.equal(
      markdownToWiki(markdown.replace('Ask', 'Tell').replace('was', 'is'), origin),
      wiki.replace('Ask', 'Tell').replace('was', 'is'),
    );
    const html = htmlOfBody('Ask [~dana].', { names: peopleOf(origin) });
    assert.match(html, />@Dana Okafor</);
  });

  it('names people of a document that says no names, and sends it as it was', () => {
    const mention = (attrs: object) => ({ type: 'mention', attrs });
    const content = [mention({ id: '5b:1' }), { type: 'text', text: ' and ' }, mention({ id: '6c', text: '@Fred' })];
    const document = { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] };
    assert.deepEqual(peopleToName(document), ['5b:1']);
    const { markdown, origin } = toEditable(
      document,
      new Map([
        ['5b:1', 'Dana Okafor'],
        ['6c', 'Another'],
      ]),
    );
    assert.equal(markdown, '@Dana Okafor and @Fred');
    assert.deepEqual(markdownToDocument(markdown, origin), document);
  });
});
