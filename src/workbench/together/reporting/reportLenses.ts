import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import type { Background } from '../../shell/commands/background.ts';
import { isServerText } from '../../shell/drafts/comparison.ts';
import { unsentSince } from '../../shell/drafts/draftLenses.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { timeAgo } from '../../shell/words/timeWords.ts';
import { detailsIn } from './reportDetails.ts';
import { writesOf } from './reportWrites.ts';

const { t } = vscode.l10n;

/** Code lenses above a report: its issues, preview, template, discard, and since when it is unsent. */
export class ReportLenses implements vscode.CodeLensProvider {
  private readonly files: TextFiles<BuildRef>;
  private readonly background: Background;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(files: TextFiles<BuildRef>, { drafts, background }: { drafts: Drafts; background: Background }) {
    this.files = files;
    this.background = background;
    this.onDidChangeCodeLenses = drafts.onDidChange;
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (isServerText(uri)) return [];
    const details = await this.background.optional('The issues of a report could not be read', () =>
      this.files.detailsOf(uri),
    );
    const known = details && detailsIn(details);
    const keys = known?.issues.map(({ key }) => key) ?? [];
    const writes = known ? writesOf(known) : [];
    const since = await unsentSince(this.files, uri, this.background);
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, {
        title: inLabel(title),
        command: command && `jenkinsJira.${command}`,
        arguments: [uri],
      });
    return [
      lens(keys.length > 0 ? t('Report on {0}', keys.join(', ')) : t('Report…'), 'sendReport'),
      lens(t('Choose Issues…'), 'chooseReportIssues'),
      lens(
        writes.length > 0
          ? t('Also: {0}', writes.map(({ words }) => words).join(', '))
          : t('Add Link, Field or Status…'),
        'addToReport',
      ),
      lens(t('Preview'), 'previewReport'),
      lens(t('Edit Template'), 'editReportTemplate'),
      lens(t('Discard Draft'), 'discardText'),
      lens(
        since === undefined
          ? t('Markdown. This text is posted as it stands here.')
          : t('Unsent draft, started {0}.', timeAgo(since)),
        '',
      ),
    ];
  }
}
