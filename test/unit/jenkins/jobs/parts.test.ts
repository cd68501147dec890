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
      runs.map(({ label, build }) => [label, build?.number]),
      [
        ['DB=my sql, OS=linux', 2],
        ['DB=pg, OS=win', undefined],
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
});
