import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import { askModal } from '../messages/notifications.ts';
import type { ServerText } from './textKind.ts';

const { t } = vscode.l10n;

/** Text of a server beside the draft of it. */
export interface Comparison {
  readonly uri: vscode.Uri;
  readonly title: string;
  readonly now: ServerText;
  /** Whether the server's text is another than the one that the editing began with. */
  readonly isChanged: boolean;
}

const serverMark = 'which=server';

/** URI of the server's text. */
export function serverUri(uri: vscode.Uri): vscode.Uri {
  return uri.with({ query: uri.query ? `${uri.query}&${serverMark}` : serverMark });
}

export function isServerText(uri: vscode.Uri): boolean {
  return uri.query.endsWith(serverMark);
}

/** Shows the server's text and the draft side by side. */
export async function showComparison(uri: vscode.Uri, title: string): Promise<void> {
  const label = inLabel(t('{0}: server ↔ your draft', title));
  await vscode.commands.executeCommand('vscode.diff', serverUri(uri), uri, label, { preview: false });
}

/** Asks whether a text that was changed on the server since is to be replaced. */
export async function mayReplace({ title }: Comparison): Promise<'replace' | 'compare' | undefined> {
  const overwrite = t('Overwrite');
  const compare = t('Compare');
  const chosen = await askModal(
    t('{0} was changed on the server since you started.', title),
    { detail: t('Overwriting discards that change.') },
    compare,
    overwrite,
  );
  if (chosen === overwrite) return 'replace';
  return chosen === compare ? 'compare' : undefined;
}

/** Version of a server's text, by which changes are known. */
export function versionOf(server: ServerText | undefined): string | undefined {
  return server?.version ?? server?.text;
}

export async function wantsDiscard(title: string): Promise<boolean> {
  const discard = t('Discard');
  return (await askModal(t('Discard your changes to {0}?', title), {}, discard)) === discard;
}
