import { type Bean, bean, type Field, nothing } from '../http/exported.ts';
import { itemBean } from './itemBeans.ts';
import { primaryViewBean, viewBeans } from './viewBeans.ts';
import { type Viewing, visibleItems } from './viewing.ts';

export const builtInDescription = "the Jenkins controller's built-in node";

export function rootBean(viewing: Viewing): Bean {
  const { state } = viewing;
  return bean(
    'hudson.model.Hudson',
    ['assignedLabels', 1, () => [labelBean(viewing)]],
    ['mode', 1, () => 'NORMAL'],
    ['nodeDescription', 1, () => builtInDescription],
    ['nodeName', 2, () => ''],
    ['numExecutors', 1, () => state.executors.length],
    ['description', 1, () => state.root.description],
    ['jobs', 1, () => visibleItems(viewing, state.root).map(item => itemBean(viewing, item))],
    ['overallLoad', 1, () => bean(undefined, ...loadFields, ['totalQueueLength', 1, nothing])],
    ['primaryView', 1, () => primaryViewBean(viewing, state.root)],
    ['quietDownReason', 1, () => null],
    ['quietingDown', 1, () => state.quietingDown],
    ['slaveAgentPort', 1, () => 0],
    ['unlabeledLoad', 1, () => bean('jenkins.model.UnlabeledLoadStatistics', ...loadFields)],
    ['url', 1, () => (state.knowsRootUrl ? state.rootUrl : null)],
    ['useCrumbs', 1, () => true],
    ['useSecurity', 1, () => state.everybody === undefined],
    ['views', 1, () => viewBeans(viewing, state.root)],
  );
}

const loadFields: Field[] = [
  'availableExecutors',
  'busyExecutors',
  'connectingExecutors',
  'definedExecutors',
  'idleExecutors',
  'onlineExecutors',
  'queueLength',
  'totalExecutors',
].map(name => [name, 1, nothing] as const);

export function labelBean(viewing: Viewing): Bean {
  const { executors, offline } = viewing.state;
  const busy = executors.filter(build => build !== undefined).length;
  return bean(
    undefined,
    ['actions', 1, () => []],
    ['busyExecutors', 1, () => busy],
    ['clouds', 1, () => []],
    ['description', 1, () => null],
    ['idleExecutors', 1, () => executors.length - busy],
    ['loadStatistics', 1, () => bean('hudson.model.Label$1')],
    ['name', 2, () => 'built-in'],
    ['nodes', 1, () => [bean('hudson.model.Hudson', ['nodeName', 2, () => ''])]],
    ['offline', 1, () => offline !== undefined],
    ['tiedJobs', 1, () => []],
    ['totalExecutors', 1, () => executors.length],
    ['propertiesList', 1, () => []],
  );
}
