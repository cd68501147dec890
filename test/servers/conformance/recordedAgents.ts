// The recorded Pipelines that wait for an agent, or run on the built-in node.

import { addPastBuild } from '../jenkins/builds/pastBuild.ts';
import { flowPlan } from '../jenkins/flow/flowScript.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newContainer, newJob } from '../jenkins/state/items.ts';
import type { BuildPlan } from '../jenkins/state/model.ts';
import { laboratory } from './laboratory.ts';
import { type Situation, start } from './situation.ts';

const interruption = '!! org.jenkinsci.plugins.workflow.steps.FlowInterruptedException: Aborted';

/** Asks for an agent of that label, outside of all stages. */
const waiting = (label: string) => () => asking(label, `\n3 node\n***\n4 // ${interruption}\n`);

/** Holds in a stage that asks for any agent. */
const busy = (): BuildPlan =>
  asking(
    '',
    `
3 stage
4 { S
5 node
> Running on Jenkins in /var/jenkins_home/workspace/rec-lab/nd-busy
6 {
7 sleep | 60
> Sleeping for 1 min 0 sec
***
8 } ${interruption}
9 // !
10 } !
11 // !
`,
  );

function asking(label: string, script: string): BuildPlan {
  const { steps, ...rest } = flowPlan(script);
  const ask = (step: BuildPlan['steps'][number]) => (step.flow?.step === 'node' ? { ...step, agent: label } : step);
  return { ...rest, steps: steps.map(step => (step.flow?.kind === 'block' ? ask(step) : step)), result: 'SUCCESS' };
}

function addAgents(state: JenkinsState): void {
  state.executors.push(...Array.from({ length: 4 }, () => undefined));
  state.endedExecutors.push(2, 1, 4, 3, 5);
  state.agents.push({
    name: 'rec-agent',
    description: 'an agent that is never there',
    labels: ['rec-linux', 'gpu'],
    executors: 2,
    busy: 0,
    disconnected: true,
  });
  const lab = newContainer('folder', 'rec-lab', state.root);
  const plans = { 'nd-wait': waiting('rec-agent'), 'nd-nolabel': waiting('no-such-label'), 'nd-busy': busy };
  for (const [name, plan] of Object.entries(plans)) {
    const ended = (): BuildPlan => ({ steps: [], result: 'ABORTED' });
    addPastBuild(state, newJob('pipeline', name, lab, { plan }), { ago: 5, duration: 1, plan: ended });
  }
  newJob('freestyle', 'other', state.root, { plan: () => ({ steps: [{ holds: true }], result: 'SUCCESS' }) });
}

const stop = (state: JenkinsState, name: string) => {
  const [build] = state.job(`rec-lab/${name}`).builds;
  if (build) state.runner.abort(build, 'admin');
};

export const agents: Situation = {
  name: 'waiting for agents',
  first: 1077,
  last: 1099,
  options: { rootUrl: 'http://127.0.0.1:18084' },
  prepare: laboratory(addAgents),
  moments: [
    // Something else ran on the first executor until the last of the three had begun.
    { before: 1083, act: start('other') },
    { before: 1083, act: state => Object.assign(state.queue, { nextId: 123 }) },
    { before: 1083, act: start('rec-lab/nd-wait', 'rec-lab/nd-nolabel', 'rec-lab/nd-busy') },
    {
      before: 1083,
      act: state => {
        const [build] = state.job('other').builds;
        if (build) state.runner.finish(build, 'SUCCESS');
      },
    },
    { before: 1098, act: state => ['nd-wait', 'nd-nolabel', 'nd-busy'].forEach(name => void stop(state, name)) },
  ],
};
