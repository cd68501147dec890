import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { IssuesToReportDeps } from '../../../../../src/workbench/together/links/buildIssues.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { addPastBuild } from '../../../../servers/jenkins/builds/pastBuild.ts';
import { demoUsers } from '../../../../servers/jenkins/index.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import type { BuildResult } from '../../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';

describe('the issues that the end of a build offers to report on', () => {
  const demo = demoJenkins({ seed: 'empty' });
  before(extensionEditor);

  type Build = Parameters<
    typeof import('../../../../../src/workbench/together/links/buildIssues.ts').issuesToReport
  >[1];
  const connection = { id: 'ci', name: 'ci' } as Build['connection'];

  /** Keys of the issues. @param isReported whether builds of the job are reported by themselves */
  const find = async (number: number, isReported = false) => {
    const { issuesToReport } = await import('../../../../../src/workbench/together/links/buildIssues.ts');
    const projects = new Set(['PAY']);
    const deps = {
      store: { ofProduct: () => [{ id: 'jira', name: 'Jira' }] },
      sessions: { jenkins: () => demo.session },
      projectKeys: { of: () => projects, readProjects: async () => projects },
      reportedJobs: { has: () => isReported },
    } as unknown as IssuesToReportDeps;
    return (await issuesToReport(deps, { connection, job: 'cards', number })).map(({ key }) => key);
  };

  it('are those of all commits since the last build before it that passed', async () => {
    const { state } = demo.jenkins;
    const job = newJob('freestyle', 'cards', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
    const results: readonly BuildResult[] = ['SUCCESS', 'FAILURE', 'SUCCESS'];
    for (const [at, result] of results.entries()) {
      const change = { commitId: `c${at}`, author: 'Dana', message: `PAY-${at + 1}`, timestamp: 1, paths: ['a.c'] };
      const plan = () => ({ steps: [], result });
      addPastBuild(state, job, { ago: 100 - at, duration: 1, plan, more: { changes: [change] } });
    }
    assert.deepEqual(await find(3), ['PAY-3', 'PAY-2']);
  });

  it('are none of a build that is reported by itself', async () => {
    const { state } = demo.jenkins;
    const plan = () => ({ steps: [], result: 'SUCCESS' as const });
    const job = newJob('freestyle', 'cards', state.root, { plan });
    for (const { id: userId, fullName: userName } of [demoUsers.dev, demoUsers.admin]) {
      const more = { description: 'PAY-1' };
      addPastBuild(state, job, { ago: 5, duration: 1, plan, more, causes: [{ kind: 'user', userId, userName }] });
    }
    assert.deepEqual([await find(1, true), await find(1), await find(2, true)], [[], ['PAY-1'], ['PAY-1']]);
  });
});
