import * as vscode from 'vscode';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { loadEngine } from './engine.ts';
import type { ReportDocuments } from './reportDocuments.ts';
import type { RestrictionDocuments } from './restrictionDocuments.ts';

const { t } = vscode.l10n;

/** The field of the Jira app that holds the rules: to it and from it by the clipboard. */
export class AppField {
  private readonly documents: RestrictionDocuments;
  private readonly reports: ReportDocuments;

  constructor(documents: RestrictionDocuments, reports: ReportDocuments) {
    this.documents = documents;
    this.reports = reports;
  }

  /** Copies the rules of a document as the field writes them. */
  async copy(document: vscode.TextDocument): Promise<void> {
    const { rulesText } = await loadEngine();
    const answer = await askPick<string>({
      title: t('Copy for Jira'),
      placeholder: t('Select the form in which the field shows its rules'),
      items: [
        { label: t('A line for each rule'), value: '\n' },
        { label: t('Separated by \\n'), value: '\\n' },
        { label: t('Separated by <br>'), value: '<br>' },
      ],
    });
    if (answer.kind !== 'answered') return;
    await vscode.env.clipboard.writeText(rulesText(await this.documents.read(document), answer.value));
    notifyInformation(t('The rules are on the clipboard. Paste them into the field in Jira.'));
  }

  /** Puts the rules of the clipboard in the place of the selection, a line each, whatever separates them. */
  async paste(editor: vscode.TextEditor): Promise<void> {
    const text = await this.copied();
    if (text === '') notifyInformation(t('The clipboard is empty. Copy the rules from the field in Jira first.'));
    else await editor.edit(edit => edit.replace(editor.selection, text));
  }

  /** Compares a document with the rules on the clipboard. */
  async compare(document: vscode.TextDocument): Promise<void> {
    const copied = this.reports.keep(t('Rules in Jira'), await this.copied());
    const title = t('Rules in Jira ↔ {0}', vscode.workspace.asRelativePath(document.uri));
    await vscode.commands.executeCommand('vscode.diff', copied, document.uri, title);
  }

  private async copied(): Promise<string> {
    const { rulesText } = await loadEngine();
    const session = await this.documents.session();
    return rulesText(session.parse(await vscode.env.clipboard.readText()), '\n');
  }
}
