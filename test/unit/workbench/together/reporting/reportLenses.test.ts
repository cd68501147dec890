import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { JiraFlavor } from '../../../../../src/jira/index.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';

const address = 'https://ci.example.com/job/main/51/';
const keys = { cloud: 'PAY-431', dataCenter: 'PAY-436' } as const;

describe('the lines above a report', () => {
  let titles: (text: string, flavors: readonly JiraFlavor[], draft?: object) => Promise<string[]>;

  before(async () => {
    await extensionEditor();
    const { ReportLenses } = await import('../../../../../src/workbench/together/reporting/reportLenses.ts');
    titles = async (text, flavors, draft) => {
      const issues = flavors.map(flavor => ({ site: flavor, key: keys[flavor] }));
      const files = {
        refOf: () => ({ job: 'main', number: 51 }),
        detailsOf: async () => ({ address, startedAt: 1, issues }),
        draftOf: async () => draft,
      };
      const store = { findJira: (flavor: string) => ({ id: flavor, flavor }) };
      const background = { optional: (_: string, work: () => unknown) => work() };
      const lenses = new ReportLenses(files as never, { store, background, drafts: {} } as never);
      const document = { uri: { scheme: 'jenkins-report', path: '/', query: '' }, getText: () => text };
      const found = await lenses.provideCodeLenses(document as never);
      return found.map(({ command }) => command?.title ?? '');
    };
  });

  const { cloud, dataCenter } = JiraFlavor;

  it('tell a line that is added before the text, on the issues of a Data Center', async () => {
    const words = 'Markdown. On PAY-436, a line with a link to the build is added before it.';
    assert.equal((await titles('It failed', [cloud, dataCenter])).at(-1), words);
    const draft = { text: 'It failed', base: { text: '' }, since: Date.now() };
    const both = (await titles('It failed', [dataCenter], draft)).slice(-2);
    assert.deepEqual([both[0]?.startsWith('Unsent draft'), both[1]], [true, words]);
  });

  it('say that the text is posted as it is, where it names the build or its Jira needs no name', async () => {
    const words = 'Markdown. This text is posted as it stands here.';
    assert.equal((await titles(`[main #51](${address}) failed`, [cloud, dataCenter])).at(-1), words);
    assert.equal((await titles('It failed', [cloud])).at(-1), words);
  });
});
