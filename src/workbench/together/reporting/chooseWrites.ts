import * as vscode from 'vscode';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import type { ReportDetails } from './reportDetails.ts';
import { writesOf } from './reportWrites.ts';

const { t } = vscode.l10n;

type Change = () => Partial<ReportDetails> | Promise<Partial<ReportDetails> | undefined>;

/**
 * Shows what a report writes beside its comment: a part is taken out, or another is added.
 * @returns undefined where nothing was changed
 */
export async function chooseWrites(name: string, details: ReportDetails): Promise<Partial<ReportDetails> | undefined> {
  const parts = writesOf(details).map(
    ({ words, without }): PickItem<Change> => ({
      label: t('Leave out: {0}', words),
      iconPath: new vscode.ThemeIcon('trash'),
      value: without,
    }),
  );
  const answer = await askPick<Change>({
    title: t('Report {0}', name),
    placeholder: t('Select what else to write on the issues, or what to leave out'),
    items: [...parts, ...additions(details)],
  });
  return answer.kind === 'answered' ? answer.value() : undefined;
}

function additions({ link }: ReportDetails): PickItem<Change>[] {
  const add = (label: string, detail: string, value: Change) => ({
    ...{ label, detail, value },
    iconPath: new vscode.ThemeIcon('add'),
  });
  return link
    ? []
    : [
        add(t('Link to the Build'), t('Among the links of each issue; another report changes it'), () => ({
          link: true,
        })),
      ];
}
