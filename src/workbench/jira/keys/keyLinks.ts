import * as vscode from 'vscode';
import type { IssueRef } from '../issues/issueRef.ts';
import type { KeyInText, ProjectKeys } from './projectKeys.ts';

const { t } = vscode.l10n;

/** Limit of searched texts: longer ones are no sources that a person reads. */
const longest = 2_000_000;

/** Links from keys in a text to the pages of their issues. */
export class KeyLinks implements vscode.DocumentLinkProvider {
  private readonly keys: ProjectKeys;

  constructor(keys: ProjectKeys) {
    this.keys = keys;
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const text = document.getText();
    if (text.length > longest) return [];
    return this.keys.keysIn(text).map(found => this.link(document, found));
  }

  private link(document: vscode.TextDocument, found: KeyInText): vscode.DocumentLink {
    const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
    const link = new vscode.DocumentLink(range, commandUri('openIssue', found));
    link.tooltip = t('Open {0}', found.key);
    return link;
  }
}

/** Command on an issue, for a link in a text. */
export function commandUri(command: string, { connection, key }: IssueRef): vscode.Uri {
  const argument = { connection: { id: connection.id }, key };
  return vscode.Uri.parse(`command:jenkinsJira.${command}?${encodeURIComponent(JSON.stringify([argument]))}`);
}
