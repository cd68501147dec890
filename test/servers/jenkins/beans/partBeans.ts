// Parts of Pipelines that wait for an agent or run on one: recordings 1083 to 1086.
// https://github.com/jenkinsci/workflow-durable-task-step-plugin

import type { FlowNode } from '../flow/flowGraph.ts';
import { type Bean, bean } from '../http/exported.ts';
import { buildName, fullDisplayName } from '../state/items.ts';
import type { Build } from '../state/model.ts';
import { buildUrl, pathOf, type Viewing } from './viewing.ts';

const placeholder = 'org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution$PlaceholderTask';

/** What waits in the queue. */
export function partTask(viewing: Viewing, build: Build): Bean {
  return bean(
    placeholder,
    ['name', 1, () => partName(build)],
    ['url', 1, () => `${pathOf(viewing, build.job)}${build.number}/`],
  );
}

/** What an executor runs. */
export function partExecutable(viewing: Viewing, build: Build): Bean {
  return bean(
    `${placeholder}$PlaceholderExecutable`,
    ['displayName', 1, () => partName(build)],
    ['fullDisplayName', 1, () => partName(build)],
    ['number', 1, () => build.number],
    ['url', 1, () => buildUrl(viewing, build)],
  );
}

function partName(build: Build): string {
  const run = `${fullDisplayName(build.job)} ${buildName(build)}`;
  const label = lastNode(build)?.enclosing.find(around => around.label !== undefined)?.label;
  return label === undefined ? `part of ${run}` : `${run} (${label})`;
}

/** The last `node` that has not ended. */
function lastNode({ flow }: Build): FlowNode | undefined {
  return flow?.nodes.findLast(node => node.kind === 'block' && node.step === 'node' && !flow.endOf(node));
}
