import * as vscode from 'vscode';
import { FlatFiles } from '../files/flatFiles.ts';
import type { IssueRef } from '../issues/issueRef.ts';

export const draftScheme = 'jira-comment';

/** The address of an issue's draft as a document; it says all, so that the editor can be restored after a reload. */
export function draftUri({ connection, key }: Pick<IssueRef, 'key'> & { connection: { id: string } }): vscode.Uri {
  const title = vscode.l10n.t('Comment on {0}', key);
  return vscode.Uri.from({ scheme: draftScheme, path: `/${connection.id}/${key}/${title}.txt` });
}

/** The connection's id and the issue's key that a draft is for. */
export function issueOfDraft(uri: vscode.Uri): { connectionId: string; key: string } | undefined {
  const [, connectionId, key, title, ...more] = uri.path.split('/');
  return connectionId && key && title && more.length === 0 ? { connectionId, key } : undefined;
}

/**
 * Comments that are not sent yet, one an issue, as files of the extension's own storage: they survive errors, reloads
 * and restarts. An issue without a draft has an empty one.
 */
export class DraftFiles extends FlatFiles {
  private readonly folder: vscode.Uri;

  constructor(storage: vscode.Uri) {
    super();
    this.folder = vscode.Uri.joinPath(storage, 'drafts');
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    // Whatever is above a draft is a folder, so that nobody tries to make one.
    if (!issueOfDraft(uri)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    try {
      const { ctime, mtime, size } = await vscode.workspace.fs.stat(this.fileOf(uri));
      return { type: vscode.FileType.File, ctime, mtime, size };
    } catch (error) {
      ifMissing(error);
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 };
    }
  }

  override async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const file = this.fileOf(uri);
    try {
      return await vscode.workspace.fs.readFile(file);
    } catch (error) {
      ifMissing(error);
      return new Uint8Array();
    }
  }

  override async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await vscode.workspace.fs.writeFile(this.fileOf(uri), content);
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  override async delete(uri: vscode.Uri): Promise<void> {
    try {
      await vscode.workspace.fs.delete(this.fileOf(uri));
    } catch (error) {
      ifMissing(error);
    }
  }

  private fileOf(uri: vscode.Uri): vscode.Uri {
    const issue = issueOfDraft(uri);
    if (!issue) throw vscode.FileSystemError.FileNotFound(uri);
    return vscode.Uri.joinPath(
      this.folder,
      encodeURIComponent(issue.connectionId),
      `${encodeURIComponent(issue.key)}.txt`,
    );
  }
}

function ifMissing(error: unknown): void {
  if (!(error instanceof vscode.FileSystemError) || error.code !== 'FileNotFound') throw error;
}
