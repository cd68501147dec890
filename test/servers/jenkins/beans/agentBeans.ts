// Agents besides the built-in node, and labels: recordings 1077 to 1082.
import { type Bean, bean } from '../http/exported.ts';
import type { DemoAgent } from '../state/model.ts';
import type { Viewing } from './viewing.ts';

const monitors = ['SwapSpace', 'TemporarySpace', 'DiskSpace', 'Architecture', 'ResponseTime', 'Clock'];

export function agentBean(agent: DemoAgent): Bean {
  const { name, labels, executors, busy, offline } = agent;
  const icon = offline === undefined ? 'symbol-computer' : 'symbol-computer-offline';
  const executor = (at: number) =>
    bean(
      undefined,
      ['idle', 1, () => at >= busy],
      ['number', 1, () => at],
      ['likelyStuck', 1, () => false],
      ['progress', 1, () => -1],
    );
  return bean(
    'hudson.slaves.SlaveComputer',
    ['actions', 1, () => []],
    ['assignedLabels', 1, () => labelsOf(agent).map(label => bean(undefined, ['name', 2, () => label]))],
    ['description', 1, () => `runs ${labels.join(' and ')}`],
    ['displayName', 1, () => name],
    ['executors', 1, () => Array.from({ length: executors }, (_, at) => executor(at))],
    ['icon', 1, () => icon],
    ['iconClassName', 1, () => icon],
    ['idle', 1, () => busy === 0],
    ['jnlpAgent', 1, () => true],
    ['launchSupported', 1, () => false],
    ['loadStatistics', 1, () => bean('hudson.model.Label$1')],
    ['manualLaunchAllowed', 1, () => true],
    ['monitorData', 1, () => Object.fromEntries(monitors.map(each => [`hudson.node_monitors.${each}Monitor`, null]))],
    ['numExecutors', 1, () => executors],
    ['offline', 1, () => offline !== undefined],
    ['offlineCause', 1, () => null],
    ['offlineCauseReason', 1, () => offline ?? ''],
    ['oneOffExecutors', 1, () => []],
    ['temporarilyOffline', 1, () => Boolean(offline)],
    ['absoluteRemotePath', 1, () => null],
  );
}

/** A label, or several joined by `&&`: the demo knows no other expressions. */
export function labelBean(viewing: Viewing, expression: string): Bean {
  const parts = expression.split('&&').map(part => part.trim());
  const agents = agentsOf(viewing, expression);
  const nodes = () => [
    ...(parts.every(part => part === 'built-in') ? [bean('hudson.model.Hudson', ['nodeName', 2, () => ''])] : []),
    ...agents.map(({ name }) => bean('hudson.slaves.DumbSlave', ['nodeName', 2, () => name])),
  ];
  const online = agents.filter(({ offline }) => offline === undefined);
  return bean(
    parts.length > 1 ? 'hudson.model.labels.LabelExpression$And' : 'hudson.model.labels.LabelAtom',
    ['description', 1, () => null],
    ['idleExecutors', 1, () => online.reduce((sum, { executors, busy }) => sum + executors - busy, 0)],
    ['name', 2, () => parts.join('&&')],
    ['nodes', 1, nodes],
    ['offline', 1, () => online.length === 0],
    ['totalExecutors', 1, () => online.reduce((sum, { executors }) => sum + executors, 0)],
  );
}

/** Agents that have all labels of an expression. */
export function agentsOf({ state }: Viewing, expression: string): DemoAgent[] {
  const parts = expression.split('&&').map(part => part.trim());
  return state.agents.filter(agent => parts.every(part => labelsOf(agent).includes(part)));
}

function labelsOf({ name, labels }: DemoAgent): string[] {
  return [...labels, name];
}
