import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { IssuesToReportDeps } from '../../../../../src/workbench/together/links/buildIssues.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { addPastBuild } from '../../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import type { BuildResult } from '../../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';

describe('the issues that the end of a build offers to report on', () => {
  const demo = demoJenkins({ seed: 'empty' });
  before(extensionEditor);

  it('are those of all commits since the last build before it that passed', async () => {
    const { state } = demo.jenkins;
    const job = newJob('freestyle', 'cards', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
    const results: readonly BuildResult[] = ['SUCCESS', 'FAILURE', 'SUCCESS'];
    for (const [at, result] of results.entries()) {
      const change = { commitId: `c${at}`, author: 'Dana', message: `PAY-${at + 1}`, timestamp: 1, paths: ['a.c'] };
      const plan = () => ({ steps: [], result });
      addPastBuild(state, job, { ago: 100 - at, duration: 1, plan, more: { changes: [change] } });
    }
    const projects = new Set(['PAY']);
    const deps = {
      store: { ofProduct: () => [{ id: 'jira', name: 'Jira' }] },
      sessions: { jenkins: () => demo.session },
      projectKeys: { of: () => projects, readProjects: async () => projects },
    } as unknown as IssuesToReportDeps;
    const { issuesToReport } = await import('../../../../../src/workbench/together/links/buildIssues.ts');
    const connection = { id: 'ci', name: 'ci' } as Parameters<typeof issuesToReport>[1]['connection'];
    const found = await issuesToReport(deps, { connection, job: 'cards', number: 3 });
    assert.deepEqual(
      found.map(({ key }) => key),
      ['PAY-3', 'PAY-2'],
    );
  });
});
