import { type FlowEvent, FlowGraph, type FlowNode, nodeLine } from '../flow/flowGraph.ts';
import type { Build, BuildStep } from '../state/model.ts';
import { pipelineLine } from './logFile.ts';

/** Shows a step of a run in its flow graph and in the log of its node. */
export function showInFlow(build: Build, { flow, node, fails, print = '' }: BuildStep, now: number): void {
  if (flow) enterNode(build, flow, now);
  const found = node === undefined ? undefined : build.flow?.node(node);
  found?.log.append(print);
  // The run itself prints it into its log right after this.
  const from = build.log.length;
  if (found) build.flow?.spans.push({ from, to: from + Buffer.byteLength(print), node: found, isNew: false });
  if (found && fails) found.error = fails;
}

/** Begins a node of a run's flow graph, and tells it in the log. */
function enterNode(build: Build, event: FlowEvent, now: number): void {
  build.flow ??= startOfFlow(build);
  const node = build.flow.add(event, now);
  const from = build.log.length;
  build.log.append(pipelineLine(nodeLine(node)));
  build.flow.spans.push({ from, to: build.log.length, node, isNew: true });
}

/** Ends the flow graph of a run, where it has nodes. */
export function endFlow({ flow, log }: Build, now: number): void {
  const last = flow?.nodes.at(-1);
  const id = String(Number(last?.id) + 1);
  if (!flow || !last) return;
  const node = flow.add({ id, kind: 'end', step: '', parents: [last.id], error: last.error }, now);
  // Its line is the next one.
  flow.spans.push({ from: log.length, to: log.length + lengthOf(node), node, isNew: true });
}

/** The line of the first node is the last one by then. */
function startOfFlow({ startedAt, log }: Build): FlowGraph {
  const flow = new FlowGraph();
  const node = flow.add({ id: '2', kind: 'start', step: '', parents: [] }, startedAt);
  flow.spans.push({ from: log.length - lengthOf(node), to: log.length, node, isNew: true });
  return flow;
}

function lengthOf(node: FlowNode): number {
  return Buffer.byteLength(pipelineLine(nodeLine(node)));
}
