// The recorded matrix project: two axes, and a combination left out.

import type { JenkinsState } from '../jenkins/index.ts';
import { newMatrix } from '../jenkins/seed/matrixProject.ts';
import { newContainer, newJob } from '../jenkins/state/items.ts';
import type { BuildPlan } from '../jenkins/state/model.ts';
import { laboratory } from './laboratory.ts';
import { addWithResults, lastResults } from './laboratoryJobs.ts';
import { type Situation, start } from './situation.ts';

function addMatrix(state: JenkinsState): void {
  state.executors.push(...Array.from({ length: 4 }, () => undefined));
  const lab = newContainer('folder', 'rec-lab', state.root);
  newMatrix('mx', lab, {
    'DB=pg,OS=linux': () => cellPlan('pg', 'linux'),
    'DB=my sql,OS=linux': () => cellPlan('my sql', 'linux'),
    'DB=pg,OS=win': () => cellPlan('pg', 'win'),
  });
  const holding = (): BuildPlan => ({ steps: [{ holds: true }], result: 'SUCCESS' });
  newJob('freestyle', 'other', state.root, { plan: holding, concurrent: true });
}

/** Fails on win. */
function cellPlan(db: string, os: string): BuildPlan {
  const hasFailed = os === 'win';
  return {
    steps: [
      { print: `[${os}] $ /bin/sh -xe /tmp/jenkins3048320001801307554.sh\n` },
      { print: `+ echo on ${os} with ${db}\non ${os} with ${db}\n+ sleep 2\n`, takes: 2_000 },
      { print: `+ [ ${os} != win ]\n` },
      ...(hasFailed ? [{ print: "Build step 'Execute shell' marked build as failure\n" }] : []),
    ],
    result: hasFailed ? 'FAILURE' : 'SUCCESS',
  };
}

const finishOthers = (state: JenkinsState) => {
  for (const build of state.job('other').builds) state.runner.finish(build, 'SUCCESS');
};

export const matrix: Situation = {
  name: 'matrix projects',
  first: 1046,
  last: 1076,
  options: { rootUrl: 'http://127.0.0.1:18084' },
  prepare: laboratory(addMatrix),
  moments: [
    // The queue was looked at before it gave the executors that were free to more than one cell.
    { before: 1047, act: start(...Array.from({ length: 5 }, () => 'other')) },
    { before: 1047, act: state => Object.assign(state.queue, { nextId: 98 }) },
    { before: 1051, act: finishOthers },
    { before: 1053, at: 10 },
    { before: 1066, at: 15 },
    { before: 1069, act: state => addWithResults(state, lastResults) },
    { before: 1070, at: 20, act: start('rec-lab/mx') },
    // All executors are busy until the next build's cells wait.
    { before: 1072, act: start(...Array.from({ length: 6 }, () => 'other')) },
    { before: 1072, act: state => Object.assign(state.queue, { nextId: 119 }) },
    { before: 1072, act: start('rec-lab/mx') },
    { before: 1075, act: finishOthers },
    { before: 1076, at: 30 },
  ],
};
