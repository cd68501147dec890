import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { type DemoJira, demoUsers, startDemoJira } from '../../../../servers/jira/index.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';

const test = { name: 'card', className: 'Cards', message: '', stackTrace: '', failedSince: 1, blocks: [] };
const target = { connection: 'jenkins', job: 'payments/api', number: 2, test };
const setting = 'jenkinsJira.jira.siteOfBuilds';

describe('a bug of a failed test', () => {
  const at = jenkinsWorkbench();
  const jiras: DemoJira[] = [];

  before(async () => {
    const { fred } = demoUsers;
    const cloud = await startDemoJira({ flavor: 'cloud' });
    const dataCenter = await startDemoJira({ flavor: 'dataCenter' });
    jiras.push(cloud, dataCenter);
    const site = (id: string, { url }: DemoJira, flavor: string, user: string) => ({
      ...{ id, product: 'jira', name: id, url, flavor, auth: { kind: 'basic', user } },
    });
    at.editor.set('jenkinsJira.connections', [
      { id: 'jenkins', product: 'jenkins', name: 'ci', url: at.jenkins.url, auth: { kind: 'apiToken', user: 'dev' } },
      site('demoJira', cloud, 'cloud', fred.emailAddress),
      site('demoDataCenter', dataCenter, 'dataCenter', fred.name),
    ]);
  });
  afterEach(() => at.editor.set(setting, []));
  after(async () => {
    for (const jira of jiras) await jira.close();
  });

  /** Names of the sites of which issues are offered. */
  const offered = async () => {
    const done = at.editor.execute('jenkinsJira.createBugFromTest', target);
    const list = await at.editor.dialogs.nextPick();
    const refs = list.items.flatMap(item => {
      const { value } = item as { readonly value?: unknown };
      return typeof value === 'object' && value ? [value as { readonly connection: { readonly id: string } }] : [];
    });
    list.hide();
    await done;
    return [...new Set(refs.map(({ connection }) => connection.id))].sort();
  };

  it('may be there already: on the site of the job, where the setting names it', async () => {
    assert.deepEqual(await offered(), ['demoDataCenter', 'demoJira']);
    at.editor.set(setting, [{ jenkins: 'ci', folder: 'payments', jira: 'demoDataCenter' }]);
    assert.deepEqual(await offered(), ['demoDataCenter']);
  });

  it('is created on the site of the job, which is not asked for again', async () => {
    at.editor.set(setting, [{ jenkins: 'ci', folder: 'payments', jira: 'demoDataCenter' }]);
    const [cloud, dataCenter] = jiras.map(jira => jira.requests.length);
    const done = at.editor.execute('jenkinsJira.createBugFromTest', target);
    const known = await at.editor.dialogs.nextPick();
    await known.choose('Create a new issue…');
    const projects = await at.editor.dialogs.nextPick();
    assert.equal(projects.title, 'Create Issue');
    assert.deepEqual(
      projects.labels.filter(label => label.startsWith('demo')),
      [],
    );
    projects.hide();
    await done;
    assert.equal(jiras[0]?.requests.length, cloud);
    assert.notEqual(jiras[1]?.requests.length, dataCenter);
  });
});
