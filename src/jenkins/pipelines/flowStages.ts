import { branchPrefix, type FlowNode, isAwaitingAgent, isBranch, isFailed, isShown } from './flowNodes.ts';
import { type Stage, StageState } from './stage.ts';
import type { ToldStage, ToldStages } from './stageRest.ts';

const declarativePrefix = 'Declarative: ';
const underWayStates: readonly StageState[] = [StageState.running, StageState.paused, StageState.queued];

/**
 * Stages of a run from its nodes.
 * @param told what the stage REST API has of them
 * @param inputs number of inputs that the run waits for
 */
export function flowStages(nodes: readonly FlowNode[], told: ToldStages, isComplete: boolean, inputs: number): Stage[] {
  return new Graph(nodes, told, isComplete, inputs).stages();
}

class Graph {
  private readonly told: ToldStages;
  private readonly isComplete: boolean;
  private readonly childrenOf = new Map<FlowNode | undefined, FlowNode[]>();
  /** Innermost stages that wait for an agent. */
  private readonly queued: ReadonlySet<FlowNode | undefined>;
  /** Innermost stages that run, where as many inputs wait: each can hold one. */
  private readonly waiting: ReadonlySet<FlowNode>;

  constructor(nodes: readonly FlowNode[], told: ToldStages, isComplete: boolean, inputs: number) {
    this.told = told;
    this.isComplete = isComplete;
    for (const node of nodes.filter(isShown)) {
      const parent = node.around.find(isShown);
      const beside = this.childrenOf.get(parent);
      if (beside) beside.push(node);
      else this.childrenOf.set(parent, [node]);
    }
    this.queued = new Set(isComplete ? [] : nodes.filter(isAwaitingAgent).map(({ around }) => around.find(isShown)));
    const isInnermost = (node: FlowNode) => !(this.childrenOf.get(node) ?? []).some(({ end }) => !end);
    const running = nodes.filter(node => isShown(node) && !node.end && isInnermost(node) && !this.queued.has(node));
    this.waiting = new Set(running.length === inputs ? running : []);
  }

  stages(): Stage[] {
    return this.below(undefined);
  }

  private below(parent: FlowNode | undefined): Stage[] {
    let hasFailed = false;
    return (this.childrenOf.get(parent) ?? []).map(node => {
      const stage = this.stage(node, hasFailed);
      hasFailed ||= !isBranch(node) && isFailed(node.end?.color);
      return stage;
    });
  }

  /** @param afterFailure whether a stage before it had failed: without a failure of its own it was passed over then */
  private stage(node: FlowNode, afterFailure: boolean): Stage {
    const name = node.name.replace(branchPrefix, '').replace(declarativePrefix, '');
    const children = this.below(node);
    const [inner] = children;
    // A declarative branch holds its stage under the same name.
    const double = isBranch(node) && children.length === 1 && inner?.name === name ? inner : undefined;
    const told = this.told.get(double ? double.id : node.id);
    const state =
      double?.state === StageState.skipped ? double.state : this.stateOf(node, told, children, afterFailure);
    const hasBranches = children.some(child => child.isBranch);
    return {
      id: node.id,
      name,
      isBranch: isBranch(node),
      state,
      startedAt: told?.startedAt,
      durationMs: node.end ? told?.durationMs : undefined,
      agent: undefined,
      waitsFor: undefined,
      error: isBad(state) ? told?.error : undefined,
      hasCaught: state === StageState.success && node.hasCaught && (told === undefined || hasBranches),
      children: double ? double.children : children,
    };
  }

  private stateOf(
    node: FlowNode,
    told: ToldStage | undefined,
    children: readonly Stage[],
    afterFailure: boolean,
  ): StageState {
    if (told?.state === StageState.skipped) return told.state;
    if (!node.end) return this.isComplete ? StageState.unknown : this.runningState(node, told, children);
    const end = stateOfColor(node.end.color);
    if (end !== StageState.success) return node.hasFailure || !afterFailure ? end : StageState.skipped;
    // The graph's end does not show a failure that was caught and counted all the same.
    if (told?.state !== undefined && isBad(told.state)) return told.state;
    return node.hasWarning ? StageState.unstable : end;
  }

  private runningState(node: FlowNode, told: ToldStage | undefined, children: readonly Stage[]): StageState {
    const underWay = children.filter(({ state }) => underWayStates.includes(state));
    if (underWay.length === 0 && this.queued.has(node)) return StageState.queued;
    const isPaused =
      underWay.length > 0
        ? underWay.every(({ state }) => state === StageState.paused)
        : this.waiting.has(node) || told?.state === StageState.paused;
    return isPaused ? StageState.paused : StageState.running;
  }
}

function isBad(state: StageState): boolean {
  return state === StageState.failure || state === StageState.unstable || state === StageState.aborted;
}

function stateOfColor(color: string): StageState {
  switch (color) {
    case 'red':
      return StageState.failure;
    case 'yellow':
      return StageState.unstable;
    case 'aborted':
      return StageState.aborted;
    case 'blue':
      return StageState.success;
    default:
      return StageState.unknown;
  }
}
