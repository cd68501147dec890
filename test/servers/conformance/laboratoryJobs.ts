// The Pipelines of the recorded laboratory, of which other situations only see how they are.

import { addPastBuild } from '../jenkins/builds/pastBuild.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newJob } from '../jenkins/state/items.ts';
import type { BuildResult } from '../jenkins/state/model.ts';

/** By the results of their last builds. */
type Results = Partial<Record<BuildResult, readonly string[]>>;

export const lastResults: Results = {
  SUCCESS: ['decl-main', 'inp-decl', 'inp-params', 'rp-lib', 'rp-params', 'rp-password', 'scr-log', 'scr-noagent'],
  FAILURE: ['decl-par', 'scr-error', 'scr-shfail'],
  ABORTED: [
    ...['decl-slow', 'inp-noid', 'inp-simple', 'inp-submitter', 'inp-two', 'nd-busy', 'nd-nolabel', 'nd-wait'],
    'scr-main',
  ],
};

export function addWithResults(state: JenkinsState, results: Results): void {
  const lab = state.folder('rec-lab');
  for (const [result, names] of Object.entries(results) as [BuildResult, readonly string[]][]) {
    const plan = () => ({ steps: [], result });
    for (const name of names) addPastBuild(state, newJob('pipeline', name, lab, { plan }), { ago: 5, duration: 1 });
  }
}
