import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type * as vscode from 'vscode';
import type { DraftFiles } from '../../../../../src/workbench/jira/comments/draftFiles.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { Uri } from '../../../../cases/editor/uri.ts';

describe('the audience of a draft', () => {
  let files: DraftFiles;
  let uri: vscode.Uri;
  /** Answers the reading of the file; undefined where there is none. */
  let stored: string | undefined;

  before(async () => {
    const { api } = await extensionEditor();
    const { workspace, FileSystemError } = api as {
      workspace: object;
      FileSystemError: new () => Error;
    };
    const readFile = async () => {
      if (stored === undefined) throw Object.assign(new FileSystemError(), { code: 'FileNotFound' });
      return Buffer.from(stored);
    };
    Object.assign(workspace, { fs: { readFile } });
    const drafts = await import('../../../../../src/workbench/jira/comments/draftFiles.ts');
    files = new drafts.DraftFiles(Uri.file('/') as unknown as vscode.Uri);
    uri = drafts.draftUri({ key: 'PAY-1', connection: { id: 'jira' } });
  });

  it('is everybody where none was chosen', async () => {
    stored = undefined;
    assert.deepEqual(await files.readDetails(uri), {});
  });

  it('is kept', async () => {
    stored = JSON.stringify({ visibility: { type: 'role', value: 'Developers' } });
    assert.deepEqual((await files.readDetails(uri)).visibility, { type: 'role', value: 'Developers' });
  });

  it('is not taken for everybody where it cannot be read', async () => {
    stored = '{"visibility":{"type":"role","val';
    await assert.rejects(files.readDetails(uri), SyntaxError);
  });
});
