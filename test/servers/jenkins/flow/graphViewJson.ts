// Stages and steps as the plugin pipeline-graph-view tells them: a tree of stages and branches.
// https://github.com/jenkinsci/pipeline-graph-view-plugin

import {
  branchName,
  type FlowGraph,
  type FlowNode,
  isBranch,
  isInterruption,
  isStage,
  isWithin,
  nodeName,
} from './flowGraph.ts';
import type { PlainObject, ToldRun } from './stageJson.ts';

const declarative = 'Declarative: ';

/** Tree of the stages and branches. */
export function treeOf(run: ToldRun): PlainObject[] {
  const stages = childrenOf(run.flow, undefined).map(node => treeNode(run, node));
  return stages.length === 0 && run.blockage !== undefined ? [waitingNode(run, run.blockage)] : stages;
}

/** Stands for the first stage while the run waits for an agent. */
function waitingNode(run: ToldRun, causeOfBlockage: string): PlainObject {
  const name = 'System Generated';
  return {
    ...{ id: '2', name, children: [], state: 'queued', type: 'PIPELINE_START', title: name },
    ...{ isSequential: false, synthetic: true, placeholder: true, pauseDurationMillis: 0 },
    startTimeMillis: run.build.startedAt,
    url: `${run.base}stages/?selected-node=2`,
    causeOfBlockage,
  };
}

/** Every step with the id of the innermost stage or branch that the tree has around it. */
export function allSteps(run: ToldRun): PlainObject[] {
  return run.flow.sorted.flatMap(node => {
    const stage = node.kind === 'step' ? shownAround(node) : undefined;
    if (stage) return [stepJson(run, node, stage)];
    return node.startOf && isUnhandled(run.flow, node) ? [unhandledJson(run, node, node.startOf)] : [];
  });
}

/** Steps right below a stage or branch of the tree. */
export function stepsOf(run: ToldRun, id: string): PlainObject[] {
  return allSteps(run).filter(({ stageId }) => stageId === id);
}

/** Log of a step, or of all steps right below a stage or branch; undefined where there is none. */
export function logsOf({ flow }: ToldRun, id: string): FlowNode[] {
  const node = flow.node(id);
  if (!node) return [];
  if (node.kind === 'step') return [node];
  return flow.sorted.filter(each => each.kind === 'step' && shownAround(each) === node);
}

/** A stage that a branch holds under its own name is the branch. */
function isMerged(stage: FlowNode): boolean {
  const [, outer] = stage.enclosing;
  return isStage(stage) && outer !== undefined && isBranch(outer) && branchName(outer) === stage.label;
}

/** `parallel` outside of all stages. */
function isBlock(node: FlowNode): boolean {
  return node.kind === 'block' && node.step === 'parallel' && !node.enclosing.some(isStage);
}

const isShown = (node: FlowNode) => isBranch(node) || isBlock(node) || (isStage(node) && !isMerged(node));

function shownAround(node: FlowNode): FlowNode | undefined {
  return node.enclosing.find(isShown);
}

function childrenOf(flow: FlowGraph, parent: FlowNode | undefined): FlowNode[] {
  return flow.sorted.filter(node => isShown(node) && shownAround(node) === parent);
}

function treeNode(run: ToldRun, node: FlowNode): PlainObject {
  const name = nameOf(node);
  const isBefore = node.skipped === 'restart';
  return {
    id: node.id,
    name,
    children: isBefore ? [] : childrenOf(run.flow, node).map(child => treeNode(run, child)),
    state: stateOf(run, node),
    type: typeOf(node),
    title: name,
    isSequential: false,
    synthetic: (node.label ?? '').startsWith(declarative),
    placeholder: false,
    ...times(run, node),
    // Stages before the one that a run was restarted from have never begun: recording 941.
    ...(isBefore && { totalDurationMillis: 0, startTimeMillis: 0 }),
    ...(hasAgent(run.flow, node) && { agent: 'built-in' }),
    url: `${run.base}stages/?selected-node=${node.id}`,
  };
}

