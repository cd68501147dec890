import * as vscode from 'vscode';
import { draftScheme } from './draftScheme.ts';
import type { IssueRef } from './issueRef.ts';

/** Subject of a draft: a new comment on an issue, or an existing comment. */
export interface DraftPlace {
  readonly connectionId: string;
  readonly key: string;
  /** Id of the edited comment. */
  readonly comment: string | undefined;
}

/** First part of a path, by which VS Code knows the language of texts for Jira. */
const languageFolder = 'jira-draft';

/** URI of a draft as a document; it holds all parts, so that the editor can be restored after a reload. */
export function draftUri(
  { connection, key }: Pick<IssueRef, 'key'> & { connection: { id: string } },
  comment?: string,
): vscode.Uri {
  const place = comment ? `${key}/${comment}` : key;
  const title = draftTitle({ key, comment });
  return vscode.Uri.from({ scheme: draftScheme, path: `/${languageFolder}/${connection.id}/${place}/${title}` });
}

/** Title of a draft for a person. */
export function draftTitle({ key, comment }: Pick<DraftPlace, 'key' | 'comment'>): string {
  return comment ? vscode.l10n.t('Edit Comment on {0}', key) : vscode.l10n.t('Comment on {0}', key);
}

/** Subject of a draft's document; undefined for any other document. */
export function placeOfDraft(uri: vscode.Uri): DraftPlace | undefined {
  const [, folder, connectionId, key, ...rest] = uri.path.split('/');
  const comment = rest.length === 2 ? rest[0] : undefined;
  const isDraft = folder === languageFolder && connectionId && key && rest.at(-1) && rest.length <= 2;
  return isDraft ? { connectionId, key, comment } : undefined;
}
