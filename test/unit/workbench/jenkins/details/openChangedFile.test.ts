import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { Uri } from '../../../../cases/editor/uri.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';

describe('a changed file of a commit', () => {
  const at = jenkinsWorkbench();
  const folder = mkdtempSync(join(tmpdir(), 'jj-changed-'));
  const asked: string[][] = [];

  before(() => {
    for (const path of ['shop/index.ts', 'till/index.ts']) {
      mkdirSync(join(folder, path, '..'));
      writeFileSync(join(folder, path), '');
    }
    at.editor.folders.push({ uri: Uri.file(folder) });
    const showQuickPick = async (items: readonly { readonly label: string }[]) => {
      asked.push(items.map(({ label }) => label));
    };
    Object.assign(Reflect.get(at.editor.api, 'window'), { showQuickPick });
  });
  after(() => {
    at.editor.folders.pop();
    Reflect.deleteProperty(Reflect.get(at.editor.api, 'window'), 'showQuickPick');
    rmSync(folder, { recursive: true });
  });
  const open = async (changedPath: string) => {
    await at.editor.execute('jenkinsJira.openChangedFile', { changedPath });
    return at.editor.opened.splice(0);
  };

  it('is opened where the workspace has it', async () => {
    assert.deepEqual(await open('shop/index.ts'), [join(folder, 'shop/index.ts')]);
  });

  it('is asked for where files of its name cannot be told apart', async () => {
    assert.deepEqual(await open('other/index.ts'), []);
    assert.equal(asked[0]?.length, 2);
  });

  it('is said to be missing', async () => {
    assert.deepEqual(await open('gone.ts'), []);
    assert.match(at.editor.messages.at(-1) ?? '', /^No file in this workspace matches gone\.ts\./);
  });
});
