// Runs of the recorded Pipelines, node by node.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flowPlan } from '../jenkins/flow/flowScript.ts';
import type { BuildPlan } from '../jenkins/state/model.ts';

const script = (name: string) => readFileSync(join(import.meta.dirname, 'flows', `${name}.txt`), 'utf8');
const flow = (name: string, rest: Pick<BuildPlan, 'result' | 'error'>) => (): BuildPlan => ({
  ...flowPlan(script(name)),
  ...rest,
});

export const declMain = flow('decl-main', { result: 'UNSTABLE' });
/** Restarted at its last stage, whose last step holds. */
export const declMainRestarted = flow('decl-main-restarted', { result: 'SUCCESS' });
export const declPar = flow('decl-par', { result: 'FAILURE', error: 'script returned exit code 3' });
export const scrShfail = flow('scr-shfail', { result: 'FAILURE', error: 'script returned exit code 5' });
export const scrNoagent = flow('scr-noagent', { result: 'SUCCESS' });
/** Holds in one of two parallel branches until somebody ends it. */
export const declSlow = flow('decl-slow', { result: 'SUCCESS' });
export const declSlowToItsEnd = flow('decl-slow-to-its-end', { result: 'SUCCESS' });
export const scrMain = flow('scr-main', { result: 'ABORTED' });

/** Has a long log, and three branches of which nobody recorded which was ahead. */
export const scrLog = (): BuildPlan => ({
  ...flowPlan(
    script('scr-log').replace('LONG LINES', Array.from({ length: 400 }, (_, at) => longLine(at + 1)).join('\n')),
  ),
  result: 'SUCCESS',
});

function longLine(number: number): string {
  return `> line ${number} of a long log, padded to be about eighty characters long ........`;
}
