import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareStages, largestDifference, type StageRow } from '../../../../src/jenkins/comparison/compareStages.ts';
import type { Stage } from '../../../../src/jenkins/index.ts';

let ids = 0;
const stage = (name: string, seconds: number | undefined, more: Partial<Stage> = {}): Stage => ({
  ...{ id: String(ids++), name, isBranch: false, state: 'success', startedAt: 1000, agent: undefined },
  ...{ durationMs: seconds === undefined ? undefined : seconds * 1000 },
  ...{ waitsFor: undefined, error: undefined, hasCaught: false, children: [] },
  ...more,
});
const inWords = ({ path, first, second, longerMs }: StageRow) =>
  `${path.join(' › ')} ${first ? '1' : '-'}${second ? '2' : '-'} ${longerMs === undefined ? '?' : longerMs / 1000}`;
const compare = (first: Stage[], second: Stage[], now = 0) => compareStages(first, second, now).map(inWords);

describe('stages of two runs compared', () => {
  it('stand in the order of the Pipeline, those that only one has at their place', () => {
    assert.deepEqual(
      compare(
        [stage('Checkout', 2), stage('Lint', 5), stage('Test', 9), stage('Old', 1)],
        [stage('Checkout', 3), stage('Test', 29), stage('Deploy', 4)],
      ),
      ['Checkout 12 1', 'Lint 1- -5', 'Test 12 20', 'Deploy -2 4', 'Old 1- -1'],
    );
  });

  it('are paired by name and turn, below their own stage', () => {
    const branch = (name: string, seconds: number) =>
      stage(name, seconds, { isBranch: true, children: [stage('sh', seconds)] });
    assert.deepEqual(
      compare(
        [stage('Test', 5, { children: [branch('linux', 3), branch('mac', 5)] }), stage('sh', 1), stage('sh', 2)],
        [stage('Test', 9, { children: [branch('mac', 9), branch('linux', 4)] }), stage('sh', 4), stage('sh', 8)],
      ),
      [
        ...['Test 12 4', 'Test › mac 12 4', 'Test › mac › sh 12 4'],
        ...['Test › linux 12 1', 'Test › linux › sh 12 1', 'sh 12 3', 'sh 12 6'],
      ],
    );
  });

  it('name the innermost stage that differs most, if by more than a second', () => {
    const rows = compareStages(
      [stage('Test', 30, { children: [stage('unit', 20), stage('ui', 10)] }), stage('Deploy', 60)],
      [stage('Test', 95, { children: [stage('unit', 25), stage('ui', 70)] }), stage('Deploy', 10)],
      0,
    );
    assert.deepEqual(largestDifference(rows)?.path, ['Test', 'ui']);
    assert.equal(largestDifference(compareStages([stage('a', 1)], [stage('a', 1.9)], 0)), undefined);
  });

  it('have no difference where a duration is not told, and that so far where one still runs', () => {
    assert.deepEqual(compare([stage('a', undefined)], [stage('a', 3)]), ['a 12 ?']);
    assert.deepEqual(compare([stage('a', 3)], [stage('a', undefined, { state: 'running' })], 61_000), ['a 12 57']);
    assert.deepEqual(compare([stage('a', 3)], [stage('a', 1, { state: 'skipped' })]), ['a 12 -3']);
  });
});
