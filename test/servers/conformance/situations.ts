import type { JenkinsState } from '../jenkins/index.ts';
import { removeItem } from '../jenkins/state/items.ts';
import { laboratory, ofLaboratory, prepareReplays, prepareRuns, withAccounts } from './laboratory.ts';
import { agents } from './recordedAgents.ts';
import { branches } from './recordedBranches.ts';
import { addCoreJobs } from './recordedCore.ts';
import { graphs } from './recordedGraphs.ts';
import { addRecordedInputs } from './recordedInputs.ts';
import { logs } from './recordedLogs.ts';
import { matrix } from './recordedMatrix.ts';
import { addPluginJobs, recordedPlugins } from './recordedPlugins.ts';
import { addRecordedTests } from './recordedTests.ts';
import { type Situation, start } from './situation.ts';

const nothing = () => undefined;
const startAndFinish = (name: string) => (state: JenkinsState) => {
  start(name)(state);
  const [build] = state.job(name).builds;
  if (build) state.runner.finish(build, 'SUCCESS');
};

const answerFirst = (name: string) => (state: JenkinsState) => {
  const [build] = state.job(name).builds;
  const [input] = build?.inputs ?? [];
  if (build && input) state.runner.proceed(build, input, { id: 'admin', name: 'admin', values: [] });
};

