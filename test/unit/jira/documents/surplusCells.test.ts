import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { markdownToAdf } from '../../../../src/jira/documents/markdownToAdf.ts';

const head = '| a |\n| - |\n';

function cellsIn(markdown: string): number {
  const count = ({ type, content = [] }: AdfNode): number =>
    (type === 'tableCell' || type === 'tableHeader' ? 1 : 0) + content.reduce((sum, node) => sum + count(node), 0);
  return markdownToAdf(markdown).content.reduce((sum, node) => sum + count(node), 0);
}

describe('rows of Markdown with more cells than their head', () => {
  it('have them all, also in quotations and lists; the others are as wide', () => {
    const rows = '| 1 | 2 \\| x | 3 |\n| 4 |';
    for (const prefix of ['', '> ', '  ']) {
      const list = prefix === '  ' ? '- ' : prefix;
      const markdown = list + (head + rows).replaceAll('\n', `\n${prefix}`);
      // No table stands in a quotation; its words do.
      if (prefix === '') assert.equal(cellsIn(markdown), 9);
      const words = JSON.stringify(markdownToAdf(markdown));
      for (const each of ['2 | x', '3', '4']) assert.ok(words.includes(`"${each}"`), `${each} of ${markdown}`);
    }
  });

  it('make no page of empty cells', () => {
    assert.ok(cellsIn(`${head}${'| 1 |\n'.repeat(2_000)}|${' x |'.repeat(2_000)}`) < 100_000);
  });
});
