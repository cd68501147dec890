import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readChangesBetween } from '../../../../src/jenkins/comparison/changesBetween.ts';
import { compareParameters } from '../../../../src/jenkins/comparison/compareParameters.ts';
import { readFailedBuild } from '../../../../src/jenkins/index.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

describe('parameters of two builds compared', () => {
  it('are different, the same, or not told', () => {
    const found = compareParameters(
      [
        ...[
          { name: 'REGION', value: 'eu' },
          { name: 'OLD', value: '' },
          { name: 'KEY', value: undefined },
        ],
        ...[
          { name: 'SAME', value: 'x' },
          { name: 'FILE', value: undefined },
        ],
      ],
      [
        ...[
          { name: 'SAME', value: 'x' },
          { name: 'REGION', value: 'us' },
          { name: 'KEY', value: undefined },
        ],
        ...[{ name: 'FILE', value: 'a.txt' }],
      ],
    );
    assert.deepEqual(
      found.different.map(({ name, first, second }) => [name, first?.value, second?.value]),
      [
        ['REGION', 'eu', 'us'],
        ['FILE', undefined, 'a.txt'],
        ['OLD', '', undefined],
      ],
    );
    assert.deepEqual([found.same, found.hidden], [1, ['KEY']]);
  });
});

describe('changes between two builds', () => {
  const demo = demoJenkins({ seed: 'empty' });

  const readBetween = async (earlier: number, later: number) => {
    const { state } = demo.jenkins;
    const job = newJob('freestyle', 'changed', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
    for (const [at, ids] of [['c1'], ['c2'], ['c3', 'c2'], ['c4']].entries()) {
      const changes = ids.map(commitId => ({ commitId, author: 'Dana', message: commitId, timestamp: 1, paths: [] }));
      addPastBuild(state, job, { ago: 100 - at, duration: 1, more: { changes } });
    }
    const build = await readFailedBuild(demo.session, 'changed', later);
    assert.ok(build);
    const before = demo.jenkins.requests.length;
    const found = await readChangesBetween(demo.session, 'changed', earlier, build);
    return [found.commits.map(({ id }) => id).join(), found.isCut, demo.jenkins.requests.length - before];
  };

  it('are those of the builds after the earlier one, newest first, each once', async () => {
    assert.deepEqual(await readBetween(1, 4), ['c4,c3,c2', false, 1]);
  });

  it('are the build’s own after its neighbor, without a request', async () => {
    assert.deepEqual(await readBetween(3, 4), ['c4', false, 0]);
  });

  it('are incomplete where builds in between are gone', async () => {
    demo.jenkins.answerOnce({ path: /changed\/api\/json.*builds/ }, (_, res) =>
      res
        .writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' })
        .end(JSON.stringify({ builds: [{ number: 4 }, { number: 1 }] })),
    );
    assert.deepEqual(await readBetween(1, 4), ['c4', true, 1]);
  });
});
