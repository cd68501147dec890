import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { trimmed } from '../../../../src/jira/documents/blanks.ts';
import { editedBlocks } from '../../../../src/jira/documents/editedBlocks.ts';
import { type Origin, toEditable } from '../../../../src/jira/documents/index.ts';
import { type MarkdownBlock, markdownBlocks } from '../../../../src/jira/documents/markdownToAdf.ts';
import { wikiTexts } from '../../../oracles/texts.ts';

/** Pieces that open what others close, join blocks, or end them. */
const pieces = [
  ...[
    'word ',
    '\n',
    '\n\n',
    '```',
    '\n```\n',
    '\n~~~\n',
    '- ',
    '\n- item',
    '\n\n- item\n\n',
    '\n1. one',
    '> ',
    '\n> quoted\n',
  ],
  ...[
    '\n    code\n',
    '\n---\n',
    '\n===\n',
    '# ',
    '| a | b |\n| - | - |\n| c | d |',
    '\n\n[x]: https://e.com\n\n',
    '[x]',
    '<div>',
    '\t',
  ],
];

/** Texts with pieces put in, some in place of others. */
function* edits(count: number, seed: number): Generator<{ readonly edited: string; readonly origin: Origin }> {
  for (const [number, wiki] of wikiTexts(count, seed).entries()) {
    const { markdown, origin } = toEditable(wiki);
    for (let edit = 0; edit < 6; edit++) {
      const place = (number * 7919 + edit * 104_729) % (markdown.length + 1);
      const removed = edit % 3 === 0 ? (number % 40) + 1 : 0;
      const piece = pieces[(number + edit * 5) % pieces.length] ?? '';
      yield { edited: markdown.slice(0, place) + piece + markdown.slice(place + removed), origin };
    }
  }
}

describe('the blocks of an edited text', () => {
  it('are those of the whole text, wherever it was changed', () => {
    let far = 0;
    for (const { edited, origin } of edits(Number(process.env['TEXTS'] ?? 400), 77)) {
      const whole = markdownBlocks(edited);
      const read = editedBlocks(edited, origin, text => {
        if (text.length < edited.length) far++;
        return markdownBlocks(text);
      });
      const sources = (blocks: readonly MarkdownBlock[]) => blocks.map(({ source }) => trimmed(source));
      assert.deepEqual(sources(read), sources(whole), edited);
      const isRead = (at: number) => (read[at]?.nodes ?? []).length > 0;
      const nodes = (blocks: readonly MarkdownBlock[]) => withoutIds(blocks.filter((_, at) => isRead(at)));
      assert.deepEqual(nodes(read.map(plain)), nodes(whole.map(plain)), edited);
    }
    assert.ok(far > 400, `${far} were not read as a whole`);
  });

  it('are not all read', () => {
    const { markdown, origin } = toEditable(Array.from({ length: 1_000 }, (_, at) => `word${at} --> *b*`).join('\n\n'));
    const read: string[] = [];
    const blocks = editedBlocks(markdown.replace('word500', 'new'), origin, text => {
      read.push(text);
      return markdownBlocks(text);
    });
    assert.equal(blocks.length, 1_000);
    assert.deepEqual(
      read.map(text => text.split('\n\n').length),
      [3],
    );
  });
});

const plain = ({ nodes }: MarkdownBlock) => ({ source: '', nodes });

function withoutIds(nodes: unknown): unknown {
  return JSON.parse(JSON.stringify(nodes ?? null).replace(/"localId":"[^"]*"/g, '"localId":""'));
}
