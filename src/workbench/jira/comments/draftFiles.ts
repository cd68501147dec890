import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';
import type { Visibility } from '../../../jira/index.ts';
import { FlatFiles } from '../../shell/files/flatFiles.ts';
import type { Origin } from '../issues/documents.ts';
import type { IssueRef } from '../issues/issueRef.ts';
import { draftScheme } from './draftScheme.ts';

/** Subject of a draft: a new comment on an issue, or an existing comment. */
export interface DraftPlace {
  readonly connectionId: string;
  readonly key: string;
  /** Id of the edited comment. */
  readonly comment: string | undefined;
}

/** Properties of a draft besides its text. */
export interface DraftDetails {
  readonly visibility?: Visibility | undefined;
  readonly internal?: boolean | undefined;
  /** Origin of the text, where an existing comment is changed. */
  readonly origin?: Origin | undefined;
  /** Markdown that the editing began with. */
  readonly before?: string | undefined;
  /** Time of the comment's last change in Jira, as it was read. */
  readonly updated?: string | undefined;
}

/** URI of a draft as a document; it holds all parts, so that the editor can be restored after a reload. */
export function draftUri(
  { connection, key }: Pick<IssueRef, 'key'> & { connection: { id: string } },
  comment?: string,
): vscode.Uri {
  const title = comment ? vscode.l10n.t('Edit Comment on {0}', key) : vscode.l10n.t('Comment on {0}', key);
  const place = comment ? `${key}/${comment}` : key;
  return vscode.Uri.from({ scheme: draftScheme, path: `/${connection.id}/${place}/${title}.md` });
}

/** Subject of a draft's document; undefined for any other document. */
export function placeOfDraft(uri: vscode.Uri): DraftPlace | undefined {
  const [, connectionId, key, ...rest] = uri.path.split('/');
  const comment = rest.length === 2 ? rest[0] : undefined;
  const isDraft = connectionId && key && rest.at(-1) && rest.length <= 2;
  return isDraft ? { connectionId, key, comment } : undefined;
}

/**
 * Unsent comments, as files of the extension's own storage: they survive errors, reloads and restarts. A missing draft
 * is an empty file.
 */
export class DraftFiles extends FlatFiles {
  private readonly folder: vscode.Uri;

  constructor(storage: vscode.Uri) {
    super();
    this.folder = vscode.Uri.joinPath(storage, 'drafts');
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    // Every path above a draft is a folder, so that VS Code does not try to create it.
    if (!placeOfDraft(uri)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
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
    for (const file of [this.fileOf(uri), this.detailsOf(uri)]) {
      try {
        await vscode.workspace.fs.delete(file);
      } catch (error) {
        ifMissing(error);
      }
    }
  }

  /** Whether there is a draft that is not empty. */
  async has(uri: vscode.Uri): Promise<boolean> {
    return (await this.readFile(uri)).length > 0;
  }

  /** @throws when they are there but cannot be read: without them everybody would see a comment that is for some */
  async readDetails(uri: vscode.Uri): Promise<DraftDetails> {
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(this.detailsOf(uri));
    } catch (error) {
      ifMissing(error);
      return {};
    }
    return parseDetails(JSON.parse(Buffer.from(bytes).toString('utf8')));
  }

  async writeDetails(uri: vscode.Uri, details: DraftDetails): Promise<void> {
    await vscode.workspace.fs.writeFile(this.detailsOf(uri), Buffer.from(JSON.stringify(details)));
  }

  private fileOf(uri: vscode.Uri): vscode.Uri {
    return this.storageOf(uri, 'txt');
  }

  private detailsOf(uri: vscode.Uri): vscode.Uri {
    return this.storageOf(uri, 'json');
  }

  private storageOf(uri: vscode.Uri, ending: string): vscode.Uri {
    const place = placeOfDraft(uri);
    if (!place) throw vscode.FileSystemError.FileNotFound(uri);
    const name = place.comment === undefined ? place.key : `${place.key}~${place.comment}`;
    return vscode.Uri.joinPath(
      this.folder,
      encodeURIComponent(place.connectionId),
      `${encodeURIComponent(name)}.${ending}`,
    );
  }
}

function parseDetails(value: unknown): DraftDetails {
  if (!isObject(value)) return {};
  const visibility = isObject(value['visibility']) ? value['visibility'] : undefined;
  const type = visibility?.['type'];
  const name = asString(visibility?.['value']);
  return {
    ...((type === 'role' || type === 'group') && name ? { visibility: { type, value: name } } : {}),
    ...(typeof value['internal'] === 'boolean' ? { internal: value['internal'] } : {}),
    // Only this extension writes the file, into a folder of its own.
    before: asString(value['before']),
    updated: asString(value['updated']),
    ...(isObject(value['origin']) ? { origin: value['origin'] as unknown as Origin } : {}),
  };
}

function ifMissing(error: unknown): void {
  if (!(error instanceof vscode.FileSystemError) || error.code !== 'FileNotFound') throw error;
}
