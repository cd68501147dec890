// The recorded Pipelines with a long log, and with an exception of the script itself.

import { addPastBuild } from '../jenkins/builds/pastBuild.ts';
import { flowPlan } from '../jenkins/flow/flowScript.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newContainer, newJob } from '../jenkins/state/items.ts';
import type { BuildPlan } from '../jenkins/state/model.ts';
import { laboratory } from './laboratory.ts';
import { scrLog } from './recordedFlows.ts';
import type { Situation } from './situation.ts';

const missing =
  "No such DSL method 'noSuchStep' found among steps [archive, bat, build, catchError, checkout, deleteDir]";

const throwingPlan = (): BuildPlan => ({
  ...flowPlan(`
3 node
> Running on Jenkins in /var/jenkins_home/workspace/rec-lab/scr-error
4 {
5 stage
6 { One
7 echo | x
> x
8 }
9 //
10 stage
11 { Groovy
12 } !! java.lang.NoSuchMethodError: ${missing}
13 // !
14 } !
15 // !
`),
  result: 'FAILURE',
  error: missing,
});

function addLogs(state: JenkinsState): void {
  const lab = newContainer('folder', 'rec-lab', state.root);
  addPastBuild(state, newJob('pipeline', 'scr-log', lab, { plan: scrLog }), { ago: 5, duration: 4 });
  const throwing = newJob('pipeline', 'scr-error', lab, { plan: throwingPlan });
  for (const ago of [7, 6, 5]) addPastBuild(state, throwing, { ago, duration: 1 });
}

export const logs: Situation = {
  name: 'logs of steps',
  first: 726,
  last: 736,
  options: { rootUrl: 'http://127.0.0.1:18084' },
  prepare: laboratory(addLogs),
  moments: [],
};
