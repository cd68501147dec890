import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { TooLargeError } from '../../../http/errors.ts';
import {
  addAttachment,
  openAttachment,
  downloadAttachment as saveAttachment,
} from '../../../jira/issues/attachments.ts';
import type { Attachment } from '../../../jira/issues/issueDetails.ts';
import { pagesOf } from '../../connections/sessions/pages.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { Failure } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { UnderWay } from '../../shell/commands/underWay.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { RemoteFiles } from '../../shell/files/remoteFiles.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import type { IssueChanges } from './issueChanges.ts';
import { type IssueRef, pathOfIssue } from './issueRef.ts';
import { attachmentScheme } from './issueUri.ts';

const { t } = vscode.l10n;

const maxBytes = 50 * 1024 * 1024;

/** URI of an attachment as a document. */
export function attachmentUri({ connection }: IssueRef, { id, fileName }: Attachment): vscode.Uri {
  const query = new URLSearchParams({ connection: connection.id, id });
  return vscode.Uri.from({
    scheme: attachmentScheme,
    path: `/${fileName.replaceAll('/', '∕')}`,
    query: query.toString(),
  });
}

export interface AttachmentDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
}

/** Attachments as read-only files. */
export class AttachmentFiles extends RemoteFiles {
  private readonly deps: AttachmentDeps;

  constructor(deps: AttachmentDeps) {
    super();
    this.deps = deps;
  }

  protected override async read(uri: vscode.Uri): Promise<Uint8Array> {
    const query = new URLSearchParams(uri.query);
    const connection = this.deps.store.findJira(query.get('connection') ?? '');
    const id = query.get('id');
    if (!connection || !id) throw vscode.FileSystemError.FileNotFound(uri);
    const { sessions } = this.deps;
    try {
      const file = { id, fileName: basename(uri.path) };
      return await (
        await openAttachment(sessions.jira(connection), file, sessions.externalTransport(connection))
      ).whole(maxBytes);
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw vscode.FileSystemError.Unavailable(explanationText(error));
      throw vscode.FileSystemError.Unavailable(t('It is larger than 50 MiB. Download it instead.'));
    }
  }
}

/** Asks for a folder and saves an attachment there. */
export async function downloadAttachment(
  { sessions }: AttachmentDeps,
  issue: IssueRef,
  file: Attachment,
): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: t('Download Here'),
      title: t('Save {0}', file.fileName),
    })) ?? [];
  if (folder?.scheme !== 'file') return;
  // The name is the server's: it must not lead out of the folder.
  const name = basename(file.fileName.replaceAll('\\', '/'));
  const target = join(folder.fsPath, ['', '.', '..'].includes(name) ? file.id : name);
  const { connection } = issue;
  try {
    await refuseExisting(target);
    await withDelayedProgress(t('Downloading {0}…', file.fileName), async signal => {
      const externalTransport = sessions.externalTransport(connection);
      await saveAttachment(sessions.jira(connection), file, target, externalTransport, { signal });
    });
  } catch (error) {
    throw new Failure(t('Could not download {0}.', file.fileName), error, connection);
  }
  notifyInformation(t('Downloaded {0}.', target));
}

/** @throws Error where something has this name, a symlink included */
async function refuseExisting(target: string): Promise<void> {
  const exists = await lstat(target).then(
    () => true,
    () => false,
  );
  if (exists) throw new Error(t('{0} already exists.', target));
}

/** File that is to be attached. */
export interface AttachedFile {
  readonly fileName: string;
  /** Equal for the same file: it is not attached twice at once. */
  readonly id: string;
  readonly read: () => Thenable<Uint8Array>;
}

interface AttachDeps extends Pick<AttachmentDeps, 'sessions'> {
  readonly underWay: UnderWay;
}

/** Asks for files and attaches them. @returns whether any was attached */
export async function attachFiles(deps: AttachDeps, issue: IssueRef): Promise<boolean> {
  const files = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: t('Attach'),
    title: t('Attach to {0}', issue.key),
  });
  await attachAll(deps, issue, (files ?? []).map(fileAt));
  return (files ?? []).length > 0;
}

/** A file that the editor can read. */
export function fileAt(uri: vscode.Uri): AttachedFile {
  return { fileName: basename(uri.path), id: uri.toString(), read: () => vscode.workspace.fs.readFile(uri) };
}

/** Attaches files to an issue, one after the other. @returns the ids of those that were attached, by their names */
export async function attachAll(
  { sessions, underWay }: AttachDeps,
  { connection, key }: IssueRef,
  files: readonly AttachedFile[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { fileName, id, read } of files) {
    const words = t('{0} is being attached to {1}.', fileName, key);
    const attached = await underWay.once(['attach', connection.id, key, id], { words }, async () => {
      const ends = {
        connection,
        doing: t('Attaching {0}…', fileName),
        done: t('{0} was attached to {1}.', fileName, key),
        failed: t('Could not attach {0} to {1}.', fileName, key),
        doubtful: t('{0} may or may not have been attached to {1}.', fileName, key),
        page: pathOfIssue(key),
      };
      return doWrite(ends, async control => {
        const content = await read();
        return addAttachment(sessions.jira(connection), key, { fileName, content }, control);
      });
    });
    if (attached) ids.set(fileName, attached.id);
  }
  return ids;
}

/** Attaches files that were pasted or dropped. @returns the addresses of those that were attached, by their names */
export type AttachPasted = (
  issue: IssueRef,
  files: readonly { readonly name: string; readonly content: Uint8Array }[],
) => Promise<ReadonlyMap<string, string>>;

export function attachingPasted(deps: AttachDeps & { readonly changes: Pick<IssueChanges, 'notify'> }): AttachPasted {
  return async (issue, files) => {
    const named = files.map(({ name, content }) => {
      // Signs that wiki markup could not name the file with.
      const fileName = name.replace(/[!|^[\]{}\n]/g, '-');
      return { fileName, id: `${fileName} ${content.byteLength}`, read: async () => content };
    });
    try {
      const ids = await attachAll(deps, issue, named);
      const pages = await pagesOf(issue.connection, deps.sessions);
      return new Map([...ids].map(([name, id]) => [name, pages.resolve(`/rest/api/3/attachment/content/${id}`).href]));
    } finally {
      // Some may have been attached before one failed.
      deps.changes.notify(issue);
    }
  };
}
