import * as jenkins from '../../../src/jenkins/index.ts';
import { apiToken, crumb, password, sessionOf } from './jenkinsSession.ts';
import type { Call } from './recorder.ts';

/** Searches for a trace once, at once. */
const quick = { timing: { firstLookMs: 0, maxWaitMs: 0, looks: 1 } };

const causes = [{ causes: [{ shortDescription: 'Started by dev', userId: 'dev' }, { shortDescription: 'Twice' }] }];
const build = {
  ...{ number: 7, displayName: '#7 of 1.2', building: false, result: 'UNSTABLE', timestamp: 1e12, duration: 1234 },
  ...{ estimatedDuration: 2345, keepLog: true, actions: [...causes, ...causes], description: 'A build' },
  changeSet: { items: [{ commitId: 'c1', id: 'i1', msg: 'One\nmore', author: { fullName: 'Dev' } }] },
  changeSets: [{ items: [{ id: 'i2', msg: 'Two' }, { author: {} }] }],
  culprits: [{ absoluteUrl: 'https://ci/user/c%20d/' }, { absoluteUrl: 'https://ci/x' }],
};
const seventh = {
  ...{ number: 7, isPipeline: false, displayName: '#7', running: false, result: jenkins.BuildResult.failure },
  ...{ startedAt: 0, durationMs: 1, estimatedMs: undefined, keptForever: false, causes: [], inputs: [] },
};
const waitingPart = { url: 'job/team/job/a%20b%252Fc/7/' };
const asking = { id: 'Gate', input: { message: 'Deploy?', submitter: 'dev,ops' } };
const pausedBuild = {
  ...{ number: 8, displayName: '#8', building: true, result: null, timestamp: 1e12, duration: 0 },
  executor: {
    currentExecutable: { actions: [{}, { waitingForInput: true, executions: [asking, { id: 'Left', input: {} }] }] },
  },
};
const health = [
  { score: 80, description: 'Good' },
  { score: 20, description: 'Bad' },
  { score: 20, description: 'As bad' },
];
const job = (name: string, more: object = {}) => ({
  ...{ _class: 'hudson.model.FreeStyleProject', name, fullName: `team/${name}`, displayName: `The ${name}` },
  ...{ color: 'yellow_anime', buildable: true, disabled: false, healthReport: health, lastBuild: build },
  ...more,
});
const colors = 'blue green red yellow aborted disabled notbuilt blue_anime disabled_anime grey'.split(' ');
const folder = (name: string, kind: string, jobs?: object[]) => ({ _class: kind, name, ...(jobs ? { jobs } : {}) });
const multibranch = 'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject';
const folders = [
  folder('dir', 'com.cloudbees.hudson.plugins.folder.Folder', [job('in dir')]),
  folder('org', 'jenkins.branch.OrganizationFolder', []),
  folder('multi%2Fx', multibranch, [job('feature%2Fa')]),
  folder('unknown', 'x.Y'),
];
const level = {
  jobs: [job('a', { lastBuild: null }), ...folders.map(({ jobs: _, ...rest }: { jobs?: object[] }) => rest)],
  views: [
    { name: 'All', jobs: [] },
    { name: 'change-requests', jobs: [{ name: 'a' }] },
    { name: 'tags', jobs: [{ name: 'b' }] },
  ],
  primaryView: { name: 'All' },
};
const definition = (type: string, more: object = {}) => ({
  ...{ _class: `x.${type}`, name: `P ${type}`, type, description: 'What it is' },
  defaultParameterValue: { value: 'v' },
  ...more,
});
const parameterTypes = [
  ...'String ValidatingString Text Boolean Choice Password NonStoredPassword File Run Credentials Node Label'.split(
    ' ',
  ),
  ...['Other', 'MultiChoice', 'CheckBox'],
].map(type => `${type}ParameterDefinition`);
const definitions = [
  ...parameterTypes.map(type => definition(type)),
  ...parameterTypes.slice(-3).map(type => definition(type, { choices: ['a', 'b'], defaultParameterValue: null })),
  definition('X', { regex: '[a-z]+', failedValidationMessage: 'Only letters', projectName: 'up/stream' }),
  definition('X', { choiceType: 'PT_MULTI_SELECT', choices: ['a'], multiSelectDelimiter: ';' }),
  definition('X', { defaultParameterValue: { value: true } }),
  definition('X', { defaultParameterValue: { jobName: 'up', number: 3 } }),
];
const fewDefinitions = [definitions[0], definitions.at(-3), definitions.at(-4), definitions.at(-1)];
const cases = ['FAILED', 'REGRESSION', 'PASSED', 'FIXED', 'SKIPPED'].map(status => ({
  ...{ className: 'a.B', name: `is ${status}`, status, age: 2, failedSince: 3, duration: 1.5 },
  ...{ errorDetails: 'expected', errorStackTrace: 'at a.B' },
}));
const waiting = {
  ...{
    id: 9,
    why: ' Waiting for an executor ',
    stuck: true,
    inQueueSince: 1e12,
    params: '\nA=1\nB=****',
    actions: causes,
  },
  task: { name: 'x', fullName: 'team/a%2Fb', fullDisplayName: 'team » a/b', url: 'http://ci/job/team/job/x%20y/' },
};
const byUrl = { ...waiting, task: { name: 'x', url: 'http://ci/ctx/job/team/job/x%252Fy/' } };
const nameless = { id: 10, task: { fullDisplayName: 'part of team » x #1' } };
const heritage = {
  actions: [{ objectUrl: 'https://git.example/Team/Api/tree/main' }, {}],
  lastBuild: {
    actions: [
      { remoteUrls: ['git@git.example:Team/Api.git', '/local/path', 'https://git.example/scm/team/api.git'] },
      { lastBuiltRevision: { branch: [{ name: 'refs/remotes/origin/main' }, { name: 'main' }] } },
    ],
  },
};
const computers = {
  computer: [
    { _class: 'hudson.model.Hudson$MasterComputer', displayName: 'Built-In', assignedLabels: [{ name: 'z' }] },
    { _class: 'hudson.slaves.SlaveComputer', displayName: 'agent', assignedLabels: [{ name: 'b' }, { name: 'z' }] },
  ],
};
const credentialsList = {
  credentials: [
    { id: 'a', displayName: 'A (x)', description: 'The A', typeName: 'Secret text' },
    { id: 'b', displayName: 'B' },
    { id: '' },
  ],
};
const tests = [
  { failCount: 2, skipCount: 1, totalCount: 10, urlName: 'testReport' },
  { urlName: 'x', totalCount: 3 },
];

