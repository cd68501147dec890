import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  jobPath,
  listPartRuns,
  listParts,
  PartKind,
  projectOfPart,
  readableName,
} from '../../../../src/jenkins/index.ts';
import { withOddJenkins } from '../../../cases/support/jenkins.ts';
import { addPastMatrix, newMatrix } from '../../../servers/jenkins/seed/matrixProject.ts';
import type { BuildPlan } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { until } from '../../fixtures/until.ts';

const passes = (): BuildPlan => ({ steps: [{ takes: 1000 }], result: 'SUCCESS' });
const fails = (): BuildPlan => ({ steps: [{ takes: 1000 }], result: 'FAILURE' });
const holds = (): BuildPlan => ({ steps: [{ holds: true }], result: 'SUCCESS' });

describe('the parts of a project', () => {
  const demo = demoJenkins();
  const grid = (name: string, plan = passes) =>
    newMatrix(name, demo.jenkins.state.root, { 'DB=pg,OS=win': fails, 'DB=my sql,OS=linux': plan });

  it('have names that lead to the addresses Jenkins has for them', () => {
    assert.equal(jobPath('team/grid//DB=my%20sql,OS=linux'), '/job/team/job/grid/DB=my%20sql,OS=linux');
    assert.equal(readableName('team/grid//DB=my%20sql,OS=linux'), 'team/grid/DB=my sql,OS=linux');
    assert.equal(projectOfPart('team/grid//DB=pg'), 'team/grid');
    assert.equal(projectOfPart('team/grid'), undefined);
    for (const name of ['grid//..', 'grid//%2e%2e', 'grid//a//b', 'grid//', '//a', 'grid//a?b', 'grid//a/b', 'a///b'])
      assert.throws(() => jobPath(name), name);
  });

  it('are listed with their last builds', async () => {
    addPastMatrix(demo.jenkins.state, grid('listed'), 5);
    const parts = await listParts(demo.session, 'listed', PartKind.configuration);
    assert.deepEqual(
      parts.map(({ fullName, label, lastBuild }) => [fullName, label, lastBuild?.number, lastBuild?.result]),
      [
        ['listed//DB=pg,OS=win', 'DB=pg, OS=win', 1, 'FAILURE'],
        ['listed//DB=my%20sql,OS=linux', 'DB=my sql, OS=linux', 1, 'SUCCESS'],
      ],
    );
  });

  it('are listed with a build of their own number, or as waiting', async () => {
    const { state } = demo.jenkins;
    const matrix = grid('again', holds);
    addPastMatrix(state, matrix, 5);
    state.executors.splice(1);
    state.queue.submit(matrix, { causes: [], delay: 0 });
    const [first] = matrix.cells?.slice(-1) ?? [];
    await until(() => first?.builds[0]?.number === 2);
    const runs = await listPartRuns(demo.session, { job: 'again', number: 2 }, PartKind.configuration);
    assert.deepEqual(
      runs.map(({ label, build, why }) => [label, build?.number ?? why]),
      [
        ['DB=my sql, OS=linux', 2],
        ['DB=pg, OS=win', 'Waiting for next available executor'],
      ],
    );
    const before = await listPartRuns(demo.session, { job: 'again', number: 1 }, PartKind.configuration);
    assert.deepEqual(
      before.map(({ job, build }) => [job, build?.result]),
      [
        ['again//DB=my%20sql,OS=linux', 'SUCCESS'],
        ['again//DB=pg,OS=win', 'FAILURE'],
      ],
    );
  });

  // Answers of recordings 1048 and 1050: two of three cells wait, and were never built before.
  it('wait where the queue has them, and those of another build are not told', async () => {
    const cells = 'http://127.0.0.1/job/lab/job/mx';
    const run = { number: 1, url: `${cells}/DB=pg,OS=win/1/`, building: true, result: null, timestamp: 1 };
    const item = (cell: string, upstreamBuild: number, upstreamProject = 'lab/mx') => ({
      _class: 'hudson.model.Queue$BuildableItem',
      actions: [{}, { causes: [{ upstreamBuild, upstreamProject }] }],
      task: { _class: 'hudson.matrix.MatrixConfiguration', url: `${cells}/${cell}/` },
      why: 'Executor slot already in use',
    });
    const answers = {
      '/job/lab/job/mx/1/api/json': { building: true, runs: [run] },
      '/queue/api/json': {
        items: [
          item('DB=pg,OS=linux', 1),
          item('DB=my%20sql,OS=linux', 1),
          item('DB=h2,OS=linux', 2),
          item('x', 1, 'mx'),
        ],
      },
    };
    await withOddJenkins(answers, async ({ session }) => {
      const runs = await listPartRuns(session, { job: 'lab/mx', number: 1 }, PartKind.configuration);
      assert.deepEqual(
        runs.map(({ job, label, build, isQueued }) => [job, label, build?.number, isQueued]),
        [
          ['lab/mx//DB=my%20sql,OS=linux', 'DB=my sql, OS=linux', undefined, true],
          ['lab/mx//DB=pg,OS=linux', 'DB=pg, OS=linux', undefined, true],
          ['lab/mx//DB=pg,OS=win', 'DB=pg, OS=win', 1, undefined],
        ],
      );
    });
  });

  it('that an older run stands for and that do not wait are told as not begun, while the project runs', async () => {
    const older = {
      number: 1,
      url: 'http://ci.invalid/job/mx/DB=pg/1/',
      building: false,
      result: 'SUCCESS',
      timestamp: 1,
    };
    const answers = { '/job/mx/2/api/json': { building: true, runs: [older] }, '/queue/api/json': { items: [] } };
    await withOddJenkins(answers, async ({ session }) => {
      const [cell] = await listPartRuns(session, { job: 'mx', number: 2 }, PartKind.configuration);
      assert.deepEqual([cell?.label, cell?.build, cell?.isQueued], ['DB=pg', undefined, undefined]);
    });
  });

  // Jenkins joins axes by commas, and escapes none in their values: matrix-project, Combination.toString.
  it('have labels and addresses, whatever is in the values of their axes', async () => {
    const labels = {
      'DB=a%20b,OPTS=-Dx=1,-Dy,OS=linux': 'DB=a b, OPTS=-Dx=1,-Dy, OS=linux',
      'LOAD=50%25,OS=win': 'LOAD=50%, OS=win',
      'LIST=a,b,OS=win': 'LIST=a,b, OS=win',
      'PATH=a%2Fb': 'PATH=a/b',
      'VER=1.0%7C2%3A3,Z=': 'VER=1.0|2:3, Z=',
    };
    const runs = Object.keys(labels).map(cell => ({
      ...{ number: 4, url: `http://ci.invalid/ci/job/team/job/mx/${cell}/4/` },
      ...{ building: false, result: 'SUCCESS', timestamp: 1 },
    }));
    await withOddJenkins({ '/job/team/job/mx/4/api/json': { building: false, runs } }, async ({ session }) => {
      const found = await listPartRuns(session, { job: 'team/mx', number: 4 }, PartKind.configuration);
      assert.deepEqual(
        Object.fromEntries(found.map(({ job, label }) => [job.slice('team/mx//'.length), label])),
        labels,
      );
      assert.deepEqual(
        found.map(({ job }) => jobPath(job)),
        Object.keys(labels).map(cell => `/job/team/job/mx/${cell}`),
      );
    });
  });

  // Fields of a module set and its modules: maven-plugin, MavenModuleSet.getModules; builds have the set's numbers.
  it('of Maven are the modules, and an older build asks for no more than its modules need', async () => {
    const module = (name: string, ...numbers: number[]) => {
      const builds = numbers.map(number => ({ number, building: false, result: 'SUCCESS', timestamp: 1, duration: 5 }));
      const url = `http://ci.invalid/job/shop/acme$${name}/`;
      return { _class: 'hudson.maven.MavenModule', name: `acme:${name}`, displayName: `Acme ${name}`, url, builds };
    };
    const modules = [module('core', 9, 8, 7), module('web', 9, 7)];
    const answer = {
      _class: 'hudson.maven.MavenModuleSet',
      modules: modules.map(each => ({ ...each, lastBuild: each.builds[0] })),
    };
    await withOddJenkins({ '/job/shop/api/json': answer }, async ({ session, requests }) => {
      const runs = async (number: number) =>
        (await listPartRuns(session, { job: 'shop', number }, PartKind.module)).map(({ job, label, build }) =>
          [job, label, build?.number].join(' '),
        );
      assert.deepEqual(await runs(9), ['shop//acme$core Acme core 9', 'shop//acme$web Acme web 9']);
      assert.equal(requests.length, 1);
      assert.deepEqual(await runs(8), ['shop//acme$core Acme core 8']);
      assert.match(decodeURIComponent(requests.at(-1)?.url ?? ''), /builds\[[^\]]*\]\{0,2\}/);
      const parts = await listParts(session, 'shop', PartKind.module);
      assert.deepEqual(
        parts.map(({ fullName, label }) => `${jobPath(fullName)} ${label}`),
        ['/job/shop/acme$core Acme core', '/job/shop/acme$web Acme web'],
      );
    });
  });

  it('of Maven have builds before the newest that Jenkins lists, too', async () => {
    const build = (number: number) => ({ number, building: false, result: 'SUCCESS', timestamp: 1, duration: 5 });
    const module = (name: string) => ({
      ...{ displayName: name, url: `http://ci.invalid/job/shop/acme$${name}/` },
      ...{ lastBuild: build(300), builds: Array.from({ length: 100 }, (_, at) => build(300 - at)) },
    });
    const answers = {
      '/job/shop/api/json': { modules: [module('core'), module('new')] },
      '/job/shop/acme$core/9/api/json': build(9),
    };
    await withOddJenkins(answers, async ({ session }) => {
      const runs = await listPartRuns(session, { job: 'shop', number: 9 }, PartKind.module);
      assert.deepEqual(
        runs.map(({ label, build: of }) => [label, of?.number]),
        [['core', 9]],
      );
    });
  });
});
