import { LogFile } from '../builds/logFile.ts';
import type { BuildResult } from '../state/model.ts';

/** Where a node stands: a block has a body, a step has none; `parallel` has a body for each branch. */
export type FlowKind = 'start' | 'block' | 'body' | 'step' | 'bodyEnd' | 'blockEnd' | 'end';

export interface FlowError {
  readonly message: string;
  /** Class of the exception. */
  readonly type: string;
}

/** Whether a failure is somebody's or a timeout's interruption. */
export function isInterruption({ type }: FlowError): boolean {
  return type === 'org.jenkinsci.plugins.workflow.steps.FlowInterruptedException';
}

/** What a run is told of its next node. */
export interface FlowEvent {
  readonly id: string;
  readonly kind: FlowKind;
  /** Function that the script calls, such as `sh`; of bodies and ends that of their block. */
  readonly step: string;
  /** Ids of the nodes before it. */
  readonly parents: readonly string[];
  /** Of a body: `Build`, or `Branch: Linux`. */
  readonly label?: string | undefined;
  /** What a step was given, as it is shown. */
  readonly argument?: string | undefined;
  /** Of a step: its `label`. */
  readonly title?: string | undefined;
  readonly error?: FlowError | undefined;
  /** Of a step: a result that it set without failing. */
  readonly warning?: BuildResult | undefined;
  /** Of the body of a stage: why it was passed over. */
  readonly skipped?: 'when' | 'failure' | 'restart' | undefined;
}

export interface FlowNode extends Omit<FlowEvent, 'error'> {
  error?: FlowError | undefined;
  readonly startedAt: number;
  /** Blocks and bodies in which it stands, the innermost first. */
  readonly enclosing: readonly FlowNode[];
  /** Of an end: the node that it ends. */
  readonly startOf: FlowNode | undefined;
  readonly log: LogFile;
}

/** Part of a run's log, by bytes of its file, and the node that printed it. */
export interface LogSpan {
  readonly from: number;
  readonly to: number;
  readonly node: FlowNode;
  /** Whether it is the line that tells the node itself. */
  readonly isNew: boolean;
}

/** Nodes of a run of a Pipeline, in the order in which they came to be. */
export class FlowGraph {
  readonly nodes: FlowNode[] = [];
  /** In the order of the log; between them lies text of no node. */
  readonly spans: LogSpan[] = [];
  readonly #byId = new Map<string, FlowNode>();
  readonly #endOf = new Map<FlowNode, FlowNode>();
  readonly #next = new Map<string, FlowNode>();

  add(event: FlowEvent, startedAt: number): FlowNode {
    const parent = this.#byId.get(event.parents[0] ?? '');
    const around = parent ? blocksAfter(parent) : [];
    const isEnd = event.kind === 'bodyEnd' || event.kind === 'blockEnd';
    const startOf = isEnd ? around[0] : undefined;
    const enclosing = isEnd ? around.slice(1) : around;
    const node: FlowNode = { ...event, startedAt, enclosing, startOf, log: new LogFile() };
    this.nodes.push(node);
    this.#byId.set(event.id, node);
    if (startOf) this.#endOf.set(startOf, node);
    for (const each of event.parents) if (!this.#next.has(each)) this.#next.set(each, node);
    return node;
  }

  node(id: string): FlowNode | undefined {
    return this.#byId.get(id);
  }

  /** End of a block or a body; undefined while it runs. */
  endOf(start: FlowNode): FlowNode | undefined {
    return this.#endOf.get(start);
  }

  /** Whether a node has come after this one. */
  hasNext(node: FlowNode): boolean {
    return this.#next.has(node.id);
  }

  /** When a step, a block or a body was over; undefined while it runs. */
  overAt(node: FlowNode): number | undefined {
    return (node.kind === 'step' ? this.#next.get(node.id) : this.#endOf.get(node))?.startedAt;
  }

  /** Nodes in the order of their numbers. */
  get sorted(): FlowNode[] {
    return [...this.nodes].sort((a, b) => Number(a.id) - Number(b.id));
  }
}

/** Blocks and bodies that are open behind a node, the innermost first. */
export function blocksAfter(node: FlowNode): readonly FlowNode[] {
  return node.kind === 'block' || node.kind === 'body' ? [node, ...node.enclosing] : node.enclosing;
}

/** Whether it is the body of a stage. */
export function isStage(node: FlowNode): boolean {
  return node.kind === 'body' && node.step === 'stage';
}

/** Whether it is a branch of `parallel`. */
export function isBranch(node: FlowNode): boolean {
  return node.kind === 'body' && node.step === 'parallel';
}

/** Name of a branch of `parallel`. */
export function branchName({ label = '' }: FlowNode): string {
  return label.replace('Branch: ', '');
}

/** Whether a node stands in a block or a body. */
export function isWithin(node: FlowNode, start: FlowNode): boolean {
  return node.enclosing.includes(start);
}

/** Name of a function for people. */
const functions: Readonly<Record<string, string>> = {
  sh: 'Shell Script',
  echo: 'Print Message',
  node: 'Allocate node',
  stage: 'Stage',
  parallel: 'Execute in parallel',
  error: 'Error signal',
  getContext: 'Get contextual object from internal APIs',
  unstable: 'Set stage result to unstable',
  catchError: 'Catch error and set build result to failure',
  retry: 'Retry the body up to N times',
  withEnv: 'Set environment variables',
  timeout: 'Enforce time limit',
  input: 'Wait for interactive input',
  sleep: 'Sleep',
};

/** Name of a node as the graph shows it. */
export function nodeName({ kind, step, label, title }: FlowNode): string {
  const name = functions[step] ?? step;
  switch (kind) {
    case 'start':
      return 'Start of Pipeline';
    case 'end':
      return 'End of Pipeline';
    case 'block':
      return `${name} : Start`;
    case 'body':
      return label ?? `${name} : Body : Start`;
    case 'bodyEnd':
      return `${name} : Body : End`;
    case 'blockEnd':
      return `${name} : End`;
    case 'step':
      return title ?? name;
  }
}

/** Line of a node in the log. */
export function nodeLine({ kind, step, label }: FlowNode): string {
  switch (kind) {
    case 'start':
      return 'Start of Pipeline';
    case 'end':
      return 'End of Pipeline';
    case 'body':
      return label === undefined ? '{' : `{ (${label})`;
    case 'bodyEnd':
      return '}';
    case 'blockEnd':
      return `// ${step}`;
    default:
      return step;
  }
}
