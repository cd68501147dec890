import { asBoolean, asNumber, asObjects, asString, asStrings, asText, type JsonObject } from '../../base/json.ts';
import { NotFoundError } from '../../http/errors.ts';
import { buildPath } from '../builds/builds.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type Stage, StageSource, StageState, type Stages } from './stage.ts';

/** Node of a run's flow graph. Its color says what came of it, the failures that came through it too. */
interface Node {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly isStart: boolean;
  readonly isEnd: boolean;
  readonly parents: readonly string[];
  /** Starts of the blocks around it, the innermost first. */
  around: readonly Node[];
  end?: Node;
}

/** Times and status of a stage, as the stage REST API has them. */
interface Told {
  readonly startedAt: number | undefined;
  readonly durationMs: number | undefined;
  readonly isSkipped: boolean;
}

const tree = 'building,actions[nodes[id,displayName,iconColor,parents]]';
const branchPrefix = 'Branch: ';
const declarativePrefix = 'Declarative: ';

/**
 * Reads the stages of a run from its flow graph, and their times from the stage REST API, where it is installed.
 * @throws RequestError; NotFoundError for a build that is no Pipeline's
 */
export async function readFlowGraph(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions,
): Promise<Stages> {
  const path = buildPath(job, number);
  const answer = await session.getObject(apiPath(path, tree), options);
  const nodes = asObjects(answer['actions']).flatMap(action => asObjects(action['nodes']));
  const isComplete = asBoolean(answer['building']) === false;
  if (nodes.length === 0) throw new NotFoundError(session.traceOf('GET', path));
  const told = await readTimes(session, path, options);
  return { stages: new Graph(nodes, told, isComplete).stages(), isComplete, source: StageSource.flowGraph };
}

/** Its statuses are not believed where branches are; only that a stage was passed over by its condition. */
async function readTimes(
  session: JenkinsSession,
  path: string,
  options: ReadOptions,
): Promise<ReadonlyMap<string, Told>> {
  try {
    const answer = await session.getObject(`${path}/wfapi/describe`, options);
    return new Map(asObjects(answer['stages']).map(stage => [asText(stage['id']), toldIn(stage)]));
  } catch (error) {
    if (error instanceof NotFoundError) return new Map();
    throw error;
  }
}

function toldIn(stage: JsonObject): Told {
  const durationMs = asNumber(stage['durationMillis']);
  return {
    startedAt: asNumber(stage['startTimeMillis']),
    durationMs: durationMs !== undefined && durationMs >= 0 ? durationMs : undefined,
    isSkipped: stage['status'] === 'NOT_EXECUTED',
  };
}

class Graph {
  private readonly nodes: readonly Node[];
  private readonly told: ReadonlyMap<string, Told>;
  private readonly isComplete: boolean;
  private readonly byId: ReadonlyMap<string, Node>;
  private readonly childrenOf = new Map<Node | undefined, Node[]>();

  constructor(nodes: readonly JsonObject[], told: ReadonlyMap<string, Told>, isComplete: boolean) {
    this.told = told;
    this.isComplete = isComplete;
    this.nodes = nodes.map(nodeIn).sort((a, b) => Number(a.id) - Number(b.id));
    this.byId = new Map(this.nodes.map(node => [node.id, node]));
    for (const node of this.nodes) this.place(node);
    for (const node of this.nodes.filter(isShown)) {
      const parent = node.around.find(isShown);
      this.childrenOf.set(parent, [...(this.childrenOf.get(parent) ?? []), node]);
    }
  }

  stages(): Stage[] {
    return (this.childrenOf.get(undefined) ?? []).map(node => this.stage(node));
  }

  /** Finds the blocks around a node by those around the node before it. */
  private place(node: Node): void {
    const before = this.byId.get(node.parents[0] ?? '');
    if (!before) return;
    const around = before.isStart ? [before, ...before.around] : before.around;
    node.around = node.isEnd ? around.slice(1) : around;
    const [started] = around;
    if (node.isEnd && started) started.end = node;
  }

  private stage(node: Node): Stage {
    const isBranch = node.name.startsWith(branchPrefix);
    const name = node.name.replace(branchPrefix, '').replace(declarativePrefix, '');
    const children = (this.childrenOf.get(node) ?? []).map(child => this.stage(child));
    const [inner] = children;
    // A declarative branch holds its stage under the same name.
    const isDouble = isBranch && children.length === 1 && inner?.name === name;
    const told = this.told.get(isDouble ? inner.id : node.id);
    return {
      id: node.id,
      name,
      isBranch,
      state: isDouble && inner.state === StageState.skipped ? inner.state : this.stateOf(node, told),
      startedAt: told?.startedAt,
      durationMs: node.end ? told?.durationMs : undefined,
      agent: undefined,
      waitsFor: undefined,
      children: isDouble ? inner.children : children,
    };
  }

  private stateOf(node: Node, told: Told | undefined): StageState {
    if (told?.isSkipped) return StageState.skipped;
    if (!node.end) return this.isComplete ? StageState.unknown : StageState.running;
    const inside = this.nodes.filter(each => each !== node.end && each.around.includes(node));
    const own = inside.filter(each => !each.isEnd).map(({ color }) => color);
    const end = stateOfColor(node.end.color);
    if (end === StageState.success) return own.includes('yellow') ? StageState.unstable : end;
    const isOwn = own.some(isFailed);
    return isOwn || !this.failedBefore(node) ? end : StageState.skipped;
  }

  /** Whether a stage before it had failed: without a failure of its own it was passed over then. */
  private failedBefore(stage: Node): boolean {
    const beside = this.childrenOf.get(stage.around.find(isShown)) ?? [];
    return beside
      .slice(0, beside.indexOf(stage))
      .some(({ name, end }) => !name.startsWith(branchPrefix) && isFailed(end?.color ?? ''));
  }
}

const isFailed = (color: string) => color === 'red' || color === 'aborted';

/** The body of a stage, or of a branch: alone of all starts of blocks they have names of their own. */
function isShown({ isStart, name }: Node): boolean {
  return isStart && !/ : (?:Body : )?Start$/.test(name);
}

function nodeIn(json: JsonObject): Node {
  const kind = asText(json['_class']);
  return {
    id: asText(json['id']),
    name: asText(json['displayName']),
    color: asString(json['iconColor']) ?? '',
    isStart: kind.endsWith('.StepStartNode'),
    isEnd: kind.endsWith('.StepEndNode'),
    parents: asStrings(json['parents']),
    around: [],
  };
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
