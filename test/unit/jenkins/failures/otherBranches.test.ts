import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareBranches, listFailedTests, type OtherBranch } from '../../../../src/jenkins/index.ts';
import { type Stage, StageState } from '../../../../src/jenkins/pipelines/stage.ts';
import { StageMemory } from '../../../../src/jenkins/pipelines/stageMemory.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { pipelinePlan } from '../../../servers/jenkins/builds/pipelinePlan.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const failed: Stage = {
  ...{ id: '1', name: 'Test', isBranch: false, state: StageState.failure, children: [], hasCaught: false },
  ...{ startedAt: 0, durationMs: 0, agent: undefined, waitsFor: undefined, error: undefined },
};

describe('a failed build beside other branches', () => {
  const demo = demoJenkins();
  const compare = async (show: (branches: readonly OtherBranch[]) => void = () => undefined) => {
    const tests = await listFailedTests(demo.session, 'payments/api/main', 3);
    return compareBranches(demo.session, 'payments/api/main', { tests, stages: [] }, new StageMemory(), {}, show);
  };

  it('shares tests with those that fail in the same', async () => {
    const branches = await compare();
    assert.deepEqual(
      branches.map(({ job, sameTests }) => [job.fullName, sameTests.map(({ name }) => name)]),
      [
        ['payments/api/feature%2Flogin', ['refusesExpired']],
        ['payments/api/PR-42', []],
      ],
    );
  });

  it('asks only the branches that did not pass, and tells the others at once', async () => {
    let first: readonly OtherBranch[] | undefined;
    await compare(branches => {
      first ??= branches;
    });
    assert.equal(first?.length, 2);
    const paths = demo.jenkins.requests.map(({ path }) => path);
    assert.equal(paths.length, 3, paths.join('\n'));
  });

  for (const [source, most] of [
    ['pipeline-graph-view', 20],
    ['workflow-api', 10],
  ] as const) {
    it(`takes twenty requests for branches at most: of ${most} branches by ${source}`, async () => {
      const { state } = demo.jenkins;
      state.plugins = state.plugins.filter(({ shortName }) => shortName === source || !/graph-view/.test(shortName));
      const api = state.job('payments/api/main').parent;
      const plan = pipelinePlan([{ name: 'Test', lines: ['+ make'], takes: 100 }], { result: 'FAILURE', error: 'no' });
      for (let i = 0; i < 30; i++)
        addPastBuild(state, newJob('pipeline', `b${i}`, api, { plan }), { ago: i, duration: 1 });
      const stages = [[failed]] as const;
      const before = demo.jenkins.requests.length;
      const memory = new StageMemory();
      const branches = await compareBranches(
        demo.session,
        'payments/api/main',
        { tests: [], stages },
        memory,
        {},
        () => undefined,
      );
      const asked = demo.jenkins.requests.length - before - 1;
      assert.ok(asked <= 20, `${asked}`);
      const same = branches.filter(({ sameStages }) => sameStages.length > 0).length;
      assert.ok(same >= most - 2 && same <= most, `${same}`);
    });
  }

  it('ends its requests with the page', async () => {
    const abort = new AbortController();
    const reading = compareBranches(
      demo.session,
      'payments/api/main',
      { tests: [], stages: [] },
      new StageMemory(),
      { signal: abort.signal },
      () => abort.abort(),
    );
    await reading.catch(() => undefined);
    assert.equal(demo.jenkins.requests.length, 1);
  });
});
