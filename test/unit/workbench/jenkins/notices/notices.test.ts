import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { Claims } from '../../../../../src/base/claims.ts';
import {
  type Build,
  type BuildResult,
  readBuild,
  readJob,
  StopWay,
  stopBuild,
} from '../../../../../src/jenkins/index.ts';
import type { JenkinsConnection } from '../../../../../src/workbench/connections/settings/connection.ts';
import type { BranchBuilds } from '../../../../../src/workbench/jenkins/branches/branchBuilds.ts';
import type { JobKey } from '../../../../../src/workbench/jenkins/jobs/jobRef.ts';
import type { NoticeDeps, Notices } from '../../../../../src/workbench/jenkins/notices/notices.ts';
import { addPastBuild } from '../../../../servers/jenkins/builds/pastBuild.ts';
import { pipelinePlan } from '../../../../servers/jenkins/builds/pipelinePlan.ts';
import { demoUsers } from '../../../../servers/jenkins/index.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import type { Job } from '../../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const stages = ['Build', 'Test'].map(name => ({ name, lines: ['+ make'], takes: 10 }));
const setting = 'jenkinsJira.notifications.branchBuilds';

describe('the end of a build of the branch', () => {
  const at = jenkinsWorkbench();
  const demo = demoJenkins({ seed: 'empty' });
  const folder = mkdtempSync(join(tmpdir(), 'jj-claims-'));
  const connection = { id: 'ci', name: 'CI', url: 'http://ci', product: 'jenkins' } as JenkinsConnection;
  const branch = { root: '/work/api', repository: 'api', name: 'main', keys: [] };
  const logged: string[] = [];
  const reported: unknown[] = [];
  let pinned: JobKey[] = [];
  let notices: Notices;
  let branchBuilds: BranchBuilds;
  let deps: NoticeDeps;
  let job: Job;

  before(() => at.editor);
  beforeEach(async () => {
    const { Notices } = await import('../../../../../src/workbench/jenkins/notices/notices.ts');
    const { BranchBuilds } = await import('../../../../../src/workbench/jenkins/branches/branchBuilds.ts');
    const { JobResults } = await import('../../../../../src/workbench/jenkins/jobs/jobResults.ts');
    const { Background } = await import('../../../../../src/workbench/shell/commands/background.ts');
    const silent = () => ({ dispose: () => undefined });
    branchBuilds = new BranchBuilds();
    deps = {
      sessions: { jenkins: () => demo.session },
      claims: new Claims(mkdtempSync(join(folder, 'claims-'))),
      background: new Background(
        { report: async error => void reported.push(error) },
        { warn: text => logged.push(text) },
      ),
      store: { onDidChange: silent, findJenkins: (id: string) => (id === 'ci' ? connection : undefined) },
      pins: { onDidChange: silent, all: () => pinned },
      watcher: { onDidChange: silent, all: () => [] },
      tracker: { onDidChange: silent },
      branches: { onDidPush: silent },
      issuesOf: async () => [],
      ...{ branchBuilds, jobResults: new JobResults(), view: { badge: undefined } },
    } as unknown as NoticeDeps;
    notices = new Notices(deps);
    pinned = [];
    job = newJob('pipeline', 'api', demo.jenkins.state.root, { plan: pipelinePlan(stages) });
  });
  afterEach(() => {
    notices.dispose();
    at.editor.settings.delete(setting);
    assert.deepEqual([logged.splice(0), reported.splice(0)], [[], []]);
  });
  after(() => rmSync(folder, { recursive: true }));

  const told = () => at.editor.messages;
  const build = (result: BuildResult) =>
    addPastBuild(demo.jenkins.state, job, {
      ...{ ago: 1, duration: 200 },
      plan: pipelinePlan(stages, result === 'SUCCESS' ? {} : { result, error: 'script returned exit code 1' }),
    });
  /** Takes the branch's job as a poll would; `more` is what another moment would have told. */
  const poll = async (more: Partial<Build> = {}, by = notices) => {
    const read = await readJob(demo.session, 'api');
    const lastBuild = read.lastBuild && { ...read.lastBuild, ...more };
    const found = { connection, branch, job: { ...read, lastBuild } };
    branchBuilds.set(found);
    by.take(found);
  };
  /** A build that the branch was seen to have while it ran. */
  const end = async (result: BuildResult) => {
    build(result);
    await poll({ running: true, result: undefined });
    await poll();
  };
  const moment = () => new Promise(done => setTimeout(done, 100));
  const isTold = async (text: RegExp) => {
    await until(() => told().length > 0);
    await moment();
    assert.equal(told().length, 1, told().join('\n'));
    assert.match(told().splice(0)[0] ?? '', text);
  };
  const isNotTold = async () => {
    await moment();
    assert.deepEqual(told(), []);
  };

  it('tells a failure with the stage that failed, and offers to explain it', async () => {
    const explained: unknown[] = [];
    const real = at.editor.execute.bind(at.editor);
    Object.assign(at.editor, {
      execute: async (name: string, ...given: unknown[]) =>
        name === 'jenkinsJira.explainFailure' ? void explained.push(given[0]) : real(name, ...given),
    });
    at.editor.press('Explain Failure');
    await end('FAILURE');
    await isTold(/^api #1: failed in Test after 3m 20s\.$/);
    assert.deepEqual(explained, [{ connection: 'ci', job: 'api', number: 1 }]);
    Object.assign(at.editor, { execute: real });
  });

  it('tells a success only after a failure', async () => {
    build('FAILURE');
    build('ABORTED');
    await end('SUCCESS');
    await isTold(/^api #3: passed again after 3m 20s\.$/);
    await end('SUCCESS');
    await isNotTold();
  });

  it('is not told of a build that was over before, but of one that came while nobody looked', async () => {
    build('FAILURE');
    await poll();
    await isNotTold();
    build('UNSTABLE');
    await poll();
    await isTold(/^api #2: unstable after/);
  });

  it('is told of the first build after a push', async () => {
    notices.onPush(branch);
    build('FAILURE');
    await poll({ startedAt: Date.now() });
    await isTold(/^api #1: failed/);
  });

  it('is told at the level that the person chose', async () => {
    at.editor.set(setting, 'failures');
    await end('FAILURE');
    await isTold(/failed/);
    await end('SUCCESS');
    await isNotTold();
    at.editor.set(setting, 'off');
    await end('FAILURE');
    await isNotTold();
  });

  it('is told once, by one window, and not again where the build was followed', async () => {
    const { Notices } = await import('../../../../../src/workbench/jenkins/notices/notices.ts');
    const { notifyEnd } = await import('../../../../../src/workbench/jenkins/builds/notifyEnd.ts');
    const other = new Notices(deps);
    build('FAILURE');
    for (const each of [notices, other]) await poll({ running: true, result: undefined }, each);
    for (const each of [notices, other]) await poll({}, each);
    await isTold(/failed in Test/);
    const { lastBuild } = await readJob(demo.session, 'api');
    assert.ok(lastBuild);
    await notifyEnd(deps, { connection, job: 'api' }, lastBuild);
    await isNotTold();
    other.dispose();
  });

  it('is not told while the log of the build is in front', async () => {
    const { logUri } = await import('../../../../../src/workbench/jenkins/logs/logUri.ts');
    const { api } = at.editor as unknown as {
      api: { TabInputCustom: new () => object; window: { tabGroups: object } };
    };
    const group = Reflect.get(api.window.tabGroups, 'activeTabGroup') as { activeTab: object | undefined };
    const show = (number: number) => {
      const input = Object.assign(new api.TabInputCustom(), { uri: logUri({ connection, job: 'api', number }) });
      group.activeTab = { input };
    };
    show(1);
    await end('FAILURE');
    await isNotTold();
    await end('FAILURE');
    await isTold(/^api #2: failed/);
    group.activeTab = undefined;
  });

  it('is not told of a stop of the person’s own, here or in a browser', async () => {
    const { noteStop } = await import('../../../../../src/workbench/jenkins/builds/toldEnds.ts');
    await noteStop(deps.claims, { connection, job: 'api', number: 1 });
    await end('ABORTED');
    await isNotTold();
    const running = async (by: 'dev' | 'admin') => {
      job.plan = () => ({ steps: [{ holds: true }], result: 'SUCCESS' });
      demo.jenkins.state.startBuild(job);
      await until(() => job.builds[0]?.building === true);
      await poll();
      const session = demo.sessionOf(demoUsers[by]);
      await stopBuild(session, 'api', job.builds[0]?.number ?? 0, StopWay.abort);
      await until(() => job.builds[0]?.building === false);
      await poll();
    };
    await running('dev');
    await isNotTold();
    await running('admin');
    await isTold(/^api #3: aborted after/);
  });

  it('is told one at a time: of builds that end meanwhile, the last', async () => {
    for (let count = 0; count < 3; count++) {
      build('FAILURE');
      await poll({ running: true, result: undefined });
    }
    const ends = await Promise.all([1, 2, 3].map(number => readBuild(demo.session, 'api', number)));
    const { BranchNotices } = await import('../../../../../src/workbench/jenkins/notices/branchNotices.ts');
    const branchNotices = new BranchNotices(deps);
    await Promise.all(ends.map(each => each && branchNotices.onEnd({ connection, job: 'api' }, each)));
    assert.deepEqual(
      told()
        .splice(0)
        .map(text => text.slice(0, 6)),
      ['api #1', 'api #3'],
    );
  });

  it('waits while the notification before is open', async () => {
    const { api } = at.editor as unknown as { api: { window: Record<string, unknown> } };
    const real = api.window['showWarningMessage'];
    const { promise: closed, resolve: close } = Promise.withResolvers<undefined>();
    api.window['showWarningMessage'] = (text: string) => {
      told().push(text);
      return closed;
    };
    await end('FAILURE');
    await isTold(/^api #1/);
    await end('FAILURE');
    await end('FAILURE');
    await isNotTold();
    close(undefined);
    await isTold(/^api #3/);
    api.window['showWarningMessage'] = real;
  });

  it('is counted in a badge with the pinned jobs that are red, without a request', async () => {
    const { view, jobResults } = deps;
    await poll();
    assert.equal(view.badge, undefined);
    await end('FAILURE');
    await until(() => told().splice(0).length > 0);
    assert.deepEqual(view.badge, { value: 1, tooltip: '1 failed: api' });
    const before = demo.jenkins.requests.length;
    const key = (name: string) => ({ connection: 'ci', job: name });
    pinned = [key('api'), key('team/x%2Fy'), key('green'), { connection: 'gone', job: 'red' }];
    jobResults.take(key('team/x%2Fy'), 'UNSTABLE');
    jobResults.take(key('green'), 'SUCCESS');
    jobResults.take({ connection: 'gone', job: 'red' }, 'FAILURE');
    jobResults.take(key('neither pinned nor watched'), 'FAILURE');
    notices.draw();
    assert.deepEqual(view.badge, { value: 2, tooltip: '1 failed: api · 1 unstable: team/x/y' });
    assert.equal(demo.jenkins.requests.length, before);
    pinned = Array.from({ length: 7 }, (_, index) => key(`job ${index}`));
    for (const each of pinned) jobResults.take(each, 'FAILURE');
    notices.draw();
    assert.equal(deps.view.badge?.tooltip, '8 failed: api, job 0, job 1, job 2, job 3 and 3 more');
  });
});
