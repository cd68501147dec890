import { type Bean, bean, type Field, nothing } from '../http/exported.ts';
import { agentsWith, isBuiltIn, isOffline } from '../state/agents.ts';
import { fullDisplayName, fullName, shownName } from '../state/items.ts';
import type { Job } from '../state/model.ts';
import { blockingBuild, type QueueItem } from '../state/queue.ts';
import { causeAction } from './buildBeans.ts';
import { estimatedDuration, jobColor } from './jobColor.ts';
import { parametersText, valueBean } from './parameterBeans.ts';
import { partTask } from './partBeans.ts';
import { buildClass, buildUrl, canSee, itemClass, itemUrl, type Viewing } from './viewing.ts';

export function queueBean(viewing: Viewing): Bean {
  const order = ['waiting', 'blocked', 'buildable'];
  const items = viewing.state.queue.items
    .filter(item => canSee(viewing, item.job))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.id - b.id) * (isBuildable(a) ? -1 : 1));
  return bean(
    'hudson.model.Queue',
    ['discoverableItems', 1, () => []],
    ['items', 1, () => items.map(item => queueItemBean(viewing, item)), 'inline'],
  );
}

/** Those are listed the last one first. */
const isBuildable = ({ state }: QueueItem) => state === 'buildable';

const classes = {
  waiting: 'hudson.model.Queue$WaitingItem',
  blocked: 'hudson.model.Queue$BlockedItem',
  buildable: 'hudson.model.Queue$BuildableItem',
  left: 'hudson.model.Queue$LeftItem',
};

export function queueItemBean(viewing: Viewing, item: QueueItem): Bean {
  return bean(
    classes[item.state],
    ['actions', 1, () => itemActions(item)],
    ['blocked', 999, () => item.state === 'blocked'],
    ['buildable', 999, () => item.state === 'buildable'],
    ['id', 999, () => item.id],
    ['inQueueSince', 999, () => item.since],
    ['params', 999, () => parametersText(item.parameters)],
    ['stuck', 999, () => isStuck(viewing, item)],
    ['task', 999, () => (item.part ? partTask(viewing, item.part.build) : taskBean(viewing, item.job))],
    ['url', 999, () => `queue/item/${item.id}/`],
    ['why', 999, () => why(viewing, item)],
    ...fieldsOfState(viewing, item),
  );
}

function itemActions(item: QueueItem): Bean[] {
  if (item.part) return [];
  const values = item.parameters;
  const parameters = values
    ? [bean('hudson.model.ParametersAction', ['parameters', 2, () => values.map(valueBean)])]
    : [];
  return [...parameters, ...(item.job.matrix ? [nothing()] : []), causeAction(item.causes)];
}

function taskBean(viewing: Viewing, job: Job): Bean {
  return bean(
    itemClass(job),
    ['displayName', 1, () => shownName(job)],
    ['fullDisplayName', 1, () => fullDisplayName(job)],
    ['fullName', 1, () => fullName(job)],
    ['name', 999, () => job.name],
    ['url', 999, () => itemUrl(viewing, job)],
    ['color', 2, () => jobColor(job)],
  );
}

function fieldsOfState(viewing: Viewing, item: QueueItem): Field[] {
  if (item.state === 'waiting') return [['timestamp', 999, () => item.dueAt]];
  const since: Field = ['buildableStartMilliseconds', 999, () => item.buildableSince];
  if (item.state === 'blocked') return [since];
  if (item.state === 'buildable') return [since, ['pending', 999, () => false]];
  return [
    ['cancelled', 999, () => item.cancelled],
    ['executable', 999, () => executable(viewing, item)],
  ];
}

function executable(viewing: Viewing, item: QueueItem): Bean | null {
  const build = item.build;
  if (!build) return null;
  return bean(buildClass(build), ['number', 999, () => build.number], ['url', 999, () => buildUrl(viewing, build)]);
}

/** Label of the agents that an item waits for; undefined where the built-in node will do. */
function labelOf({ job, part }: QueueItem): string | undefined {
  const label = part ? part.label : job.kind === 'freestyle' && job.label;
  return label && !isBuiltIn(label) ? label : undefined;
}

/** Whether no agent can run the item; whole builds run on none. */
function lacksAgent({ state }: Viewing, item: QueueItem): boolean {
  const label = labelOf(item);
  if (label === undefined) return false;
  return !item.part || agentsWith(state.agents, label).every(isOffline);
}

// Without a node of that label the item has no chance; otherwise patience runs out after ten usual builds.
function isStuck(viewing: Viewing, item: QueueItem): boolean {
  if (item.state !== 'buildable') return false;
  const estimate = estimatedDuration(item.job);
  const patience = estimate < 0 ? 24 * 3_600_000 : Math.max(estimate, 60_000) * 10;
  return lacksAgent(viewing, item) || viewing.state.clock.now() - item.buildableSince > patience;
}

export function why(viewing: Viewing, item: QueueItem): string | null {
  const now = viewing.state.clock.now();
  if (item.state === 'waiting') {
    return `In the quiet period. Expires in ${duration(Math.max(0, item.dueAt - now))}`;
  }
  if (item.state === 'blocked') return blockedWhy(viewing, item);
  if (item.state === 'left') return null;
  if (viewing.state.quietingDown && !item.part) return 'Jenkins is about to shut down';
  const label = labelOf(item);
  if (label !== undefined) return whyWithoutLabel(viewing, label);
  return 'Waiting for next available executor';
}

function whyWithoutLabel(viewing: Viewing, label: string): string {
  const agents = agentsWith(viewing.state.agents, label);
  const [agent] = agents;
  const quoted = (name: string) => (viewing.state.quotesNames ? `‘${name}’` : name);
  if (viewing.state.agents.length === 0) return `${quoted('Jenkins')} doesn’t have label ${quoted(label)}`;
  if (!agent) return `There are no nodes with the label ‘${label}’`;
  if (!agents.every(isOffline)) return `Waiting for next available executor on ${quoted(label)}`;
  return agents.length === 1 ? `${quoted(agent.name)} is offline` : `All nodes of label ‘${label}’ are offline`;
}

function blockedWhy(viewing: Viewing, item: QueueItem): string {
  const build = blockingBuild(item.job);
  const estimate = estimatedDuration(item.job);
  const left = build ? build.startedAt + estimate - viewing.state.clock.now() : 0;
  const eta = estimate < 0 || left < 0 ? 'N/A' : duration(left);
  return `Build #${build?.number ?? 0} is already in progress (ETA: ${eta})`;
}

/** A span in Jenkins' words; it shows whole seconds from ten on, tenths below, milliseconds under one. */
function duration(ms: number): string {
  if (ms < 1_000) return `${Math.floor(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 10) return `${String(Math.floor(seconds * 10) / 10)} sec`;
  if (seconds < 60) return `${Math.floor(seconds)} sec`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} sec`;
}
