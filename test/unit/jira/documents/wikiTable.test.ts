import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type AdfNode, attribute, childrenOf, labelOf } from '../../../../src/jira/documents/adf.ts';
import { wikiToAdf } from '../../../../src/jira/documents/wikiToAdf.ts';

/** Blocks of a text: the cells of a table row by row, a header with a `#`, and all else with its type. */
function blocksOf(wiki: string): unknown[] {
  return wikiToAdf(wiki).content.map(block =>
    block.type === 'table' ? childrenOf(block).map(rowOf) : `${block.type} ${wordsOf(block)}`,
  );
}

function rowOf(row: AdfNode): string[] {
  assert.equal(row.type, 'tableRow');
  return childrenOf(row).map(cellOf);
}

const marks: Readonly<Record<string, string>> = { tableHeader: '#', tableCell: '' };

function cellOf(cell: AdfNode): string {
  return (marks[cell.type] ?? cell.type) + childrenOf(cell).map(wordsOf).join('/');
}

function wordsOf(node: AdfNode): string {
  if (node.type === 'hardBreak') return '⏎';
  if (node.type === 'codeBlock') return `code(${labelOf(node)})`;
  const link = node.marks?.find(({ type }) => type === 'link');
  if (link) return `${node.text}→${String(link.attrs?.['href'])}`;
  return node.content ? node.content.map(wordsOf).join('') : (node.text ?? (labelOf(node) || attribute(node, 'id')));
}

describe('a table of wiki markup', () => {
  const cases: readonly (readonly [wiki: string, blocks: readonly unknown[]])[] = [
    ['|a|b|', [[['a', 'b']]]],
    [
      '||h||k||\n|1|2|',
      [
        [
          ['#h', '#k'],
          ['1', '2'],
        ],
      ],
    ],
    ['||h|d||k|', [[['#h', 'd', '#k']]]],
    ['  |a|b|  \n\t|c|', [[['a', 'b'], ['c']]]],
    ['|a', [[['a']]]],
    ['|a|b', [[['a', 'b']]]],
    ['|a|b\nc', [[['a', 'b⏎c']]]],
    ['|a|\nb|', [[['a']], 'paragraph b|']],
    ['|a| |b|', [[['a', '', 'b']]]],
    ['|', [[['']]]],
    ['||', [[['']]]],
    ['|| ||', [[['#']]]],
    ['|||', [[['#']]]],
  ];
  for (const [wiki, blocks] of cases) {
    it(`has the cells of ${JSON.stringify(wiki)}`, () => assert.deepEqual(blocksOf(wiki), blocks));
  }
});

describe('a row of wiki markup over several lines', () => {
  const cases: readonly (readonly [wiki: string, blocks: readonly unknown[]])[] = [
    ['|a\nb|', [[['a⏎b']]]],
    ['|a| \nb|', [[['a']], 'paragraph b|']],
    [' || \na||', [[['#a']]]],
    ['|a|b\nc|', [[['a', 'b⏎c']]]],
    ['|a|b\nc\nd|\n|e|', [[['a', 'b⏎c⏎d'], ['e']]]],
    ['|\na|', [[['a']]]],
    ['||\na||', [[['#a']]]],
    ['|a\nb', [[['a⏎b']]]],
    ['|a\n* b\n* c\n\nd', [[['a/bc']], 'paragraph d']],
    ['|a\n\nb|', [[['a']], 'paragraph b|']],
    ['|a\n|b|', [[['a'], ['b']]]],
    ['|a\\|\nb|', [[['a|⏎b']]]],
    ['|a\nb\\|\nc|', [[['a⏎b|⏎c']]]],
    ['|{code}\nx|\n\n|y\n{code}|z|', [[['code(x|\n\n|y)', 'z']]]],
    ['|a {code}\nx\n{code}\nb|\nc', [[['a/code(x)/b']], 'paragraph c']],
  ];
  for (const [wiki, blocks] of cases) {
    it(`ends with its closing bar: ${JSON.stringify(wiki)}`, () => assert.deepEqual(blocksOf(wiki), blocks));
  }
});

describe('a bar in a cell of wiki markup', () => {
  const cases: readonly (readonly [wiki: string, cells: readonly string[]])[] = [
    ['|a\\|b|c|', ['a|b', 'c']],
    ['|a\\x|c|', ['a\\x', 'c']],
    ['|a\\', ['a\\']],
    ['|[t|https://e.com]|c|', ['t→https://e.com', 'c']],
    ['|x [t|https://e.com] y|c|', ['x t→https://e.com y', 'c']],
    ['|[a|b|', ['[a', 'b']],
    ['|[a|b|\n|]|', ['[a', 'b']],
    ['|{{a|b}}|c|', ['a|b', 'c']],
    ['|{{a|b|', ['{{a', 'b']],
    ['|{status:title=a|colour=red}|c|', ['a', 'c']],
    ['|{status:title=a|c|', ['{status:title=a', 'c']],
    ['|{a|b}|c|', ['{a|b}', 'c']],
    ['|{1|b}|c|', ['{1', 'b}', 'c']],
    ['|!a.png|width=1!|c|', ['a.png', 'c']],
    ['|a!b|c!d|', ['a!b', 'c!d']],
    ['|! a|b!|', ['! a', 'b!']],
    ['|!a|b|c!|', ['!a', 'b', 'c!']],
    ['|{code}a|b{code}|c|', ['code(a|b)', 'c']],
    ['|{html}a|b{html}|c|', ['{html}a|b{html}', 'c']],
    ['|{x:y}a|b{x}|c|', ['{x:y}a|b{x}', 'c']],
    ['|{html}a|{csv}|c|', ['{html}a', '{csv}', 'c']],
    ['|{anchor:a}|b{anchor}|c|', ['', 'b', 'c']],
  ];
  for (const [wiki, cells] of cases) {
    it(`separates cells, or is a part of one: ${JSON.stringify(wiki)}`, () => {
      const [rows] = blocksOf(wiki);
      assert.deepEqual((rows as string[][])[0], cells);
    });
  }
});
