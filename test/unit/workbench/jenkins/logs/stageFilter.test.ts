import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LineNodes } from '../../../../../src/jenkins/logs/lineNodes.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';

describe('the outline of a log by its stages', () => {
  it('is asked for once, however often the log grows, until it is opened anew', async () => {
    await extensionEditor();
    const { StageFilter } = await import('../../../../../src/workbench/jenkins/logs/stageFilter.ts');
    let asked = 0;
    let fails = true;
    const stageLines = {
      nodes: new LineNodes(),
      advance: () => {
        asked++;
        return fails ? Promise.reject(new Error('refused')) : Promise.resolve();
      },
      advanceLater: () => Promise.resolve(),
    };
    const work: Promise<unknown>[] = [];
    const background = { quietly: (_: string, each: () => unknown) => work.push(Promise.allSettled([each()])) };
    const deps = { document: { stageLines }, background, changed: () => undefined };
    const filter = new StageFilter(deps as never);
    for (let times = 0; times < 3; times++) filter.wantOutline(false);
    await Promise.all(work);
    for (let times = 0; times < 3; times++) filter.wantOutline(false);
    assert.equal(asked, 1);
    fails = false;
    filter.wantOutline(true);
    await Promise.all(work);
    assert.deepEqual([asked, filter.outline], [2, []]);
    filter.dispose();
  });
});
