import * as vscode from 'vscode';
import type { IssueRef } from '../issues/issueRef.ts';

export const draftScheme = 'jira-comment';

/** The address of an issue's draft as a document; it says all, so that the editor can be restored after a reload. */
export function draftUri({ connection, key }: Pick<IssueRef, 'key'> & { connection: { id: string } }): vscode.Uri {
  const title = vscode.l10n.t('Comment on {0}', key);
  return vscode.Uri.from({ scheme: draftScheme, path: `/${connection.id}/${key}/${title}.txt` });
}

/** The connection's id and the issue's key that a draft is for. */
export function issueOfDraft(uri: vscode.Uri): { connectionId: string; key: string } | undefined {
  const [, connectionId, key] = uri.path.split('/');
  return connectionId && key ? { connectionId, key } : undefined;
}

/**
 * Comments that are not sent yet, one an issue, as files of the extension's own storage: they survive errors, reloads
 * and restarts. An issue without a draft has an empty one.
 */
export class DraftFiles implements vscode.FileSystemProvider {
  private readonly folder: vscode.Uri;
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(storage: vscode.Uri) {
    this.folder = vscode.Uri.joinPath(storage, 'drafts');
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined); // only this window writes what it shows
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    try {
      const { ctime, mtime, size } = await vscode.workspace.fs.stat(this.fileOf(uri));
      return { type: vscode.FileType.File, ctime, mtime, size };
    } catch (error) {
      ifMissing(error);
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 };
    }
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    try {
      return await vscode.workspace.fs.readFile(this.fileOf(uri));
    } catch (error) {
      ifMissing(error);
      return new Uint8Array();
    }
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await vscode.workspace.fs.writeFile(this.fileOf(uri), content);
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  async delete(uri: vscode.Uri): Promise<void> {
    try {
      await vscode.workspace.fs.delete(this.fileOf(uri));
    } catch (error) {
      ifMissing(error);
    }
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
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
