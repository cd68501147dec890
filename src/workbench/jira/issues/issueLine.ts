import * as vscode from 'vscode';
import type { Issue } from '../../../jira/issues/issues.ts';

const { t } = vscode.l10n;

interface TypeIcon {
  readonly icon: string;
  readonly color: string;
}

const epic: TypeIcon = { icon: 'zap', color: 'charts.purple' };
const subtask: TypeIcon = { icon: 'type-hierarchy-sub', color: 'charts.blue' };

/** Icons of types by their names in English; the word stands beside the icon, whatever it is. */
const icons: readonly (TypeIcon & { readonly names: RegExp })[] = [
  { names: /bug|defect|fault|incident/i, icon: 'bug', color: 'charts.red' },
  { names: /story|feature|requirement/i, icon: 'bookmark', color: 'charts.green' },
  { names: /^epic$/i, ...epic },
  { names: /improvement|enhancement/i, icon: 'arrow-up', color: 'charts.green' },
  { names: /spike|question|research/i, icon: 'question', color: 'charts.yellow' },
  { names: /task|chore/i, icon: 'tasklist', color: 'charts.blue' },
];

/** Icon for the type of an issue. */
export function iconOfType({ type, level = 0 }: Pick<Issue, 'type' | 'level'>): vscode.ThemeIcon {
  const byLevel = level > 0 ? epic : level < 0 ? subtask : undefined;
  const found = byLevel ?? icons.find(({ names }) => names.test(type));
  return found
    ? new vscode.ThemeIcon(found.icon, new vscode.ThemeColor(found.color))
    : new vscode.ThemeIcon('issues', new vscode.ThemeColor('charts.blue'));
}

/** Signs of the priorities that Jira comes with; others have their word alone. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/^(blocker|critical|highest)$/i, '⇈'],
  [/^(major|high)$/i, '↑'],
  [/^(medium|normal)$/i, '='],
  [/^(minor|low)$/i, '↓'],
  [/^(trivial|lowest)$/i, '⇊'],
];

function signOf(priority: string | undefined): string | undefined {
  return priority && signs.find(([names]) => names.test(priority))?.[1];
}

/** Key and summary, with the sign of its priority before the summary. */
export function titleOfIssue({ key, priority, summary }: Issue): string {
  return [key, signOf(priority), summary].filter(Boolean).join(' ');
}

/** Words beside the title: type, priority, status and assignee. */
export function issueParts({ type, priority, status, assignee }: Issue): readonly (string | undefined)[] {
  return [type, priority, status, assignee ?? t('Unassigned')];
}

/** Line of an issue for a screen reader. */
export function spokenIssue(issue: Issue, mark: string | undefined): string {
  const { key, summary, type, priority, status, assignee } = issue;
  const words = [
    ...[`${key} ${summary}`, mark, type, status],
    priority && t('priority {0}', priority),
    assignee ? t('assigned to {0}', assignee) : t('unassigned'),
  ];
  return words.filter(Boolean).join(', ');
}
