import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ForbiddenError } from '../../../../src/http/index.ts';
import { listWaitingBuilds } from '../../../../src/jenkins/pipelines/waitingBuilds.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { newContainer, newJob } from '../../../servers/jenkins/state/items.ts';
import type { BuildStep, Container } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { gate } from '../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../fixtures/until.ts';

describe('the builds of a Jenkins that wait for input', () => {
  const demo = demoJenkins();
  const start = async (name: string, folder: Container, ...steps: BuildStep[]) => {
    const { state } = demo.jenkins;
    const job = newJob('pipeline', name, folder, { plan: () => ({ steps, result: 'SUCCESS' as const }) });
    state.startBuild(job);
    await until(() => job.builds.length > 0);
    return job;
  };

  it('are listed by one request for the running ones, the longest running first', async () => {
    const { state } = demo.jenkins;
    const team = newContainer('folder', 'Ž team', state.root);
    const first = await start('feature%2Fx', team, { input: { ...gate('Gate', 'Deploy?'), submitter: 'dev' } });
    await start('busy', state.root, { holds: true });
    await start('two', state.root, { input: gate('A'), goesOn: true }, { input: gate('B') });
    const over = await start('over', state.root, { input: gate('Over') });
    const [build] = over.builds;
    assert.ok(build);
    state.runner.abort(build, 'admin');
    await until(() => first.builds[0]?.inputs.length === 1);
    const before = demo.jenkins.requests.length;
    const found = await listWaitingBuilds(demo.session);
    assert.equal(demo.jenkins.requests.length, before + 1);
    assert.match(demo.jenkins.requests.at(-1)?.path ?? '', /^\/computer\/api\/json/);
    assert.deepEqual(
      found.map(({ job, build: { number, inputs } }) => [job, number, inputs.map(({ message }) => message)]),
      [
        ['Ž team/feature%2Fx', 1, ['Deploy?']],
        ['two', 1, ['A?', 'B?']],
      ],
    );
  });

  it('are those that the account may see', async () => {
    const { state } = demo.jenkins;
    const job = await start('secret', state.root, { input: gate('Gate') });
    job.hiddenFrom.add(demoUsers.dev.id);
    assert.deepEqual(await listWaitingBuilds(demo.session), []);
    assert.equal((await listWaitingBuilds(demo.sessionOf(demoUsers.admin))).length, 1);
  });

  it('are refused as Jenkins refuses them', async () => {
    demo.jenkins.answerOnce({ path: /^\/computer\// }, (_, res) =>
      res.writeHead(403, { 'x-jenkins': '2.579', 'x-required-permission': 'hudson.model.Hudson.Read' }).end(),
    );
    await assert.rejects(listWaitingBuilds(demo.session), ForbiddenError);
  });
});
