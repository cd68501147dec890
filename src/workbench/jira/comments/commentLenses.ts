import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import type { Background } from '../../shell/commands/background.ts';
import { type DraftDetails, type DraftFiles, placeOfDraft } from './draftFiles.ts';

const { t } = vscode.l10n;

/** Code lenses above a draft: post, preview, discard, and its audience. */
export class CommentLenses implements vscode.CodeLensProvider {
  private readonly files: DraftFiles;
  private readonly background: Background;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(files: DraftFiles, background: Background) {
    this.files = files;
    this.background = background;
  }

  /** The audience of a comment was changed. */
  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const place = placeOfDraft(document.uri);
    if (!place) return [];
    const details = await this.background.optional('The audience of a draft could not be read', () =>
      this.files.readDetails(document.uri),
    );
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, {
        title: inLabel(title),
        command: command && `jenkinsJira.${command}`,
        arguments: [document.uri],
      });
    return [
      lens(place.comment === undefined ? t('Post Comment') : t('Save Changes to Jira'), 'postComment'),
      lens(t('Preview'), 'previewComment'),
      lens(t('Seen by: {0}', details ? audienceOf(details) : t('not known, choose again')), 'chooseCommentVisibility'),
      lens(t('Discard Draft'), 'discardComment'),
      lens(t('Markdown; saving keeps a draft. @ mentions people.'), ''),
    ];
  }
}

function audienceOf({ visibility, internal }: DraftDetails): string {
  return internal ? t('internal') : (visibility?.value ?? t('everybody'));
}