/** An agent is told of what it holds, and of what holds it. */
function hasAgent({ nodes }: FlowGraph, node: FlowNode): boolean {
  const isAgent = ({ kind, step }: FlowNode) => kind === 'body' && step === 'node';
  return node.enclosing.some(isAgent) || nodes.some(inner => isAgent(inner) && isWithin(inner, node));
}

function nameOf(node: FlowNode): string {
  if (isBlock(node)) return 'Parallel';
  return isBranch(node) ? branchName(node) : (node.label ?? '').replace(declarative, '');
}

function typeOf(node: FlowNode): string {
  if (isBlock(node)) return 'PARALLEL_BLOCK';
  return isBranch(node) ? 'PARALLEL' : 'STAGE';
}

function stepJson(run: ToldRun, node: FlowNode, stage: FlowNode): PlainObject {
  const isNamed = node.step === 'unstable' || node.step === 'error';
  return {
    id: node.id,
    name: node.title ?? node.argument ?? nodeName(node),
    state: stateOf(run, node),
    type: 'STEP',
    title: isNamed ? nodeName(node) : '',
    ...times(run, node),
    ...(node.step === 'input' && { pauseDurationMillis: pauseOf(run, node) }),
    stageId: stage.id,
    ...inputStep(run, node),
    flags: {},
  };
}

function pauseOf({ flow, build, now }: ToldRun, node: FlowNode): number {
  return (flow.overAt(node) ?? (build.building ? now : build.startedAt + build.duration)) - node.startedAt;
}

/** What a step asks for, while it waits. */
function inputStep({ build }: ToldRun, { id }: FlowNode): PlainObject {
  const input = build.inputs.find(({ node }) => node === id);
  if (!input) return {};
  const { message, proceedText: ok, parameters } = input;
  return { inputStep: { message, cancel: 'Abort', id: input.id, ok, parameters: parameters.length > 0 } };
}

/** Whether a stage was ended by an exception of the script itself, and of none of its steps. */
function isUnhandled({ nodes }: FlowGraph, end: FlowNode): boolean {
  const { error, startOf } = end;
  if (!error || !startOf || !isStage(startOf) || startOf.skipped) return false;
  return !nodes.some(node => node !== end && node.error === error && Number(node.id) < Number(end.id));
}

function unhandledJson(run: ToldRun, end: FlowNode, stage: FlowNode): PlainObject {
  const told = { id: end.id, name: 'Pipeline error', state: 'failure', type: 'UNHANDLED_EXCEPTION', title: '' };
  return { ...told, ...times(run, stage), stageId: stage.id, flags: {} };
}

function times({ flow, build }: ToldRun, node: FlowNode): PlainObject {
  const over = flow.overAt(node) ?? (build.building ? undefined : build.startedAt + build.duration);
  return {
    pauseDurationMillis: 0,
    ...(over !== undefined && { totalDurationMillis: over - node.startedAt }),
    startTimeMillis: node.startedAt,
  };
}

function stateOf({ flow, build }: ToldRun, node: FlowNode): string {
  if (flow.overAt(node) === undefined && build.building) {
    return build.inputs.some(input => asksWithin(flow, input.node, node)) ? 'paused' : 'running';
  }
  if (node.skipped) return node.skipped === 'restart' ? 'not_built' : 'skipped';
  const error = node.kind === 'step' ? node.error : flow.endOf(node)?.error;
  // An interrupted branch is called failed until the run is over: recording 882.
  if (error) return isInterruption(error) && !(isBranch(node) && build.building) ? 'aborted' : 'failure';
  return warnedState(flow, node);
}

function warnedState({ nodes }: FlowGraph, node: FlowNode): string {
  const warnings = nodes.filter(each => each === node || isWithin(each, node)).map(({ warning }) => warning);
  if (warnings.includes('ABORTED')) return 'aborted';
  if (warnings.includes('FAILURE')) return 'failure';
  return warnings.includes('UNSTABLE') ? 'unstable' : 'success';
}

/** Whether an input stands in a node; one whose place is not known may stand anywhere. */
function asksWithin(flow: FlowGraph, at: string | undefined, node: FlowNode): boolean {
  const asking = flow.node(at ?? '');
  return !asking || asking === node || isWithin(asking, node);
}
