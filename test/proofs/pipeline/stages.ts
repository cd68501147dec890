import type { Claim } from '../proof.ts';

/** That the stages of a run are seen as they are, at a small price. */
export const stages: readonly Claim[] = [
  {
    claim: 'stages are nested as they are, by Pipeline Graph View, the flow graph with the stage REST API, or it alone',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/stages.test.ts'],
  },
  {
    claim: 'a stage that waits for input is told, of branches too',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/pausedStages.test.ts'],
  },
  {
    claim: 'an open running Pipeline costs one request a round',
    runner: 'plain',
    by: ['unit/workbench/jenkins/view/openRun.test.ts'],
  },
  {
    claim: '500 stages and a matrix of 100 branches are read whole, in work that grows as they do',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/largeGraphs.test.ts'],
  },
  {
    claim:
      'a person sees what failed, alone and of 500, after 0.4 s and not 0, branches side by side, a paused stage answered',
    runner: 'ui',
    by: ['ui/stages.test.ts'],
  },
];
