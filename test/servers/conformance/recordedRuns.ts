// The recorded Pipelines whose runs were looked into while they ran, and afterwards.

import { addPastBuild, type PastBuild } from '../jenkins/builds/pastBuild.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newContainer, newJob } from '../jenkins/state/items.ts';
import type { Job } from '../jenkins/state/model.ts';
import {
  declMain,
  declPar,
  declSlow,
  declSlowToItsEnd,
  scrLog,
  scrMain,
  scrNoagent,
  scrShfail,
} from './recordedFlows.ts';

export function addRecordedRuns(state: JenkinsState): void {
  const lab = newContainer('folder', 'rec-lab', state.root);
  const slow = newJob('pipeline', 'decl-slow', lab, {
    plan: declSlow,
    restartableStages: ['Slow'],
    isDeclarative: true,
  });
  addPastBuild(state, slow, { ago: 5, duration: 23, plan: declSlowToItsEnd });
  const add = (name: string, job: Partial<Job>, past: Partial<PastBuild> = {}) =>
    addPastBuild(state, newJob('pipeline', name, lab, { plan: declPar, ...job }), { ago: 5, duration: 4, ...past });
  add('decl-main', { plan: declMain, isDeclarative: true, setsEnvironment: true });
  add('decl-par', { isDeclarative: true });
  add('scr-main', { plan: scrMain }, { more: { interrupted: true } });
  add('scr-shfail', { plan: scrShfail });
  add('scr-noagent', { plan: scrNoagent });
  add('scr-log', { plan: scrLog });
}
