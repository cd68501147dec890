// How a run leaves the blocks around a node: recordings 844 to 861, 879 to 883.

import type { BuildStep } from '../state/model.ts';
import {
  blocksAfter,
  branchName,
  type FlowError,
  type FlowEvent,
  type FlowGraph,
  type FlowNode,
  isBranch,
} from './flowGraph.ts';

/** Interruption of a run by a person, as the nodes tell it. */
export function interruption(message: string): FlowError {
  return { type: 'org.jenkinsci.plugins.workflow.steps.FlowInterruptedException', message };
}

/**
 * Ends the blocks around a node: those of its branch, and `parallel` behind the last branch. A failure, which nothing
 * catches, goes on from there to the outermost block.
 */
export function* leavingSteps(flow: FlowGraph, node: FlowNode, given?: FlowError): Generator<BuildStep> {
  if (given && node.kind === 'step') yield { node: node.id, fails: given };
  let error = given;
  let parents = [node.id];
  for (const start of blocksAfter(node)) {
    const branches = flow.sorted.filter(each => isBranch(each) && each.enclosing[0] === start);
    if (branches.length > 0) {
      const ends = branches.flatMap(branch => flow.endOf(branch) ?? []);
      if (ends.length < branches.length) return;
      parents = ends.map(({ id }) => id);
      error = ends.find(end => end.error)?.error;
    }
    const end = endOf(flow, start, parents, error);
    yield { flow: end };
    if (error && isBranch(start)) yield { node: end.id, print: `Failed in branch ${branchName(start)}\n` };
    if (branches.length > 0 && !error) return;
    parents = [end.id];
  }
}

function endOf(flow: FlowGraph, { kind, step }: FlowNode, parents: string[], error: FlowError | undefined): FlowEvent {
  const id = String(Number(flow.sorted.at(-1)?.id) + 1);
  return { id, kind: kind === 'body' ? 'bodyEnd' : 'blockEnd', step, parents, error };
}

/** Nodes at which a run stands. */
export function tipsOf(flow: FlowGraph): FlowNode[] {
  return flow.nodes.filter(node => !flow.hasNext(node) && !(node.startOf && isBranch(node.startOf)));
}
