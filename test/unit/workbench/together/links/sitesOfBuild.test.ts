import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { IssueRef } from '../../../../../src/workbench/jira/issues/issueRef.ts';
import type { BuildsOfIssuesDeps } from '../../../../../src/workbench/together/links/issueBuilds.ts';
import type { sitesOfJob } from '../../../../../src/workbench/together/links/sitesOfBuild.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';

const setting = 'jenkinsJira.jira.siteOfBuilds';

describe('the site of a build', () => {
  let editor: Editor;
  let find: (job: string, sites?: readonly string[]) => readonly string[];

  before(async () => {
    editor = await extensionEditor();
    const module = await import('../../../../../src/workbench/together/links/sitesOfBuild.ts');
    find = (job, sites = ['Jira', 'Jira of Payments']) => {
      const store = { ofProduct: () => sites.map(name => ({ name })) };
      const args = [store, { connection: { name: 'ci' }, job }] as unknown as Parameters<typeof sitesOfJob>;
      return module.sitesOfJob(...args).map(({ name }) => name);
    };
  });
  after(() => editor.set(setting, []));

  it('is each one where none is named, so the only one by itself', () => {
    editor.set(setting, []);
    assert.deepEqual(find('app'), ['Jira', 'Jira of Payments']);
    assert.deepEqual(find('app', ['Jira']), ['Jira']);
  });

  it('is that of its Jenkins, or of its innermost folder there', () => {
    editor.set(setting, [
      { jenkins: 'ci', jira: 'Jira' },
      { jenkins: 'ci', folder: 'payments', jira: 'Jira of Payments' },
      { jenkins: 'other', folder: 'app', jira: 'Jira of Payments' },
    ]);
    assert.deepEqual(find('app'), ['Jira']);
    assert.deepEqual(find('payments/api/main'), ['Jira of Payments']);
    assert.deepEqual(find('payments-old/api'), ['Jira']);
  });

  it('is each one where the named one is not connected', () => {
    editor.set(setting, [{ jenkins: 'ci', jira: 'Gone' }]);
    assert.deepEqual(find('app'), ['Jira', 'Jira of Payments']);
  });

  it('alone has its builds in the tooltip and on the page of an issue', async () => {
    editor.set(setting, [{ jenkins: 'ci', jira: 'Jira' }]);
    const { BuildsOfIssues } = await import('../../../../../src/workbench/together/links/issueBuilds.ts');
    const job = { fullName: 'app/PAY-17', lastBuild: undefined, color: 'blue' };
    const deps = {
      store: { ofProduct: () => ['Jira', 'Jira of Payments'].map(name => ({ id: name, name })) },
      issueJobs: { find: async () => [{ connection: { id: 'ci', name: 'ci' }, job }] },
      namedBuilds: async () => ({ find: async () => [] }),
    };
    const builds = new BuildsOfIssues(deps as unknown as BuildsOfIssuesDeps);
    const seen = async (site: string) => {
      const issue = { connection: { id: site }, key: 'PAY-17' } as IssueRef;
      const { signal } = new AbortController();
      return [(await builds.lines(issue, signal)).length, (await builds.section(issue, signal)) !== ''];
    };
    assert.deepEqual(await seen('Jira'), [1, true]);
    assert.deepEqual(await seen('Jira of Payments'), [0, false]);
  });
});
