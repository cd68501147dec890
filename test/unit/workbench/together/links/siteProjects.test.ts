import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { JiraFlavor } from '../../../../../src/jira/index.ts';
import type { BuildTexts } from '../../../../../src/reporting/index.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { demoJira } from '../../../fixtures/demoJira.ts';

describe('the projects of sites', () => {
  const demo = demoJira({ flavor: JiraFlavor.cloud, relayed: true });
  before(extensionEditor);

  it('are told where they could not be read, and read again with the next report', async () => {
    const { ProjectKeys } = await import('../../../../../src/workbench/jira/keys/projectKeys.ts');
    const { readSiteProjects } = await import('../../../../../src/workbench/together/links/siteProjects.ts');
    const { missedSites } = await import('../../../../../src/workbench/together/links/namedIssues.ts');
    const site = { id: 'jira', name: 'Jira' } as Parameters<typeof readSiteProjects>[1][number];
    const keys = new ProjectKeys({
      store: { ofProduct: () => [site] },
      sessions: { jira: () => demo.session },
      memento: { get: () => undefined, update: async () => undefined },
    } as never);
    const texts = (displayName: string): BuildTexts => ({
      ...{ job: 'main', commits: [], displayName, description: '', parameters: [], causes: [] },
    });
    const back = await demo.relay.refuse();
    const none = await readSiteProjects(keys, [site]);
    assert.deepEqual([none.of(site).size, missedSites(texts('PAY-1'), none)], [0, 'Jira']);
    assert.equal(missedSites(texts('#1'), none), '', 'it names no issue');
    await back();
    const read = await readSiteProjects(keys, [site]);
    assert.ok(read.of(site).has('PAY'));
    assert.equal(missedSites(texts('PAY-1'), read), '');
    const { length } = demo.jira.requests;
    await readSiteProjects(keys, [site]);
    assert.equal(demo.jira.requests.length, length, 'they are known');
    keys.dispose();
  });
});