export const situations: Situation[] = [
  {
    name: 'core without plugins',
    first: 1,
    last: 437,
    options: { rootUrl: 'http://127.0.0.1:18080' },
    prepare: nothing,
    moments: [
      { before: 76, act: addCoreJobs },
      { before: 77, at: 16.041 },
      { before: 125, at: 17.137 },
      { before: 127, at: 17.171 },
      { before: 149, at: 18.9 },
      { before: 155, at: 19.115 },
      { before: 156, at: 19.151 },
      { before: 158, at: 20.2 },
      { before: 173, at: 20.44 },
      { before: 177, at: 21.753 },
      { before: 179, at: 22.78, act: start('slow') },
      { before: 182, at: 23.9 },
      { before: 184, at: 25.9 },
      { before: 204, at: 26.372 },
      { before: 210, at: 35, act: start('fails', 'ansi', 'biglog', 'upstream') },
      { before: 223, at: 36.9 },
      { before: 230, at: 38.2 },
      { before: 245, at: 38.29, act: start('artifacts') },
      { before: 245, at: 39.5 },
      // The one who recorded gave the job its name back, and let the kept build go.
      { before: 299, act: state => renameTo(state, 'hello-r2', 'hello-renamed') },
      { before: 310, act: state => Object.assign(state.job('hello').builds.at(-1) ?? {}, { keepLog: false }) },
      { before: 312, at: 40 },
      { before: 336, at: 40.2, act: start('hello') },
      { before: 336, at: 41.7, act: start('hello') },
      { before: 336, at: 43.7, act: start('hello') },
      { before: 336, at: 45 },
      { before: 369, at: 46.3 },
      { before: 397, at: 47.6 },
    ],
  },
  {
    name: 'starting up',
    first: 438,
    last: 443,
    options: { rootUrl: 'http://127.0.0.1:18081' },
    prepare: state => {
      state.startup = 'preparing';
    },
    moments: [
      { before: 442, act: state => Object.assign(state, { startup: 'refusing' }) },
      { before: 443, act: state => Object.assign(state, { startup: 'ready' }) },
    ],
  },
  {
    name: 'under a context path',
    first: 444,
    last: 456,
    options: { rootUrl: 'http://127.0.0.1:18082/jenkins', contextPath: '/jenkins' },
    prepare: nothing,
    moments: [],
  },
  {
    name: 'with plugins',
    first: 457,
    last: 587,
    options: { rootUrl: 'http://127.0.0.1:18083' },
    prepare: state => {
      state.plugins = recordedPlugins;
    },
    moments: [
      { before: 461, act: state => addPluginJobs(state, 'free') },
      { before: 468, at: 12 },
      { before: 474, at: 70, act: state => addPluginJobs(state, 'pipe') },
      { before: 475, at: 70.159 },
      { before: 478, at: 72.5 },
      { before: 486, at: 79.4 },
      {
        before: 497,
        at: 79.5,
        act: state => {
          addPluginJobs(state, 'approve');
          start('team/sub složka/approve')(state);
        },
      },
      { before: 498, at: 81.5 },
      { before: 516, at: 86, act: start('team/sub složka/approve') },
      { before: 518, at: 88 },
      { before: 519, at: 89, act: start('team/sub složka/approve') },
      {
        before: 521,
        at: 90.8,
        act: state => {
          addPluginJobs(state, 'failing');
          start('team/sub složka/bad', 'team/sub složka/syntax', 'team/sub složka/sandboxed')(state);
        },
      },
      { before: 521, at: 91.4 },
      { before: 540, at: 91.6, act: start('team/sub složka/pipe') },
      { before: 544, act: state => addPluginJobs(state, 'multi') },
      {
        before: 545,
        at: 93,
        act: state => start('multi/CR-1', 'multi/feature%2Flogin-ž', 'multi/master', 'multi/release 1.0 %23x')(state),
      },
      // Others had used up numbers of queue items meanwhile.
      { before: 552, at: 96, act: state => Object.assign(state.queue, { nextId: 27 }) },
      { before: 553, at: 99 },
      {
        before: 575,
        at: 100,
        act: state => {
          addPluginJobs(state, 'decl');
          start('team/decl', 'team/junitfree')(state);
        },
      },
      { before: 576, at: 102 },
    ],
  },
  {
    name: 'runs of Pipelines',
    first: 588,
    last: 651,
    options: { rootUrl: 'http://127.0.0.1:18084' },
    prepare: prepareRuns,
    moments: [
      { before: 588, act: start('rec-lab/decl-slow') },
      { before: 588, at: 4.8 },
      { before: 599, at: 8.1 },
    ],
  },
  {
    name: 'logs of runs',
    first: 734,
    last: 748,
    options: { rootUrl: 'http://127.0.0.1:18084' },
    prepare: prepareRuns,
    moments: [],
  },
  {
    name: 'flow graphs',
    first: 750,
    last: 755,
    options: { rootUrl: 'http://127.0.0.1:18084' },
    prepare: prepareRuns,
    moments: [],
  },
  {
    name: 'looking into runs',
    first: 652,
    last: 725,
    options: { rootUrl: 'http://127.0.0.1:18084' },
    prepare: prepareReplays,
    // Others had used up numbers of queue items.
    moments: [{ before: 716, act: state => Object.assign(state.queue, { nextId: 18 }) }],
  },
  {
    name: 'starting runs again',
    first: 891,
    last: 946,
    options: { rootUrl: 'http://127.0.0.1:18084' },
    prepare: prepareReplays,
    moments: [{ before: 945, act: start('rec-lab/decl-slow') }],
  },
  {
    name: 'checking Jenkinsfiles',
    first: 947,
    last: 1008,
    options: { rootUrl: 'http://127.0.0.1:18084' },
    prepare: prepareReplays,
    moments: [],
  },
  {
    name: 'waiting for input',
    first: 795,
    last: 890,
    options: { rootUrl: 'http://127.0.0.1:18084' },
    prepare: state => {
      laboratory(addRecordedInputs)(state);
      state.executors.push(...Array.from({ length: 4 }, () => undefined));
    },
    moments: [
      { before: 795, act: start('rec-lab/inp-simple') },
      { before: 824, act: start('rec-lab/inp-params') },
      { before: 834, act: start('rec-lab/inp-params') },
      { before: 836, act: start('rec-lab/inp-params') },
      { before: 838, act: start('rec-lab/inp-submitter') },
      { before: 844, act: start('rec-lab/inp-submitter') },
      { before: 850, act: start('rec-lab/inp-two') },
      { before: 862, act: start('rec-lab/inp-noid') },
      { before: 864, act: start('rec-lab/inp-decl') },
      { before: 869, act: start('rec-lab/inp-simple', 'rec-lab/inp-noid') },
      // The fourth of them was answered before anybody recorded it.
      { before: 873, act: startAndFinish('rec-lab/inp-params') },
      { before: 873, act: start('rec-lab/inp-params') },
      // The second of them was ended before anybody recorded it.
      { before: 879, act: startAndFinish('rec-lab/inp-two') },
      { before: 879, act: start('rec-lab/inp-two') },
      { before: 883, act: answerFirst('rec-lab/inp-two') },
      { before: 884, act: start('rec-lab/inp-viewer') },
      { before: 887, act: start('rec-lab/inp-viewer') },
      { before: 888, act: start('rec-lab/inp-viewer') },
      { before: 889, act: start('rec-lab/inp-simple') },
    ],
  },
  {
    name: 'results of tests',
    first: 1009,
    last: 1045,
    options: { rootUrl: 'http://127.0.0.1:18084' },
    prepare: state => {
      state.plugins = [...ofLaboratory, { shortName: 'junit', version: '1400.0' }];
      addRecordedTests(state);
    },
    moments: [],
  },
  agents,
  graphs,
  branches,
  matrix,
  logs,
  {
    name: 'tokens of accounts',
    first: 1145,
    last: 1178,
    options: { rootUrl: 'http://127.0.0.1:18084' },
    prepare: state => {
      laboratory(nothing)(state);
      state.plugins = [...recordedPlugins, ...withAccounts];
    },
    moments: [],
  },
  {
    name: 'without security',
    first: 1179,
    last: 1200,
    options: { rootUrl: 'http://127.0.0.1:18085' },
    prepare: state => {
      state.turnSecurityOff();
      state.knowsRootUrl = false;
    },
    moments: [{ before: 1193, at: 10 }],
  },
  {
    name: 'refusals by what is accepted',
    first: 1201,
    last: 1212,
    options: { rootUrl: 'http://127.0.0.1:18080' },
    prepare: nothing,
    moments: [],
  },
];

function renameTo(state: JenkinsState, from: string, to: string): void {
  const job = state.job(from);
  removeItem(job);
  job.name = to;
  state.root.items.set(to, job);
}
