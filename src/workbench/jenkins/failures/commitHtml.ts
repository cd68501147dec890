import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { type Commit, FileEdit } from '../../../jenkins/builds/changes.ts';
import { button, muted } from '../../shell/pages/pageParts.ts';
import { fileCountWords, shortId, titleOf } from './failureWords.ts';
import { PageCommand } from './pageCommand.ts';

const { t } = vscode.l10n;

/** Issue key in a text. */
export interface KeyInText {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly connection: { readonly id: string };
}

export interface CommitContext {
  /** Finds issue keys in a text, each with the Jira that has its project. */
  readonly keysIn: (text: string) => readonly KeyInText[];
}

/** Renders a commit; its files unfold. */
export function commitHtml(commit: Commit, context: CommitContext): string {
  const { author, files } = commit;
  const by = author ? muted(author) : '';
  const line = `<code>${escapeHtml(shortId(commit))}</code> ${by} ${withKeys(titleOf(commit), context)}`;
  const inTitle = new Set(context.keysIn(titleOf(commit)).map(({ key }) => key));
  const others = context.keysIn(commit.message).filter(({ key }) => !inTitle.has(key));
  const more = [...new Map(others.map(found => [found.key, found])).values()].map(issueButton);
  if (files.length === 0) return `<li>${line} ${more.join(' ')}</li>`;
  const id = escapeHtml(`commit-${commit.id}`);
  const list = files.map(({ path, edit }) => {
    const file = edit === FileEdit.delete ? escapeHtml(path) : button(path, PageCommand.openFile, path, 'link');
    return `<li>${file} ${muted(editWords(edit))}</li>`;
  });
  const unfold = `<details id="${id}"><summary>${escapeHtml(fileCountWords(commit))}</summary><ul class="plain">${list.join('')}</ul></details>`;
  return `<li>${line} ${more.join(' ')} ${unfold}</li>`;
}

function editWords(edit: FileEdit): string {
  switch (edit) {
    case FileEdit.add:
      return t('added');
    case FileEdit.delete:
      return t('deleted');
    case FileEdit.edit:
      return t('changed');
  }
}

/** Renders a text with buttons on its issue keys. */
function withKeys(text: string, { keysIn }: CommitContext): string {
  let from = 0;
  let html = '';
  for (const found of keysIn(text)) {
    if (found.start < from) continue;
    html += escapeHtml(text.slice(from, found.start)) + issueButton(found);
    from = found.end;
  }
  return html + escapeHtml(text.slice(from));
}

function issueButton({ key, connection }: KeyInText): string {
  return button(key, PageCommand.openIssue, JSON.stringify({ connection: connection.id, key }), 'link');
}
