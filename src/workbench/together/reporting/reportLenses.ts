import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import type { Background } from '../../shell/commands/background.ts';
import { isServerText } from '../../shell/drafts/comparison.ts';
import { unsentSince } from '../../shell/drafts/draftLenses.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { timeAgo } from '../../shell/words/timeWords.ts';
import { detailsIn, type ReportDetails } from './reportDetails.ts';
import { writesOf } from './reportWrites.ts';
import { sentText } from './sentText.ts';

const { t } = vscode.l10n;

export interface ReportLensDeps {
  readonly drafts: Drafts;
  readonly store: ConnectionStore;
  readonly background: Background;
}

/**
 * Code lenses above a report: its issues, preview, template, discard, since when it is unsent, and what is posted beside
 * its text.
 */
export class ReportLenses implements vscode.CodeLensProvider {
  private readonly files: TextFiles<BuildRef>;
  private readonly store: ConnectionStore;
  private readonly background: Background;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(files: TextFiles<BuildRef>, { drafts, store, background }: ReportLensDeps) {
    this.files = files;
    this.store = store;
    this.background = background;
    this.onDidChangeCodeLenses = drafts.onDidChange;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { uri } = document;
    if (isServerText(uri)) return [];
    const details = await this.background.optional('The issues of a report could not be read', () =>
      this.files.detailsOf(uri),
    );
    const known = details && detailsIn(details);
    const keys = known?.issues.map(({ key }) => key) ?? [];
    const writes = known ? writesOf(known) : [];
    const linked = known ? await this.linkedKeys(uri, known, document.getText()) : [];
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
      ...(since === undefined ? [] : [lens(t('Unsent draft, started {0}.', timeAgo(since)), '')]),
      ...(linked.length > 0
        ? [lens(t('Markdown. On {0}, a line with a link to the build is added before it.', linked.join(', ')), '')]
        : since === undefined
          ? [lens(t('Markdown. This text is posted as it stands here.'), '')]
          : []),
    ];
  }

  /** Issues that get a line before the text, by which their Jira knows the report. */
  private async linkedKeys(uri: vscode.Uri, details: ReportDetails, text: string): Promise<readonly string[]> {
    const build = this.files.refOf(uri);
    const read = details.issues.map(async ({ site, key }) => {
      const connection = this.store.findJira(site);
      return connection && (await sentText(connection, build, details, text)) !== text ? [key] : [];
    });
    const keys = await this.background.optional('The text of a report could not be made', () => Promise.all(read));
    return keys?.flat() ?? [];
  }
}
