import * as vscode from 'vscode';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import type { JobFilter } from './jobFilter.ts';

const { t } = vscode.l10n;

interface FilterItem extends vscode.QuickPickItem {
  readonly part: 'failing' | 'running' | 'mine';
}

/** Asks for a filter of jobs: states to tick, and a text. Undefined when it was canceled. */
export function askFilter(now: JobFilter | undefined): Promise<JobFilter | undefined> {
  const pick = vscode.window.createQuickPick<FilterItem>();
  pick.title = t('Filter Jobs');
  pick.placeholder = t('Type part of a path, select filters, then press Enter');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  const items = shownItems<FilterItem>([
    { part: 'failing', label: t('Failing'), description: t('failed or unstable'), alwaysShow: true },
    { part: 'running', label: t('Running'), alwaysShow: true },
    {
      part: 'mine',
      label: t('Mine'),
      description: t('Last build was started by me or contains my changes'),
      alwaysShow: true,
    },
  ]);
  pick.items = items;
  pick.selectedItems = items.filter(({ part }) => now?.[part]);
  pick.value = now?.text ?? '';
  return new Promise(resolve => {
    pick.onDidAccept(() => {
      const has = (part: FilterItem['part']) => pick.selectedItems.some(item => item.part === part);
      resolve({ failing: has('failing'), running: has('running'), mine: has('mine'), text: pick.value.trim() });
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
