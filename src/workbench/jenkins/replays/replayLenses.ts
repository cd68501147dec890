import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import type { Background } from '../../shell/commands/background.ts';
import { isServerText } from '../../shell/drafts/comparison.ts';
import { unsentSince } from '../../shell/drafts/draftLenses.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { timeAgo } from '../../shell/words/timeWords.ts';
import type { ScriptRef } from './scriptUri.ts';

const { t } = vscode.l10n;

/** Code lenses above a script of a replay: run, compare, check, discard, and since when it is unsent. */
export class ReplayLenses implements vscode.CodeLensProvider {
  private readonly files: TextFiles<ScriptRef>;
  private readonly background: Background;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(files: TextFiles<ScriptRef>, { drafts, background }: { drafts: Drafts; background: Background }) {
    this.files = files;
    this.background = background;
    this.onDidChangeCodeLenses = drafts.onDidChange;
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (isServerText(uri)) return [];
    const since = await unsentSince(this.files, uri, this.background);
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, {
        title: inLabel(title),
        command: command && `jenkinsJira.${command}`,
        arguments: [uri],
      });
    return [
      lens(this.files.verb, 'runReplay'),
      lens(t('Compare With Original Script'), 'compareReplay'),
      lens(t('Check'), 'checkReplay'),
      lens(t('Discard'), 'discardText'),
      lens(
        since === undefined
          ? t('Saving keeps a draft. Run Replay sends all scripts of the build.')
          : t('Unsent draft, started {0}.', timeAgo(since)),
        '',
      ),
    ];
  }
}
