import * as vscode from 'vscode';
import { NotFoundError } from '../../../http/errors.ts';
import type { Issue } from '../../../jira/index.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { IssueRef } from '../issues/issueRef.ts';
import type { IssueCache } from './issueCache.ts';
import { commandUri } from './keyLinks.ts';
import type { ProjectKeys } from './projectKeys.ts';

const { t } = vscode.l10n;

/** Hover over an issue key; the link in it opens the issue. */
export class KeyHover implements vscode.HoverProvider {
  private readonly keys: ProjectKeys;
  private readonly issueCache: IssueCache;

  constructor(keys: ProjectKeys, issueCache: IssueCache) {
    this.keys = keys;
    this.issueCache = issueCache;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const { text } = document.lineAt(position);
    const found = this.keys
      .keysIn(text)
      .find(({ start, end }) => start <= position.character && position.character <= end);
    if (!found) return undefined;
    const content = await this.issueCache.read(found).then(
      issue => issue && hoverText(found, issue),
      error => problemText(found, error),
    );
    if (!content || token.isCancellationRequested) return undefined;
    return new vscode.Hover(content, new vscode.Range(position.line, found.start, position.line, found.end));
  }
}

function hoverText(ref: IssueRef, issue: Issue): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, true);
  // Only these commands may be called from it, even if a server's text contains another.
  text.isTrusted = {
    enabledCommands: ['changeStatus', 'addComment', 'startWork'].map(name => `jenkinsJira.${name}`),
  };
  text.appendMarkdown('**').appendText(`${issue.key} ${issue.summary}`).appendMarkdown('**\n\n');
  const assignee = issue.assignee ?? t('Unassigned');
  text.appendText([issue.type, issue.status, issue.priority, t('Assignee: {0}', assignee)].filter(Boolean).join(' · '));
  const actions = [
    [t('Change Status…'), 'changeStatus'],
    [t('Add Comment…'), 'addComment'],
    [t('Start Work…'), 'startWork'],
  ].map(([label, command]) => `[${label}](${commandUri(`${command}`, ref)})`);
  text.appendMarkdown(`\n\n${actions.join(' | ')}`);
  return text;
}

function problemText({ key, connection }: IssueRef, error: unknown): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  if (error instanceof NotFoundError)
    return text.appendText(
      t('{0} does not exist on {1}, or you do not have permission to see it.', key, connection.name),
    );
  return text.appendText(t('Could not load {0}. {1}', key, explanationText(error)));
}
