import * as vscode from 'vscode';
import { JiraFlavor } from '../../jira/index.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import { issueOfDraft } from './draftFiles.ts';

const { t } = vscode.l10n;

/** Above a draft: what sends it, what throws it away, and how it is written. */
export class CommentLenses implements vscode.CodeLensProvider {
  private readonly store: ConnectionStore;

  constructor(store: ConnectionStore) {
    this.store = store;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const issue = issueOfDraft(document.uri);
    if (!issue) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const connection = this.store.findJira(issue.connectionId);
    const format =
      connection?.flavor === JiraFlavor.dataCenter
        ? t('Jira’s wiki markup')
        : t('plain text; a blank line begins a paragraph');
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, { title, command, arguments: [document.uri] });
    return [
      lens(t('Post Comment'), 'jenkinsJira.postComment'),
      lens(t('Discard Draft'), 'jenkinsJira.discardComment'),
      lens(t('Saving keeps a draft. Written as {0}.', format), ''),
    ];
  }
}
