import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Stage, StageState } from '../../../../../src/jenkins/index.ts';
import { failingStage } from '../../../../../src/workbench/jenkins/notices/failingStage.ts';

describe('the stage that failed', () => {
  const stage = (name: string, state: StageState, ...children: Stage[]) =>
    ({ name, state, children }) as unknown as Stage;
  const tree = [
    stage('Build', 'success'),
    stage('Lint', 'unstable'),
    stage('Test', 'failure', stage('mac', 'success'), stage('linux', 'failure'), stage('windows', 'failure')),
    stage('Deploy', 'skipped'),
  ];

  it('is the first one, named with those around it', () => {
    assert.equal(failingStage(tree, 'FAILURE'), 'Test › linux');
  });

  it('is that which made the build unstable', () => {
    assert.equal(failingStage(tree, 'UNSTABLE'), 'Lint');
  });

  it('is found below a holder that passed', () => {
    assert.equal(failingStage([stage('Test', 'success', stage('linux', 'failure'))], 'FAILURE'), 'Test › linux');
  });

  it('may be none', () => {
    assert.equal(failingStage([stage('Build', 'success')], 'FAILURE'), '');
    assert.equal(failingStage([], 'FAILURE'), '');
  });
});
