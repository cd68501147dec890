import * as vscode from 'vscode';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { Grouping } from './issueGroups.ts';

const { t } = vscode.l10n;

function groupingWords(by: Grouping): string {
  switch (by) {
    case Grouping.none:
      return t('No grouping');
    case Grouping.status:
      return t('By status');
    case Grouping.parent:
      return t('By epic or parent');
    case Grouping.sprint:
      return t('By sprint');
    case Grouping.project:
      return t('By project');
    case Grouping.type:
      return t('By type');
    case Grouping.assignee:
      return t('By assignee');
    case Grouping.priority:
      return t('By priority');
  }
}

/** Asks for the grouping, and saves it in the settings. */
export async function chooseGrouping(): Promise<void> {
  const answer = await askPick<Grouping>({
    title: t('Group Issues'),
    placeholder: t('Group by'),
    items: Object.values(Grouping).map(value => ({ label: groupingWords(value), value })),
  });
  if (answer.kind !== 'answered') return;
  await vscode.workspace
    .getConfiguration('jenkinsJira.jira')
    .update('groupBy', answer.value, vscode.ConfigurationTarget.Global);
}
