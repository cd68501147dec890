import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
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
});
