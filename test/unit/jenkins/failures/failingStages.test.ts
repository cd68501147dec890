import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BuildResult, failingStages, hasBranches, type Stage, StageState } from '../../../../src/jenkins/index.ts';

function stage(name: string, state: StageState, children: readonly Stage[] = [], isBranch = false): Stage {
  const unknown = {
    startedAt: undefined,
    durationMs: undefined,
    agent: undefined,
    waitsFor: undefined,
    error: undefined,
  };
  return { ...unknown, id: name, name, state, children, isBranch, hasCaught: false };
}

describe('the stages that a run failed in', () => {
  const { success, failure, unstable, aborted, skipped } = StageState;
  const tree = [
    stage('Checkout', success),
    stage('Test', failure, [
      stage('linux', failure, [stage('unit', success), stage('browser', failure)], true),
      stage('windows', unstable, [], true),
      stage('mac', failure, [], true),
    ]),
    stage('Deploy', skipped),
  ];
  const names = (result: BuildResult | undefined, stages = tree) =>
    failingStages(stages, result).map(path => path.map(({ name }) => name).join(' › '));

  it('are the innermost ones, in their order', () => {
    assert.deepEqual(names(BuildResult.failure), ['Test › linux › browser', 'Test › mac']);
  });

  it('fit the result: a caught failure is not why a build is unstable', () => {
    assert.deepEqual(names(BuildResult.unstable), ['Test › windows']);
    assert.deepEqual(names(BuildResult.aborted, [stage('A', success), stage('B', aborted)]), ['B']);
    assert.deepEqual(names(BuildResult.unstable, [stage('A', failure)]), ['A']);
  });

  it('are none of a run that passed, or has none', () => {
    assert.deepEqual(names(BuildResult.success), []);
    assert.deepEqual(names(undefined), []);
    assert.deepEqual(names(BuildResult.failure, []), []);
  });

  it('may print side by side', () => {
    assert.equal(hasBranches(tree), true);
    assert.equal(hasBranches([stage('A', success, [stage('B', success)])]), false);
  });
});
