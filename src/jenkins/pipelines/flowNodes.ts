import { asString, asStrings, asText, type JsonObject } from '../../base/json.ts';

/** Node of a run's flow graph. Its color says what came of it, the failures that came through it too. */
export interface FlowNode {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly isStart: boolean;
  readonly isEnd: boolean;
  readonly parents: readonly string[];
  /** Starts of the blocks around it, the innermost first. */
  around: readonly FlowNode[];
  /** Of the start of a block. */
  end?: FlowNode;
  /** Of the start of a block: that of the last block right within. */
  lastWithin?: FlowNode;
  /** Whether a node within failed by itself, and whether one was told to be unstable. */
  hasFailure: boolean;
  hasWarning: boolean;
  /** Whether a block within kept the failure of its content to itself. */
  hasCaught: boolean;
}

export const branchPrefix = 'Branch: ';
/** Blocks in blocks that are told apart; a Pipeline does not come near. */
const deepest = 100;

/** Nodes of a run in the order in which they came to be, each with the blocks around it. */
export function placedNodes(json: readonly JsonObject[]): readonly FlowNode[] {
  const nodes = json.map(nodeIn).sort((a, b) => Number(a.id) - Number(b.id));
  const placed = new Map<string, FlowNode>();
  for (const node of nodes) {
    place(node, placed.get(node.parents[0] ?? ''));
    placed.set(node.id, node);
  }
  for (const node of nodes) mark(node);
  return nodes;
}

/** The body of a stage, or of a branch: alone of all starts of blocks they have names of their own. */
export function isShown({ isStart, name }: FlowNode): boolean {
  return isStart && !/ : (?:Body : )?Start$/.test(name);
}

export function isBranch({ name }: FlowNode): boolean {
  return name.startsWith(branchPrefix);
}

/** Whether a part of the run waits there for an agent: the block of `node` has begun, and its body has not. */
export function isAwaitingAgent({ isStart, name, end, lastWithin }: FlowNode): boolean {
  return isStart && name === 'Allocate node : Start' && !end && !lastWithin;
}

export function isFailed(color: string | undefined): boolean {
  return color === 'red' || color === 'aborted';
}

/** Finds the blocks around a node by those around the node before it. */
function place(node: FlowNode, before: FlowNode | undefined): void {
  if (!before) return;
  const opens = before.isStart && before.around.length < deepest;
  const around = opens ? [before, ...before.around] : before.around;
  node.around = node.isEnd ? around.slice(1) : around;
  const [started] = around;
  if (node.isEnd && started) started.end = node;
  const [outer] = node.around;
  if (node.isStart && outer) outer.lastWithin = node;
}

function mark(node: FlowNode): void {
  const failed = !node.isEnd && isFailed(node.color);
  const warned = !node.isEnd && node.color === 'yellow';
  const caught = keepsFailure(node);
  if (!failed && !warned && !caught) return;
  for (const start of node.around) {
    start.hasFailure ||= failed;
    start.hasWarning ||= warned;
    start.hasCaught ||= caught;
  }
}

/** Whether a block ended well although its content did not: not where it only tried again, and succeeded then. */
function keepsFailure({ isStart, end, lastWithin }: FlowNode): boolean {
  return isStart && end !== undefined && !isFailed(end.color) && isFailed(lastWithin?.end?.color);
}

function nodeIn(json: JsonObject): FlowNode {
  const kind = asText(json['_class']);
  return {
    id: asText(json['id']),
    name: asText(json['displayName']),
    color: asString(json['iconColor']) ?? '',
    isStart: kind.endsWith('.StepStartNode'),
    isEnd: kind.endsWith('.StepEndNode'),
    parents: asStrings(json['parents']),
    around: [],
    hasFailure: false,
    hasWarning: false,
    hasCaught: false,
  };
}
