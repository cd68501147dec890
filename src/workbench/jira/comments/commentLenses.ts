import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import { type DraftFiles, placeOfDraft } from './draftFiles.ts';

const { t } = vscode.l10n;

/** Code lenses above a draft: post, preview, discard, and its audience. */
export class CommentLenses implements vscode.CodeLensProvider {
  private readonly files: DraftFiles;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(files: DraftFiles) {
    this.files = files;
  }

  /** The audience of a comment was changed. */
  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const place = placeOfDraft(document.uri);
    if (!place) return [];
    const { visibility, internal } = await this.files.readDetails(document.uri);
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, {
        title: inLabel(title),
        command: command && `jenkinsJira.${command}`,
        arguments: [document.uri],
      });
    const seenBy = internal ? t('internal') : (visibility?.value ?? t('everybody'));
    return [
      lens(place.comment === undefined ? t('Post Comment') : t('Save Changes to Jira'), 'postComment'),
      lens(t('Preview'), 'previewComment'),
      lens(t('Seen by: {0}', seenBy), 'chooseCommentVisibility'),
      lens(t('Discard Draft'), 'discardComment'),
      lens(t('Markdown; saving keeps a draft. @ mentions people.'), ''),
    ];
  }
}
