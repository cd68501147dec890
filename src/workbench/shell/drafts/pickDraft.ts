import * as vscode from 'vscode';
import { askPick } from '../dialogs/askPick.ts';
import { notifyInformation, showInformation } from '../messages/notifications.ts';
import { timeAgo } from '../words/timeWords.ts';
import type { DraftBook } from './draftBook.ts';
import type { Drafts } from './drafts.ts';
import type { Unsent } from './unsent.ts';

const { t } = vscode.l10n;

/**
 * Lists unsent drafts, and opens the chosen one.
 * @param line whose drafts are meant, of which a single one is opened at once; absent for all
 */
export async function pickDraft(
  drafts: Drafts,
  nameOf: (connection: string) => string | undefined,
  line?: Pick<Unsent, 'connection' | 'place'>,
): Promise<void> {
  const book = await drafts.open();
  const isMeant = ({ connection, place }: Unsent) =>
    line === undefined || (connection === line.connection && place === line.place);
  const list = (await book.list()).filter(isMeant);
  const [first, ...others] = list;
  if (!first) {
    notifyInformation(t('There are no unsent drafts.'));
    return;
  }
  const chosen = line && others.length === 0 ? first : await choose(list);
  if (chosen) await vscode.window.showTextDocument(vscode.Uri.parse(chosen.uri), { preview: false });

  async function choose(unsent: readonly Unsent[]): Promise<Unsent | undefined> {
    const answer = await askPick<Unsent>({
      title: t('Unsent Drafts'),
      placeholder: t('Select a draft to continue it'),
      items: unsent.map(value => ({
        label: value.title,
        description: [nameOf(value.connection), timeAgo(value.since)].filter(Boolean).join(' · '),
        iconPath: new vscode.ThemeIcon('edit'),
        buttons: [{ iconPath: new vscode.ThemeIcon('trash'), tooltip: t('Discard Draft') }],
        value,
      })),
      onButton: draft => discard(book, draft),
    });
    return answer.kind === 'answered' ? answer.value : undefined;
  }
}

/** Discards a draft, which can be undone. */
async function discard(book: DraftBook, draft: Unsent): Promise<void> {
  const kept = await book.read(draft);
  await book.remove(draft);
  const undo = t('Undo');
  if (kept && (await showInformation(t('Draft discarded: {0}', draft.title), undo)) === undo)
    await book.write(draft, draft.uri, kept);
}
