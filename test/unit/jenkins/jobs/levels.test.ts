import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  BuildResult,
  HeadKind,
  IndexDetail,
  type IndexedJob,
  indexJobs,
  JobKind,
  listArtifacts,
  listBuilds,
  listQueue,
  readBuildDetails,
  readJobDetails,
  readLevel,
} from '../../../../src/jenkins/index.ts';
import { plainShell, shellPlan } from '../../../servers/jenkins/builds/shellPlan.ts';
import { encodeBranch, newContainer, newJob } from '../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const plan = shellPlan(plainShell('echo hi'));

describe('what stands on a Jenkins', () => {
  const demo = demoJenkins({ contextPath: '/ci' });

  const oddAnswer = (body: unknown) =>
    demo.jenkins.answerOnce({ path: '/ci/' }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' }).end(JSON.stringify(body)),
    );

  it('is a level with its views, in one request', async () => {
    demo.jenkins.state.root.views.push({ name: 'my view/1', jobs: new Set(['hello']) });
    const level = await readLevel(demo.session, { folder: '', view: [] });
    assert.deepEqual(level.views, ['my view/1']);
    assert.equal(level.jobs.find(({ label }) => label === 'fails')?.result, BuildResult.failure);
    assert.equal(level.jobs.find(({ label }) => label === 'fails')?.health?.score, 0);
    assert.equal(demo.jenkins.requests.length, 1);
    const view = await readLevel(demo.session, { folder: '', view: ['my view/1'] });
    assert.deepEqual(
      view.jobs.map(({ fullName }) => fullName),
      ['hello'],
    );
  });

  it('tells branches, tags and pull requests apart, by the names that people know them by', async () => {
    newJob('pipeline', 'v1.0', demo.jenkins.state.folder('payments/api'), {
      plan,
      branch: { name: 'v1.0', isTag: true },
    });
    const { jobs } = await readLevel(demo.session, { folder: 'payments/api', view: [] }, JobKind.multibranch);
    assert.deepEqual(jobs.map(({ label, head }) => [label, head]).sort(), [
      ['PAY-23 Round half even (PR-42)', HeadKind.pullRequest],
      ['feature/login', HeadKind.branch],
      ['main', HeadKind.branch],
      ['v1.0', HeadKind.tag],
    ]);
    assert.equal(demo.jenkins.requests.length, 1);
  });

  it('survives answers that are not as they should be, and keeps the rest', async () => {
    oddAnswer({
      jobs: [
        null,
        7,
        { name: 12 },
        { _class: 'com.example.Odd', name: 'odd', color: 3, lastBuild: 'none', healthReport: 'well' },
        { name: 'good', color: 'purple_anime', lastBuild: { number: 'one' } },
      ],
      views: 'many',
      primaryView: [],
    });
    const { jobs, views } = await readLevel(demo.session, { folder: '', view: [] });
    assert.deepEqual(
      jobs.map(({ label, kind, running }) => [label, kind, running]),
      [
        ['odd', JobKind.folder, false],
        ['good', JobKind.job, true],
      ],
    );
    assert.deepEqual(views, []);
  });

  it('is a queue with the reason why each item waits', async () => {
    const { jobs } = await readLevel(demo.session, { folder: 'payments/api', view: [] }, JobKind.multibranch);
    const login = jobs.find(({ label }) => label === 'feature/login')?.fullName ?? '';
    demo.jenkins.state.quietPeriod = 3600;
    demo.jenkins.state.startBuild(demo.jenkins.state.job('hello'), {
      parameters: [{ kind: 'string', name: 'A', value: 'b' }],
    });
    demo.jenkins.state.startBuild(demo.jenkins.state.job(login));
    const [first, second] = await listQueue(demo.session);
    assert.equal(first?.job, 'hello');
    assert.match(first?.why ?? '', /quiet period/);
    assert.match(first?.parameters ?? '', /A=b/);
    assert.deepEqual(first?.causes, ['Started by user admin']);
    assert.equal(second?.job, login);
    assert.equal(second?.name, 'payments/api/feature/login');
  });

  it('is a queue with cells of matrix projects, which are no jobs of a folder', async () => {
    const { state } = demo.jenkins;
    const matrix = newJob('matrix', 'mx', state.folder('payments'), {
      plan: () => ({ steps: [{ holds: true }], result: 'SUCCESS' }),
    });
    const plan = () => ({ steps: [], result: 'SUCCESS' as const });
    matrix.cells = [newJob('cell', 'DB=pg,OS=linux', state.folder('payments'), { matrix, plan })];
    state.quietPeriod = 0;
    state.offline = { message: '', by: 'admin', at: 1 };
    state.startBuild(matrix);
    const [item] = await listQueue(demo.session);
    assert.equal(item?.name, 'payments » mx » pg,linux');
    assert.equal(item?.job, 'payments/mx//DB=pg,OS=linux');
    assert.deepEqual(item?.causes, ['Started by upstream project "payments/mx" build number 1']);
  });

  it('has builds beyond the newest hundred', async () => {
    const job = demo.jenkins.state.job('hello');
    for (let i = 0; i < 150; i++) demo.jenkins.state.addFinishedBuild(job, { result: 'SUCCESS' });
    const newest = await listBuilds(demo.session, 'hello', 9);
    assert.equal(newest.length, 9);
    assert.doesNotMatch(demo.jenkins.requests.at(-1)?.path ?? '', /allBuilds/);
    const older = await listBuilds(demo.session, 'hello', { from: 100, to: 120 });
    assert.equal(older[0]?.number, (newest[0]?.number ?? 0) - 100);
    assert.equal(older.length, 20);
  });

  it('tells causes and changes of a build, and of a job’s last one', async () => {
    const main = await readJobDetails(demo.session, 'payments/api/main');
    assert.equal(main.changes[0]?.message, 'PAY-17 Refuse expired cards');
    assert.equal(main.changes[0]?.author, 'Dana Developer');
    assert.equal(main.lastPassed?.number, 2, 'the third failed');
    const number = main.job.lastBuild?.number ?? 0;
    const build = await readBuildDetails(demo.session, 'payments/api/main', number);
    assert.equal(build?.changes[0]?.id, '4f1c2d9e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e');
    assert.equal(build?.build.causes.length, 1);
    assert.ok((await listArtifacts(demo.session, 'payments/api/main', number)).length > 0);
  });

  describe('as an index of all jobs', () => {
    function seedDeep(folders: number, jobsEach: number): void {
      for (let f = 0; f < folders; f++) {
        const folder = newContainer('folder', `f${f}`, demo.jenkins.state.root);
        const deep = newContainer('folder', 'deep', newContainer('folder', 'er', folder));
        const deepest = newContainer('multibranch', 'repo', deep);
        for (let j = 0; j < jobsEach; j++) {
          newJob('pipeline', encodeBranch(`feature/${j}`), deepest, { plan });
        }
      }
    }

    it('reads any depth with few requests, and tells what it has as it comes', async () => {
      seedDeep(5, 20);
      const batches: number[] = [];
      const found = await indexJobs(demo.session, { onJobs: jobs => batches.push(jobs.length) });
      assert.equal(found.filter(({ fullName }) => fullName.startsWith('f0/er/deep/repo/feature%2F')).length, 20);
      assert.equal(found.length, new Set(found.map(({ fullName }) => fullName)).size);
      // Three levels at once, then one request for each folder that stands on the third of them.
      assert.equal(demo.jenkins.requests.length, 1 + 5);
      assert.equal(batches.length, 6);
    });

    it('has all other jobs where a folder cannot be read, and tells which', async () => {
      seedDeep(5, 2);
      const all = (await indexJobs(demo.session)).length;
      for (const status of [404, 500]) {
        const broken = { path: '/ci/job/f2/job/er/job/deep' };
        for (let i = 0; i < 2; i++) {
          demo.jenkins.answerOnce(broken, (_, res) => res.writeHead(status, { 'x-jenkins': '2.579' }).end());
        }
        const unread: string[] = [];
        const found = await indexJobs(demo.session, { onUnread: folder => unread.push(folder) });
        assert.equal(found.length, all - 3);
        assert.deepEqual(unread, ['f2/er/deep']);
        demo.jenkins.forgetAnswers();
      }
    });

    it('goes level by level where three at once are too much', async () => {
      demo.jenkins.answerOnce({ path: '/ci/api/json' }, (_, res) => res.writeHead(500, { 'x-jenkins': '2.579' }).end());
      const found = await indexJobs(demo.session);
      assert.ok(found.some(({ fullName }) => fullName === 'payments/api/feature%2Flogin'));
      assert.ok(demo.jenkins.requests.length > 3);
    });

    it('knows whose the last builds are, where that is asked for', async () => {
      const mine = (jobs: IndexedJob[]) => jobs.filter(({ people }) => people.includes('dev')).map(job => job.fullName);
      assert.deepEqual(mine(await indexJobs(demo.session, { detail: IndexDetail.builds })), []);
      assert.ok(mine(await indexJobs(demo.session, { detail: IndexDetail.people })).includes('fails'));
    });

    it('can be called off', async () => {
      const abort = new AbortController();
      seedDeep(5, 2);
      await assert.rejects(indexJobs(demo.session, { signal: abort.signal, onJobs: () => abort.abort() }));
      assert.ok(demo.jenkins.requests.length < 6);
    });
  });
});
