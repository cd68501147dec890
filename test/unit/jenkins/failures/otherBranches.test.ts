import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareBranches, listFailedTests, type OtherBranch } from '../../../../src/jenkins/index.ts';
import { StageMemory } from '../../../../src/jenkins/pipelines/stageMemory.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

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