type Session = jenkins.JenkinsSession;
type Run = (session: Session) => Promise<unknown>;

const name = 'team/a b%2Fc';
const again = { job: name, number: 7 };
const parameter = async (session: Session, kind: jenkins.ParameterKind, more: object = {}) => {
  const base = { kind, name: 'P', type: 'T', className: 'x.Y$Z', description: undefined, defaultValue: undefined };
  const rest = { choices: ['a', 'b'], delimiter: ',', project: 'up/stream', pattern: undefined };
  return jenkins.readOffers(session, name, { ...base, ...rest, ...more });
};
const { ParameterKind, StopWay, JobKind, IndexDetail } = jenkins;
const page = '/base/job/team/job/a%20b%252Fc';

const reads: readonly (readonly [name: string, answer: unknown, run: Run])[] = [
  ['listArtifacts', { artifacts: [{ relativePath: 'a/b.txt' }, {}] }, s => jenkins.listArtifacts(s, name, 7)],
  ['readBuild', build, s => jenkins.readBuild(s, name, 7)],
  ['readBuild, waiting for input', pausedBuild, s => jenkins.readBuild(s, name, 8)],
  ['listBuilds', { builds: [build], allBuilds: [] }, s => jenkins.listBuilds(s, name, 100)],
  ['listBuilds, all', { builds: [], allBuilds: [build] }, s => jenkins.listBuilds(s, name, { from: 50, to: 101 })],
  ['readBuildDetails', build, s => jenkins.readBuildDetails(s, name, 7)],
  [
    'readJobDetails',
    job('a', { description: 'A job', lastStableBuild: { number: 5 } }),
    s => jenkins.readJobDetails(s, name),
  ],
  ['readJob', job('a'), s => jenkins.readJob(s, name)],
  ['readLevel', level, s => jenkins.readLevel(s, { folder: 'team', view: [] })],
  [
    'readLevel, all kinds',
    { jobs: [...colors.map(color => ({ name: color, color })), ...folders] },
    s => jenkins.readLevel(s, { folder: '', view: [] }),
  ],
  ['readLevel, view', level, s => jenkins.readLevel(s, { folder: '', view: ['a b', 'c/d'] })],
  ['readLevel, branches', level, s => jenkins.readLevel(s, { folder: name, view: [] }, JobKind.multibranch)],
  ['indexJobs', { jobs: folders }, s => jenkins.indexJobs(s)],
  ['indexJobs, builds', { jobs: [job('a')] }, s => jenkins.indexJobs(s, { detail: IndexDetail.builds })],
  [
    'indexJobs, people',
    { jobs: [job('a')] },
    s => jenkins.indexJobs(s, { detail: IndexDetail.people, background: true }),
  ],
  ['readHeritage', heritage, s => jenkins.readHeritage(s, name)],
  ['readParameters', { property: [{ parameterDefinitions: fewDefinitions }] }, s => jenkins.readParameters(s, name)],
  [
    'readParameters, all',
    { property: [{}, { parameterDefinitions: definitions }] },
    s => jenkins.readParameters(s, name),
  ],
  [
    'readBuildParameters',
    {
      actions: [{ parameters: [{ name: 'A', value: 'x' }, { name: 'B' }, { name: 'C', jobName: 'up', number: '4' }] }],
    },
    s => jenkins.readBuildParameters(s, name, 7),
  ],
  ['readQueueItem', { why: 'x', cancelled: true, executable: { number: 4 } }, s => jenkins.readQueueItem(s, 9)],
  ['listQueue', { items: [waiting, byUrl, nameless] }, s => jenkins.listQueue(s)],
  ['readBuildFacts', { artifacts: [{ relativePath: 'a' }], actions: tests }, s => jenkins.readBuildFacts(s, name, 7)],
  [
    'readFailedBuild',
    { ...build, builtOn: 'a', actions: [...tests, { lastBuiltRevision: { SHA1: 'c' } }] },
    s => jenkins.readFailedBuild(s, name, 7),
  ],
  [
    'readSinceGood',
    { builds: [{ ...build, number: 6, result: 'SUCCESS' }], property: [{ _class: 'a.BranchJobProperty' }] },
    s => jenkins.readSinceGood(s, name, { build: seventh, agent: 'a', parameters: [], commits: [] }),
  ],
  ['listChanges', { changeSets: [{ items: [{ commitId: 'c', msg: 'm' }] }] }, s => jenkins.listChanges(s, name, 7)],
  [
    'listDownstream',
    {
      downstreamProjects: [
        {
          url: 'http://server/base/job/down/',
          builds: [{ ...build, actions: [{ causes: [{ upstreamProject: name, upstreamBuild: 7 }] }] }],
        },
      ],
    },
    s => jenkins.listDownstream(s, name, 7),
  ],
  ['readWaitReasons', { items: [{ why: 'x', task: waitingPart }] }, s => jenkins.readWaitReasons(s, name, 7)],
  ['readLabel', { nodes: [{ nodeName: 'a' }], computer: [{ displayName: 'a' }] }, s => jenkins.readLabel(s, 'x && y')],
  [
    'listFailedTests',
    { suites: [{ cases }], childReports: [{ result: { suites: [{ cases: cases.slice(0, 1) }] } }] },
    s => jenkins.listFailedTests(s, name, 7),
  ],
  [
    'readTestReport',
    {
      suites: [{ enclosingBlockNames: ['linux', 'Test'], cases }],
      childReports: [{ result: { suites: [{ cases }] } }],
    },
    s => jenkins.readTestReport(s, name, 7),
  ],
  [
    'readTestHistory',
    { builds: [build, { ...build, number: 8 }], status: 'FAILED', duration: 1.5 },
    s => jenkins.readTestHistory(s, name, 7, { className: 'a.B', name: 'is it?', blocks: ['Test', 'linux'] }),
  ],
  ['readOffers of runs', { builds: [build, { ...build, building: true }] }, s => parameter(s, ParameterKind.run)],
  ['readOffers of no runs', {}, s => parameter(s, ParameterKind.run, { project: undefined })],
  ['readOffers of nodes', computers, s => parameter(s, ParameterKind.node)],
  ['readOffers of labels', computers, s => parameter(s, ParameterKind.label)],
  ['readOffers of credentials', credentialsList, s => parameter(s, ParameterKind.credentials)],
  ['readOffers of choices', {}, s => parameter(s, ParameterKind.choice)],
  [
    'readOffers of a plugin',
    { values: [{ value: 'a', name: 'A' }, { value: 'b' }] },
    s => parameter(s, ParameterKind.other),
  ],
  ['readOffers of no class', {}, s => parameter(s, ParameterKind.other, { className: 'x/../y' })],
  [
    'readRunFacts',
    {
      ...{ _class: 'x.WorkflowRun', building: true },
      actions: [
        { parameters: [{ _class: 'x.PasswordParameterValue', name: 'P' }, { name: 'S' }] },
        { restartEnabled: true, restartableStages: ['A', 7, 'B'] },
      ],
    },
    s => jenkins.readRunFacts(s, again),
  ],
  ['checkScript', [{ line: 3, column: 1, message: 'unexpected\n token' }], s => jenkins.checkScript(s, name, 'a & b')],
  ['rerunBuild', { status: 'ok', data: { queueId: 18 } }, s => jenkins.rerunBuild(s, again, quick)],
  [
    'restartFromStage',
    { data: { success: 'false', message: 'Failure restarting from stage: a.B: No stage' } },
    s => jenkins.restartFromStage(s, again, 'With post', quick),
  ],
  ['readConfiguration', {}, s => jenkins.readConfiguration(s, name)],
  ['writeConfiguration', {}, s => jenkins.writeConfiguration(s, name, '<project/>', quick)],
  ['createJob', {}, s => jenkins.createJob(s, 'team', ' a b ', '<project/>', quick)],
];

