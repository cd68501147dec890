import { type Bean, bean, type Exported } from '../http/exported.ts';
import { jobsBelow } from '../state/items.ts';
import { isFlyweight } from '../state/jenkinsState.ts';
import type { Build } from '../state/model.ts';
import { agentBean, offlineCause } from './agentBeans.ts';
import { executorFields } from './buildBeans.ts';
import { builtInDescription, labelBean } from './rootBeans.ts';
import type { Viewing } from './viewing.ts';

export function computerSetBean(viewing: Viewing): Bean {
  const { executors } = viewing.state;
  return bean(
    'hudson.model.ComputerSet',
    ['busyExecutors', 1, () => executors.filter(build => build !== undefined).length],
    [
      'computer',
      1,
      () => [computerBean(viewing), ...viewing.state.agents.map(agent => agentBean(viewing, agent))],
      'inline',
    ],
    ['displayName', 1, () => 'Nodes'],
    ['totalExecutors', 1, () => executors.length],
  );
}

export function computerBean(viewing: Viewing): Bean {
  const { state } = viewing;
  const offline = state.offline;
  return bean(
    'hudson.model.Hudson$MasterComputer',
    ['actions', 1, () => []],
    ['assignedLabels', 1, () => [labelBean(viewing)]],
    ['description', 1, () => builtInDescription],
    ['displayName', 1, () => 'Built-In Node'],
    ['executors', 1, () => state.listedExecutors().map(executor => executorBean(viewing, executor))],
    ['icon', 1, () => (offline ? 'symbol-computer-disconnected' : 'symbol-computer')],
    ['iconClassName', 1, () => (offline ? 'symbol-computer-disconnected' : 'symbol-computer')],
    ['idle', 1, () => state.executors.every(build => build === undefined)],
    ['jnlpAgent', 1, () => false],
    ['launchSupported', 1, () => true],
    ['loadStatistics', 1, () => bean('hudson.model.Label$1')],
    ['manualLaunchAllowed', 1, () => true],
    ['monitorData', 1, () => monitorData(state.clock.now())],
    ['numExecutors', 1, () => state.executors.length],
    ['offline', 1, () => offline !== undefined],
    ['offlineCause', 1, () => offlineCause(offline)],
    ['offlineCauseReason', 1, () => offline?.message ?? ''],
    ['oneOffExecutors', 1, () => flyweights(viewing)],
    ['temporarilyOffline', 1, () => offline !== undefined],
  );
}

function executorBean(viewing: Viewing, { number, build }: { number: number; build: Build | undefined }): Bean {
  return bean(undefined, ...executorFields(viewing, build, number, build?.job.kind === 'pipeline'));
}

function flyweights(viewing: Viewing): Bean[] {
  return jobsBelow(viewing.state.root)
    .filter(isFlyweight)
    .flatMap(job => job.builds.filter(build => build.building))
    .sort((one, other) => one.queueId - other.queueId)
    .map(build => bean(undefined, ...executorFields(viewing, build, -1)));
}

function monitorData(timestamp: number): { [key: string]: Exported } {
  const GIB = 2 ** 30;
  const disk = (path: string) => ({
    _class: 'hudson.node_monitors.DiskSpaceMonitorDescriptor$DiskSpace',
    timestamp,
    path,
    size: 70 * GIB,
    threshold: GIB,
    totalSize: 250 * GIB,
    warningThreshold: 2 * GIB,
  });
  return {
    'hudson.node_monitors.SwapSpaceMonitor': {
      _class: 'hudson.node_monitors.SwapSpaceMonitor$MemoryUsage2',
      availablePhysicalMemory: 22 * GIB,
      availableSwapSpace: 0,
      totalPhysicalMemory: 24 * GIB,
      totalSwapSpace: 0,
    },
    'hudson.node_monitors.TemporarySpaceMonitor': disk('/tmp'),
    'hudson.node_monitors.DiskSpaceMonitor': disk('/var/jenkins_home'),
    'hudson.node_monitors.ArchitectureMonitor': 'Linux (amd64)',
    'hudson.node_monitors.ResponseTimeMonitor': {
      _class: 'hudson.node_monitors.ResponseTimeMonitor$Data',
      timestamp,
      average: 0,
    },
    'hudson.node_monitors.ClockMonitor': { _class: 'hudson.util.ClockDifference', diff: 0 },
  };
}
