// Nodes of the flow graph, as the run itself tells them.
// https://github.com/jenkinsci/workflow-api-plugin

import { type FlowKind, type FlowNode, isBranch, isInterruption, isStage, nodeName } from '../flow/flowGraph.ts';
import { type Bean, bean, nothing } from '../http/exported.ts';
import type { Build } from '../state/model.ts';
import { pathOf, type Viewing } from './viewing.ts';

const graph = 'org.jenkinsci.plugins.workflow.graph';
const cps = 'org.jenkinsci.plugins.workflow.cps.nodes';
const classes: Readonly<Record<FlowKind, string>> = {
  start: `${graph}.FlowStartNode`,
  block: `${cps}.StepStartNode`,
  body: `${cps}.StepStartNode`,
  step: `${cps}.StepAtomNode`,
  bodyEnd: `${cps}.StepEndNode`,
  blockEnd: `${cps}.StepEndNode`,
  end: `${graph}.FlowEndNode`,
};

/** Nodes in the order of a walk through the graph: branches but the first from the last on, then all others. */
export function flowBeans(viewing: Viewing, build: Build): Bean[] {
  const { flow } = build;
  if (!flow) return [bean(classes.start, ['id', 1, () => '2'])];
  const branches = flow.sorted.filter(isBranch);
  const others = branches.filter(branch => branches.some(first => isBefore(first, branch))).reverse();
  const branchOf = (node: FlowNode) => others.find(branch => branch === node || isWithin(node, branch));
  const sorted = flow.sorted;
  const walked = [...others, undefined].flatMap(branch => sorted.filter(node => branchOf(node) === branch));
  return walked.map(node => flowBean(viewing, build, node));
}

const isBefore = (first: FlowNode, branch: FlowNode) =>
  first.parents[0] === branch.parents[0] && Number(first.id) < Number(branch.id);
const isWithin = (node: FlowNode, branch: FlowNode) => node.enclosing.includes(branch) || node.startOf === branch;

/** The color is red where a failure came through; times and texts of failures are not told. */
function flowBean(viewing: Viewing, build: Build, node: FlowNode): Bean {
  const isRunning = build.building && node.kind === 'step' && build.flow?.overAt(node) === undefined;
  const ball = ballOf(node);
  return bean(
    classes[node.kind],
    ['actions', 1, () => Array.from({ length: actionsOf(build, node) }, nothing)],
    ['displayName', 1, () => nodeName(node)],
    ['iconColor', 1, () => (isRunning ? `${ball}_anime` : ball)],
    ['id', 1, () => node.id],
    ['parents', 1, () => [...node.parents]],
    ['running', 1, () => isRunning],
    ['url', 1, () => `${pathOf(viewing, build.job)}${build.number}/execution/node/${node.id}/`],
  );
}

function ballOf({ error, warning }: FlowNode): string {
  if (warning === 'UNSTABLE') return 'yellow';
  if (!error) return 'blue';
  return isInterruption(error) ? 'aborted' : 'red';
}

/** How many actions show nothing of themselves, by what stands in the node. */
function actionsOf({ job, flow }: Build, node: FlowNode): number {
  const failed = node.error ? 1 : 0;
  const { step } = node;
  switch (node.kind) {
    case 'step':
      return 3 + failed + (node.warning ? 1 : 0) + (node.title === undefined ? 0 : 1);
    case 'block':
      return blockActions[step] ?? 3;
    case 'body':
      return bodyActions(node, job.isDeclarative === true && flow?.endOf(node)?.error !== undefined);
    case 'bodyEnd':
      return 2 + failed * (endMarks[step] ?? 1);
    case 'blockEnd':
      return (step === 'node' ? 2 : 1) + failed;
    default:
      return 1 + failed;
  }
}

const blockActions: Readonly<Record<string, number>> = { node: 4, parallel: 2 };

/** Further marks at the end of a body that failed. */
const endMarks: Readonly<Record<string, number>> = { parallel: 2, catchError: 3, retry: 2 };

/** Declarative marks stages that failed, were passed over, or are its own. */
function bodyActions(node: FlowNode, isMarked: boolean): number {
  if (!isStage(node) && !isBranch(node)) return 2;
  return node.skipped || isMarked || node.label?.startsWith('Declarative: ') ? 4 : 3;
}
