// Agents besides the built-in node, and labels: recordings 1077 to 1082.
import { type Bean, bean } from '../http/exported.ts';
import { agentsWith, isBuiltIn, isOffline, labelsIn, labelsOf } from '../state/agents.ts';
import type { DemoAgent, TakenOffline } from '../state/model.ts';
import { partExecutable } from './partBeans.ts';
import { canSee, type Viewing } from './viewing.ts';

const monitors = ['SwapSpace', 'TemporarySpace', 'DiskSpace', 'Architecture', 'ResponseTime', 'Clock'];

export function agentBean(viewing: Viewing, agent: DemoAgent): Bean {
  const { name, description, labels, executors, busy, takenOffline } = agent;
  const icon = isOffline(agent) ? 'symbol-computer-offline' : 'symbol-computer';
  const runs = viewing.state.runsOn(agent).filter(({ job }) => canSee(viewing, job));
  const executor = (at: number) =>
    bean(
      undefined,
      ['currentExecutable', 1, () => (runs[at] ? partExecutable(viewing, runs[at]) : null)],
      ['idle', 1, () => at >= busy],
      ['number', 1, () => at],
      ['likelyStuck', 1, () => false],
      ['progress', 1, () => -1],
    );
  return bean(
    'hudson.slaves.SlaveComputer',
    ['actions', 1, () => []],
    ['assignedLabels', 1, () => labelsOf(agent).map(label => bean(undefined, ['name', 2, () => label]))],
    ['description', 1, () => description ?? `runs ${labels.join(' and ')}`],
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
    ['offline', 1, () => isOffline(agent)],
    ['offlineCause', 1, () => offlineCause(takenOffline)],
    ['offlineCauseReason', 1, () => takenOffline?.message ?? ''],
    ['oneOffExecutors', 1, () => []],
    ['temporarilyOffline', 1, () => takenOffline !== undefined],
    ['absoluteRemotePath', 1, () => null],
  );
}

/** Only that a person took a node offline is told as a cause. */
export function offlineCause(taken: TakenOffline | undefined): Bean | null {
  if (!taken) return null;
  return bean(
    'hudson.slaves.OfflineCause$UserCause',
    ['timestamp', 1, () => taken.at],
    ['description', 1, () => `Disconnected by ${taken.by} : ${taken.message}`],
  );
}

export function labelBean({ state }: Viewing, expression: string): Bean {
  const parts = labelsIn(expression);
  const agents = agentsWith(state.agents, expression);
  const nodes = () => [
    ...(isBuiltIn(expression) ? [bean('hudson.model.Hudson', ['nodeName', 2, () => ''])] : []),
    ...agents.map(({ name }) => bean('hudson.slaves.DumbSlave', ['nodeName', 2, () => name])),
  ];
  const online = agents.filter(agent => !isOffline(agent));
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
