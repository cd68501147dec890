// Stages as the plugin pipeline-rest-api tells them: a flat list.
// https://github.com/jenkinsci/pipeline-stage-view-plugin/tree/master/rest-api

import type { Build } from '../state/model.ts';
import { type FlowGraph, type FlowNode, isBranch, isInterruption, isStage, nodeName } from './flowGraph.ts';

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };
export type PlainObject = { [key: string]: Plain };

/** A run whose nodes are told. */
export interface ToldRun {
  readonly build: Build;
  readonly flow: FlowGraph;
  /** Path of the run, with a slash at its end. */
  readonly base: string;
  readonly now: number;
  /** Why it waits for an agent. */
  readonly blockage: string | undefined;
}

/** More steps of a stage are left out, without a word. */
const mostSteps = 100;

/** Stages by the numbers of their nodes. */
export function stagesOf(run: ToldRun, full: boolean): PlainObject[] {
  return run.flow.sorted.filter(isStage).map(stage => (full ? fullStage(run, stage) : stageJson(run, stage)));
}

/** A node with the steps of its stage; of a branch the node alone. */
export function nodeJson(run: ToldRun, node: FlowNode): PlainObject {
  if (isStage(node)) return fullStage(run, node);
  if (node.kind === 'step') return stepJson(run, node, false);
  return { ...common(run, node, 'SUCCESS'), ...times(run, node) };
}

function fullStage(run: ToldRun, stage: FlowNode): PlainObject {
  const steps = run.flow.sorted.filter(node => node.kind === 'step' && stageOf(run.flow, node) === stage);
  return { ...stageJson(run, stage), stageFlowNodes: steps.slice(0, mostSteps).map(step => stepJson(run, step, true)) };
}

/** Innermost stage around a step; a step of a branch without a stage is lost where a branch before it has one. */
function stageOf(flow: FlowGraph, node: FlowNode): FlowNode | undefined {
  const inner = node.enclosing.find(each => isStage(each) || isBranch(each));
  return inner && isBranch(inner) && isBehindStage(flow, inner) ? undefined : node.enclosing.find(isStage);
}

function isBehindStage({ nodes }: FlowGraph, branch: FlowNode): boolean {
  return nodes.some(node => {
    const before = isStage(node) ? node.enclosing.find(isBranch) : undefined;
    return before?.parents[0] === branch.parents[0] && Number(before?.id) < Number(branch.id);
  });
}

function stageJson(run: ToldRun, stage: FlowNode): PlainObject {
  const error = stage.skipped === 'when' || holdsBranches(run.flow, stage) ? undefined : run.flow.endOf(stage)?.error;
  return {
    ...common(run, stage, statusOfStage(run, stage)),
    ...(error && { error: { ...error } }),
    ...times(run, stage),
  };
}

function stepJson(run: ToldRun, step: FlowNode, inStage: boolean): PlainObject {
  const { self } = linksOf(run, step);
  const path = `${run.base}execution/node/${step.id}`;
  const isOver = run.flow.overAt(step) !== undefined;
  const openStatus = run.build.inputs.some(input => input.node === step.id) ? 'PAUSED_PENDING_INPUT' : 'IN_PROGRESS';
  const status = isOver ? failedStatus(step) : openStatus;
  return {
    ...common(run, step, status),
    _links: {
      self,
      log: { href: `${path}/wfapi/log` },
      ...(inStage && { console: { href: `${path}/log` } }),
    },
    ...(isOver && step.error && { error: { ...step.error } }),
    ...(step.argument !== undefined && { parameterDescription: step.argument }),
    ...times(run, step),
    parentNodes: [...step.parents],
  };
}

function common(run: ToldRun, node: FlowNode, status: string): PlainObject {
  return { _links: linksOf(run, node), id: node.id, name: nodeName(node), execNode: '', status };
}

function linksOf({ base }: ToldRun, { id }: FlowNode): { self: { href: string } } {
  return { self: { href: `${base}execution/node/${id}/wfapi/describe` } };
}

function times(run: ToldRun, node: FlowNode): PlainObject {
  const pauses = run.flow.nodes.filter(
    each => each.step === 'input' && (each === node || stageOf(run.flow, each) === node),
  );
  const pauseDurationMillis = pauses.reduce((sum, pause) => sum + durationOf(run, pause), 0);
  return { startTimeMillis: node.startedAt, durationMillis: durationOf(run, node), pauseDurationMillis };
}

function durationOf({ flow, build, now }: ToldRun, node: FlowNode): number {
  return (flow.overAt(node) ?? (build.building ? now : build.startedAt + build.duration)) - node.startedAt;
}

function failedStatus({ error }: FlowNode): string {
  if (!error) return 'SUCCESS';
  return isInterruption(error) ? 'ABORTED' : 'FAILED';
}

/**
 * Of branches that run, the plugin calls the first in progress until the first of them ends, and every other stage
 * successful.
 */
function statusOfStage({ flow, build }: ToldRun, stage: FlowNode): string {
  if (holdsBranches(flow, stage)) return 'SUCCESS';
  const end = flow.endOf(stage);
  if (end) return endedStatus(flow, stage, end);
  if (!build.building) return 'SUCCESS';
  const branch = stage.enclosing.find(isBranch);
  if (!branch) return build.inputs.length > 0 ? 'PAUSED_PENDING_INPUT' : 'IN_PROGRESS';
  const branches = flow.sorted.filter(node => isBranch(node) && node.parents[0] === branch.parents[0]);
  return branches[0] === branch && branches.every(each => !flow.endOf(each)) ? 'IN_PROGRESS' : 'SUCCESS';
}

/** Such a stage is successful, whatever became of its branches. */
function holdsBranches({ nodes }: FlowGraph, stage: FlowNode): boolean {
  return nodes.some(node => isBranch(node) && node.enclosing.find(isStage) === stage);
}

function endedStatus(flow: FlowGraph, stage: FlowNode, end: FlowNode): string {
  if (stage.skipped === 'when') return 'NOT_EXECUTED';
  if (end.error) return failedStatus(end);
  const warnings = flow.nodes.filter(node => node.enclosing.includes(stage)).flatMap(({ warning }) => warning ?? []);
  if (warnings.includes('ABORTED')) return 'ABORTED';
  if (warnings.includes('FAILURE')) return 'FAILED';
  return warnings.includes('UNSTABLE') ? 'UNSTABLE' : 'SUCCESS';
}