const values = new Map<string, string | jenkins.FileValue>([['A B', 'ž&1']]);
const trigger = { token: 't0ken', cause: 'because' };
const item = 'https://elsewhere.example/queue/item/42/';
const writes: readonly (readonly [name: string, status: number, location: string, run: Run])[] = [
  ['startBuild', 201, item, s => jenkins.startBuild(s, name, undefined, quick)],
  ['startBuild, merged', 303, item, s => jenkins.startBuild(s, name, values, quick)],
  ['startBuild by token', 201, item, s => jenkins.startBuild(s, name, values, { ...quick, trigger })],
  [
    'startBuild by token alone',
    201,
    item,
    s => jenkins.startBuild(s, name, undefined, { ...quick, trigger: { token: 't' } }),
  ],
  ['startBuild, nowhere', 201, '/queue/', s => jenkins.startBuild(s, name, new Map(), quick)],
  ...Object.values(StopWay).map(
    way =>
      [`stopBuild by ${way}`, 302, `${page}/7/`, (s: Session) => jenkins.stopBuild(s, name, 7, way, quick)] as const,
  ),
  ['stopBuild, no such way', 302, `${page}/7/kill/`, s => jenkins.stopBuild(s, name, 7, StopWay.kill, quick)],
  ['deleteBuild', 302, `${page}/`, s => jenkins.deleteBuild(s, name, 7, quick)],
  ['describeBuild', 302, `${page}/7/`, s => jenkins.describeBuild(s, name, 7, 'so & so', quick)],
  ['cancelQueueItem', 302, '/base/queue', s => jenkins.cancelQueueItem(s, 9, quick)],
  ['enableJob', 302, `${page}/`, s => jenkins.enableJob(s, name, true, quick)],
  ['disable a job', 302, `https://elsewhere.example${page}/`, s => jenkins.enableJob(s, name, false, quick)],
  ['deleteJob', 302, '/base/job/team/', s => jenkins.deleteJob(s, name, quick)],
  ['deleteJob at the top', 302, '/base/', s => jenkins.deleteJob(s, 'top', quick)],
  ['deleteJob, not done', 302, '/base/job/top/', s => jenkins.deleteJob(s, 'top', quick)],
  ['scanBranches', 302, `${page}/`, s => jenkins.scanBranches(s, name, quick)],
];

export const jenkinsCalls: readonly Call[] = [
  ...reads.map(([title, answer, run]) => ({
    ...{ name: title, answer, headers: { 'x-jenkins': '2.452' } },
    run: (http: Parameters<typeof sessionOf>[0]) => run(sessionOf(http, apiToken)),
  })),
  ...writes.map(([title, status, location, run]) => ({
    ...{ name: title, answer: {}, status, headers: { location } },
    run: (http: Parameters<typeof sessionOf>[0]) => run(sessionOf(http, apiToken)),
  })),
  {
    ...{ name: 'a write with a password', answer: crumb, headers: { 'set-cookie': 'JSESSIONID=s; Path=/' } },
    run: http => jenkins.createJob(sessionOf(http, password), '', 'x', '<project/>', quick),
  },
];
