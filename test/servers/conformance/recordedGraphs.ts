// The recorded Pipelines with many stages, many steps and many branches, and with many runs.

import { addPastBuild } from '../jenkins/builds/pastBuild.ts';
import { flowPlan } from '../jenkins/flow/flowScript.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newContainer, newJob } from '../jenkins/state/items.ts';
import { laboratory } from './laboratory.ts';
import type { Situation } from './situation.ts';

/** 120 stages of five steps. */
function many(): string {
  return lines(120, at => {
    const id = 3 + at * 9;
    const steps = lines(5, step => echo(`${id + 2 + step}`, `step ${step + 1} of ${at + 1}`));
    return `${id} stage\n${id + 1} { stage ${at + 1}\n${steps}\n${id + 7} }\n${id + 8} //`;
  });
}

/** A stage of 400 steps, and a small one. */
function wide(): string {
  const steps = lines(400, at => echo(`${5 + at}`, `step ${at + 1}`));
  return `3 stage\n4 { Wide\n${steps}\n405 }\n406 //\n407 stage\n408 { After\n${echo('409', 'after')}\n410 }\n411 //`;
}

/** 60 branches with a stage each, all of which begin before the first ends. */
function fan(): string {
  return [
    '3 stage\n4 { Fan\n5 parallel',
    lines(60, at => `${65 + at} { Branch: branch ${at + 1} ^5`),
    lines(60, at => `${125 + at * 2} stage ^${65 + at}\n${126 + at * 2} { inner ${at + 1}`),
    lines(60, at => `${echo(`${245 + at * 2}`, `b ${at + 1} ^${126 + at * 2}`)}\n${246 + at * 2} }`),
    lines(60, at => `${365 + at} // ^${246 + at * 2}`),
    lines(60, at => `${425 + at} } ^${365 + at}`),
    `485 // ^${Array.from({ length: 60 }, (_, at) => 425 + at).join(',')}\n486 }\n487 //`,
  ].join('\n');
}

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join('\n');
}

function echo(id: string, said: string): string {
  return `${id} echo | ${said}\n> ${said.replace(/ \^.*/, '')}`;
}

function addGraphs(state: JenkinsState): void {
  const lab = newContainer('folder', 'rec-lab', state.root);
  const quick = `3 stage\n4 { Q\n${echo('5', 'q')}\n6 }\n7 //`;
  const scripts = { 'scr-many': many(), 'scr-wide': wide(), 'scr-fan': fan(), 'scr-quick': quick };
  for (const [name, script] of Object.entries(scripts)) {
    const job = newJob('pipeline', name, lab, { plan: () => ({ ...flowPlan(script), result: 'SUCCESS' }) });
    for (let ago = name === 'scr-quick' ? 14 : 1; ago > 0; ago--) addPastBuild(state, job, { ago, duration: 6 });
  }
}

export const graphs: Situation = {
  name: 'large flow graphs',
  first: 756,
  last: 794,
  options: { rootUrl: 'http://127.0.0.1:18084' },
  prepare: laboratory(addGraphs),
  moments: [],
};
