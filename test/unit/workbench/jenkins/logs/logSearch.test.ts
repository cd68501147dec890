import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Scanner } from '../../../../../src/logs/index.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { withSpool } from '../../../logs/folder.ts';

describe('a search in a stage of a log', () => {
  it('keeps its current hit when the stage gets more lines', async () => {
    await extensionEditor();
    const { LogSearch } = await import('../../../../../src/workbench/jenkins/logs/logSearch.ts');
    const scanner = new Scanner(new URL('../../../../../src/logs/scanWorker.ts', import.meta.url));
    await withSpool('x a\nx b\nx a\nx a\n', async spool => {
      const pattern = { text: 'x', regex: false, matchCase: false, wholeWord: false, only: false };
      const search = new LogSearch(spool, scanner, pattern, () => undefined);
      await search.advance(true);
      search.searchWithin([0, 2]);
      assert.equal(search.step({ line: 0, column: 1 }, 1)?.line, 2);
      search.searchWithin([0, 2, 3]);
      assert.deepEqual([search.found.count, search.found.current], [3, 1]);
      search.searchWithin(undefined);
      assert.deepEqual([search.found.count, search.found.current], [4, 2]);
      search.searchWithin([3]);
      assert.deepEqual([search.found.count, search.found.current], [1, -1]);
      search.dispose();
    });
    await scanner.close();
  });
});
