import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import type { Background } from '../commands/background.ts';
import { fullTime, timeAgo } from '../words/timeWords.ts';
import { isServerText } from './comparison.ts';
import type { Drafts } from './drafts.ts';
import type { TextFiles } from './textFiles.ts';

const { t } = vscode.l10n;

/** Line above a text under edit: since when it is unsent, and how it is applied. */
export class DraftLenses implements vscode.CodeLensProvider {
  private readonly files: Pick<TextFiles<never>, 'draftOf' | 'verb'>;
  private readonly background: Background;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(files: DraftLenses['files'], { drafts, background }: { drafts: Drafts; background: Background }) {
    this.files = files;
    this.background = background;
    this.onDidChangeCodeLenses = drafts.onDidChange;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (isServerText(document.uri)) return [];
    const since = await unsentSince(this.files, document.uri, this.background);
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string, tooltip = '') =>
      new vscode.CodeLens(top, {
        title: inLabel(title),
        tooltip,
        command: command && `jenkinsJira.${command}`,
        arguments: [document.uri],
      });
    if (since === undefined)
      return [lens(t('Ctrl+S applies the text. You can close the editor and continue later; the draft is kept.'), '')];
    return [
      lens(t('Unsent draft, started {0}. Ctrl+S applies it.', timeAgo(since)), '', fullTime(since)),
      lens(this.files.verb, 'applyText'),
      lens(t('Discard'), 'discardText'),
    ];
  }
}

/** Time since when a document's draft is unsent; undefined for none. */
export async function unsentSince(
  files: Pick<TextFiles<never>, 'draftOf'>,
  uri: vscode.Uri,
  background: Background,
): Promise<number | undefined> {
  const draft = await background.optional('A draft could not be read', () => files.draftOf(uri));
  return draft && draft.text !== draft.base.text ? draft.since : undefined;
}
