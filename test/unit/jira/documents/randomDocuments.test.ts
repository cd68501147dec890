import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { canonical } from '../../../../src/jira/documents/canonical.ts';
import { markdownToDocument, toEditable } from '../../../../src/jira/documents/index.ts';
import { adfProblem } from '../../../servers/jira/adfSchema.ts';
import { nodeTypes, RandomDocuments } from './randomDocuments.ts';

const count = Number(process.env['DOCUMENTS'] ?? 300);
const seed = Number(process.env['DOCUMENTS_SEED'] ?? 21);

/** Node with its ids, but without what is not seen: empty lists, and where texts of the same look are divided. */
function plain(node: AdfNode): unknown {
  const withIds = (each: AdfNode): AdfNode => ({
    ...each,
    ...(each.attrs ? { attrs: { ...each.attrs, id: each.attrs['localId'] ?? each.attrs['id'] ?? null } } : {}),
    ...(each.content ? { content: each.content.map(withIds) } : {}),
  });
  return canonical(withIds(node));
}

/** Words of the Markdown that stand for themselves: not those of placeholders, targets of links and names of people. */
function wordsIn(markdown: string): RegExpExecArray[] {
  return [...markdown.matchAll(/⟦[^⟦⟧\n]*⟧|\[@[^\]\n]*\]\([^)\n]*\)|@[^\n⟦]*|\]\([^)\n]*\)|word\d+/g)].filter(
    ([word]) => word.startsWith('word'),
  );
}

describe('blanks at the ends of a line', () => {
  const paragraph = (...content: AdfNode[]) => ({ type: 'paragraph', attrs: { localId: 'p-1' }, content });
  const text = (words: string) => ({ type: 'text', text: words });
  const cases: readonly (readonly [AdfNode, string])[] = [
    [paragraph(text('word ')), 'word '],
    [paragraph(text('  word')), '  word'],
    [paragraph(text('one '), { type: 'hardBreak' }, text(' word ')), 'one \n word '],
    [{ type: 'heading', attrs: { level: 2 }, content: [text('word ')] }, '## word '],
    [{ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('word '))] }] }, '- word'],
  ];
  for (const [node, markdown] of cases)
    it(`leave ${JSON.stringify(markdown)} a text that can be edited, and stay`, () => {
      const document = { version: 1, type: 'doc', content: [node] };
      const editable = toEditable(document);
      assert.equal(editable.markdown, markdown);
      const sent = markdownToDocument(markdown.replace('word', 'new'), editable.origin);
      assert.deepEqual(sent, JSON.parse(JSON.stringify(document).replace('word', 'new')));
    });
});

describe(`${count} random documents of Atlassian’s schema, seed ${seed}`, () => {
  const random = new RandomDocuments(seed);
  const documents = Array.from({ length: count }, () => random.next());

  it('have all of its nodes', () => {
    const types = new Set<unknown>();
    const look = ({ type, content = [] }: AdfNode) => {
      types.add(type);
      content.forEach(look);
    };
    for (const document of documents) document.content.forEach(look);
    assert.deepEqual(
      nodeTypes.filter(type => !types.has(type)),
      [],
    );
  });

  it('go back as they came where nothing was changed', () => {
    for (const document of documents) {
      const { markdown, origin } = toEditable(document);
      assert.deepEqual(markdownToDocument(markdown, JSON.parse(JSON.stringify(origin))), document);
    }
  });

  it('are changed where a word was changed, and are valid then', () => {
    let edits = 0;
    for (const document of documents) {
      const { markdown, origin } = toEditable(document);
      for (const { 0: word, index } of wordsIn(markdown).slice(0, 4)) {
        edits++;
        const edited = `${markdown.slice(0, index)}zebra${markdown.slice(index + word.length)}`;
        const sent = markdownToDocument(edited, origin);
        assert.equal(adfProblem(sent), undefined, edited);
        const back = JSON.parse(JSON.stringify(sent).replaceAll('zebra', word)) as typeof sent;
        assert.deepEqual(back.content.map(plain), document.content.map(plain), `${word}\n${markdown}`);
      }
    }
    assert.ok(edits > count / 2, String(edits));
  });
});
