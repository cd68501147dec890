// The quick ones of the scenes of hostile servers; `npm run proof hostile` plays all.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { SceneClient, transportsOf } from '../hostile/playScenes.ts';
import { acts } from '../hostile/scenes/index.ts';

describe('the scenes of hostile servers', () => {
  let client: SceneClient;
  before(() => {
    client = new SceneClient();
  });
  after(() => client.close());

  for (const { line, scenes } of acts) {
    const quick = scenes.filter(({ isQuick }) => isQuick);
    describe(line, () => {
      it('has a quick scene', () => assert.notEqual(quick.length, 0));

      for (const scene of quick) {
        for (const transport of transportsOf(scene)) {
          it(`${scene.name} (${transport})`, async () => {
            // A test does not assert that something was quick.
            const most = { ...scene.most, seconds: Number.POSITIVE_INFINITY };
            const { wrong } = await client.play(line, { ...scene, most }, transport);
            assert.deepEqual(wrong, []);
          });
        }
      }
    });
  }
});
