import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { keysInBranch } from '../../../../../src/jira/index.ts';
import type { CommitMessageDeps } from '../../../../../src/workbench/together/mywork/commitMessages.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';

const setting = 'jenkinsJira.commitMessage';

describe('the warning of a branch whose key is no issue', () => {
  let editor: Editor;
  let window: Record<string, unknown>;
  let real: unknown;
  const told: string[] = [];

  before(async () => {
    editor = await extensionEditor();
    ({ window } = editor.api as unknown as { window: Record<string, unknown> });
    real = window['setStatusBarMessage'];
    window['setStatusBarMessage'] = (text: string) => void told.push(text);
    editor.set(setting, '{key} {summary}');
  });
  after(() => {
    window['setStatusBarMessage'] = real;
    editor.settings.delete(setting);
  });

  /** Checks a branch out. @param projects keys of each site's projects; empty where they could not be read */
  const warned = async (branch: string, ...projects: readonly (readonly string[])[]) => {
    const { CommitMessages } = await import('../../../../../src/workbench/together/mywork/commitMessages.ts');
    let name = 'main';
    const all = () => [{ root: 'file:///work/api', repository: 'api', name, keys: [] }];
    const isProject = (project: string) => projects.some(keys => keys.includes(project));
    const messages = new CommitMessages({
      branches: { all, messageBox: () => ({ value: '' }) },
      store: { ofProduct: () => projects.map((_, at) => ({ id: String(at) })) },
      projectKeys: {
        of: ({ id }: { readonly id: string }) => new Set(projects[Number(id)]),
        issueOfBranch: async (text: string) => {
          const [key] = keysInBranch(text, isProject);
          return key && { connection: { id: '0' }, key };
        },
      },
      ...{ issueCache: {}, background: { optional: async () => undefined } },
    } as unknown as CommitMessageDeps);
    name = branch;
    await messages.look();
    return told.splice(0);
  };
  const words = (key: string) => [`${key} is not an issue of a connected Jira.`];

  it('comes for a project that no site has', async () => {
    assert.deepEqual(await warned('feature/ABC-7-cards', ['PAY'], ['OPS']), words('ABC-7'));
    assert.deepEqual(await warned('fix_A_B-7', ['PAY']), words('A_B-7'));
    assert.deepEqual(await warned('PAY-7', ['PAY']), []);
  });

  it('stays away while the projects of a site are unknown, or where there is no site', async () => {
    assert.deepEqual(await warned('feature/ABC-7', ['PAY'], []), []);
    assert.deepEqual(await warned('feature/ABC-7'), []);
  });

  it('stays away for names that only look like a key', async () => {
    for (const branch of ['release/RC-1', 'fix-UTF-8-names', 'SHA-256', 'release-2', 'fix/bug-12'])
      assert.deepEqual(await warned(branch, ['PAY']), [], branch);
    assert.deepEqual(await warned('RC-1', ['RC']), []);
    assert.deepEqual(await warned('RC-1-ABC-7', ['PAY']), words('ABC-7'));
  });
});
