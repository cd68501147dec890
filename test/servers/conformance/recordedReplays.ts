// The recorded Pipelines whose runs were started again.

import { addPastBuild, type PastBuild } from '../jenkins/builds/pastBuild.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newContainer, newJob } from '../jenkins/state/items.ts';
import type { Job } from '../jenkins/state/model.ts';
import { declMainRestarted, declPar, scrMain, scrNoagent, scrShfail } from './recordedFlows.ts';

const hi = `def hi(n) { echo "hi \${n}" }`;
const loading = `node {
  writeFile file: 'helper.groovy', text: '${hi}\\nreturn this\\n'
  def h = load 'helper.groovy'
  h.hi('first')
}
`;
const stages = ['Prepare', 'Nested', 'Matrix', 'Skipped by when', 'Unstable', 'Caught', 'Retry', 'With post'];

export function addRecordedReplays(state: JenkinsState): void {
  const lab = newContainer('folder', 'rec-lab', state.root);
  const add = (name: string, runs: number, more: Partial<Job> = {}, past: Partial<PastBuild> = {}) => {
    const job = newJob('pipeline', name, lab, { plan: () => ({ steps: [], result: 'SUCCESS' }), ...more });
    for (let run = 0; run < runs; run++) addPastBuild(state, job, { ago: 5, duration: 1, ...past });
  };
  add('rp-lib', 6, { script: loading, loadedScripts: { Script1: `${hi}\nreturn this\n` } });
  add('rp-params', 3, {}, { parameters: [{ kind: 'string', name: 'V', value: 'given' }] });
  add('rp-password', 2, {}, { parameters: [{ kind: 'password', name: 'P', value: 'hidden' }] });
  add('decl-main', 3, {
    ...{ restartableStages: stages, isDeclarative: true, setsEnvironment: true },
    plan: ({ build }) =>
      build.causes.some(({ kind }) => kind === 'restart') ? declMainRestarted() : { steps: [], result: 'SUCCESS' },
  });
  add('decl-slow', 3, { restartableStages: ['Slow'], plan: () => ({ steps: [{ holds: true }], result: 'SUCCESS' }) });
  add('decl-par', 1, { plan: declPar, isDeclarative: true });
  add('scr-main', 1, { plan: scrMain });
  add('scr-shfail', 1, { plan: scrShfail });
  add('scr-noagent', 1, { plan: scrNoagent, script: "stage('Solo') { echo 'no agent' }\n" });
}
