import * as vscode from 'vscode';
import { recentlyViewed } from '../../../jira/issues/findIssues.ts';

const { t } = vscode.l10n;

/** Queries that most people want. The default of the setting has them, too; others find them in *Add Query…*. */
export function readyQueries(): readonly { readonly name: string; readonly jql: string }[] {
  return [
    { name: t('My Sprint'), jql: 'assignee = currentUser() AND sprint in openSprints() ORDER BY rank ASC' },
    { name: t('Watching'), jql: 'watcher = currentUser() AND statusCategory != Done ORDER BY updated DESC' },
    { name: t('Reported by Me'), jql: 'reporter = currentUser() ORDER BY created DESC' },
    { name: t('Recently Viewed'), jql: recentlyViewed },
  ];
}
