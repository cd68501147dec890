import * as vscode from 'vscode';
import { inTree } from '../../../base/othersTexts.ts';
import type { Transition } from '../../../jira/index.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import { isBranchName } from './branchName.ts';

const { t } = vscode.l10n;

export interface StartWorkQuestion {
  readonly key: string;
  /** Repository of the new branch; undefined where no repository is open. */
  readonly repository: string | undefined;
  readonly branch: string;
  /** Available transitions, and the one to take; none if the issue is in progress already. */
  readonly steps: readonly Transition[];
  readonly step: Transition | undefined;
  /** Name of the assignee. */
  readonly assignee: string;
  readonly isMine: boolean;
}

/** Plan that the person has confirmed. */
export interface WorkPlan {
  readonly branch: string | undefined;
  readonly step: Transition | undefined;
  readonly assign: boolean;
}

const LineKind = { branch: 'branch', step: 'step', assign: 'assign' } as const;
type LineKind = (typeof LineKind)[keyof typeof LineKind];

interface Line extends vscode.QuickPickItem {
  readonly kindOfLine: LineKind;
}

const change: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('edit'), tooltip: t('Change…') };

/** All steps as lines that can be unticked and changed; a single Enter confirms them. */
export class StartWorkForm {
  private readonly question: StartWorkQuestion;
  private branch: string;
  private step: Transition | undefined;
  private ticked: ReadonlySet<LineKind>;

  constructor(question: StartWorkQuestion) {
    this.question = question;
    this.branch = question.branch;
    this.step = question.step;
    this.ticked = new Set([
      ...(question.repository === undefined ? [] : [LineKind.branch]),
      ...(question.step ? [LineKind.step] : []),
      ...(question.isMine ? [] : [LineKind.assign]),
    ]);
  }

  /** @returns undefined when it was canceled */
  async ask(): Promise<WorkPlan | undefined> {
    for (;;) {
      const outcome = await this.show();
      if (outcome === 'canceled') return undefined;
      if (outcome === 'confirmed') return this.plan();
      await (outcome === LineKind.branch ? this.changeBranch() : this.changeStep());
    }
  }

  private plan(): WorkPlan {
    return {
      branch: this.ticked.has(LineKind.branch) ? this.branch : undefined,
      step: this.ticked.has(LineKind.step) ? this.step : undefined,
      assign: this.ticked.has(LineKind.assign),
    };
  }

  private lines(): Line[] {
    const { repository, steps, assignee, isMine } = this.question;
    const lines: Line[] = [];
    if (repository !== undefined) {
      const detail = t('a branch in {0}, from what is checked out', repository);
      lines.push({
        kindOfLine: LineKind.branch,
        label: this.branch,
        iconPath: new vscode.ThemeIcon('git-branch'),
        detail,
        buttons: [change],
      });
    }
    if (steps.length > 0) {
      const label = this.step?.to ?? t('Another status…');
      const iconPath = new vscode.ThemeIcon('arrow-right');
      const detail = this.step ? t('transition “{0}”', this.step.name) : t('status unchanged');
      lines.push({ kindOfLine: LineKind.step, label, iconPath, detail, buttons: [change] });
    }
    const detail = isMine ? t('already assigned') : t('will be assigned');
    lines.push({ kindOfLine: LineKind.assign, label: assignee, iconPath: new vscode.ThemeIcon('person'), detail });
    return lines;
  }

  /** Shows the list until it is confirmed or left, or a line of it is to be changed. */
  private show(): Promise<LineKind | 'confirmed' | 'canceled'> {
    const pick = vscode.window.createQuickPick<Line>();
    pick.title = inTree(t('Start Work on {0}', this.question.key));
    pick.placeholder = t('Press Enter to run the checked steps');
    pick.canSelectMany = true;
    pick.ignoreFocusOut = true;
    pick.items = shownItems(this.lines());
    pick.selectedItems = pick.items.filter(({ kindOfLine }) => this.ticked.has(kindOfLine));
    return new Promise(resolve => {
      const finish = (outcome: LineKind | 'confirmed' | 'canceled') => {
        this.ticked = new Set(pick.selectedItems.map(({ kindOfLine }) => kindOfLine));
        resolve(outcome);
        pick.dispose();
      };
      pick.onDidTriggerItemButton(({ item }) => finish(item.kindOfLine));
      pick.onDidAccept(() => {
        const isTicked = pick.selectedItems.some(({ kindOfLine }) => kindOfLine === LineKind.step);
        // The transition must be chosen first.
        finish(isTicked && !this.step ? LineKind.step : 'confirmed');
      });
      pick.onDidHide(() => finish('canceled'));
      pick.show();
    });
  }

  private async changeBranch(): Promise<void> {
    const answer = await askText<string>({
      title: t('Branch for {0}', this.question.key),
      prompt: t('An existing branch of this name is checked out.'),
      value: this.branch,
      check: text => (isBranchName(text) ? { value: text } : { problem: t('Not a valid branch name.') }),
    });
    if (answer.kind !== 'answered') return;
    this.branch = answer.value;
    this.ticked = new Set([...this.ticked, LineKind.branch]);
  }

  private async changeStep(): Promise<void> {
    const answer = await askPick<Transition>({
      title: t('Status of {0}', this.question.key),
      placeholder: t('Select the new status'),
      items: this.question.steps.map(value => ({ label: value.to || value.name, description: value.name, value })),
    });
    const step = answer.kind === 'answered' ? answer.value : undefined;
    if (step) this.step = step;
    this.ticked = new Set([...this.ticked, LineKind.step].filter(each => each !== LineKind.step || this.step));
  }
}
