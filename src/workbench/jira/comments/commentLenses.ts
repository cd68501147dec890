import * as vscode from 'vscode';
import type { JsonObject } from '../../../base/json.ts';
import { inLabel } from '../../../base/othersTexts.ts';
import type { Background } from '../../shell/commands/background.ts';
import { isServerText } from '../../shell/drafts/comparison.ts';
import { unsentSince } from '../../shell/drafts/draftLenses.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { timeAgo } from '../../shell/words/timeWords.ts';
import { visibilityIn } from '../issues/chooseVisibility.ts';
import { type DraftPlace, placeOfDraft } from '../issues/draftUri.ts';

const { t } = vscode.l10n;

/** Code lenses above a draft: post, preview, discard, its audience, and since when it is unsent. */
export class CommentLenses implements vscode.CodeLensProvider {
  private readonly files: TextFiles<DraftPlace>;
  private readonly background: Background;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(files: TextFiles<DraftPlace>, { drafts, background }: { drafts: Drafts; background: Background }) {
    this.files = files;
    this.background = background;
    this.onDidChangeCodeLenses = drafts.onDidChange;
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const place = placeOfDraft(uri);
    if (!place || isServerText(uri)) return [];
    const details = await this.background.optional('The audience of a draft could not be read', () =>
      this.files.detailsOf(uri),
    );
    const since = await unsentSince(this.files, uri, this.background);
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, {
        title: inLabel(title),
        command: command && `jenkinsJira.${command}`,
        arguments: [uri],
      });
    return [
      lens(place.comment === undefined ? t('Post Comment') : t('Save Changes to Jira'), 'postComment'),
      lens(t('Preview'), 'previewComment'),
      lens(t('Visible to: {0}', details ? audienceOf(details) : t('unknown; select again')), 'chooseCommentVisibility'),
      lens(t('Discard Draft'), 'discardComment'),
      lens(
        since === undefined
          ? t('Markdown. Saving keeps a draft; type @ to mention someone.')
          : t('Unsent draft, started {0}.', timeAgo(since)),
        '',
      ),
    ];
  }
}

function audienceOf(details: JsonObject): string {
  const { visibility, internal } = visibilityIn(details);
  return internal ? t('internal') : (visibility?.value ?? t('all users'));
}
