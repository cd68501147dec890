import * as vscode from 'vscode';
import { inTree } from '../../../base/othersTexts.ts';
import type { Transition } from '../../../jira/index.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import type { KnownBranches } from '../../shell/git/beginBranch.ts';
import { isBranchName } from './branchName.ts';

const { t } = vscode.l10n;

export interface StartWorkQuestion {
  readonly key: string;
  /** Repository of the new branch; undefined where no repository is open. */
  readonly repository: string | undefined;
  /** Branches of the repository; undefined where git does not tell them. */
  readonly known: KnownBranches | undefined;
  /** Sentence that says why there is no branch. */
  readonly problem: string | undefined;
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
  /** Branch that a new one begins at; absent: what is checked out. */
  readonly base: string | undefined;
  readonly step: Transition | undefined;
  readonly assign: boolean;
}

const LineKind = { branch: 'branch', step: 'step', assign: 'assign' } as const;
type LineKind = (typeof LineKind)[keyof typeof LineKind];

interface Line extends vscode.QuickPickItem {
  readonly kindOfLine: LineKind;
}

const change: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('edit'), tooltip: t('Change…') };
const chooseBase: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('git-commit'),
  tooltip: t('Choose Base Branch…'),
};

type Outcome = LineKind | 'base' | 'confirmed' | 'canceled';

/** All steps as lines that can be unticked and changed; a single Enter confirms them. */
export class StartWorkForm {
  private readonly question: StartWorkQuestion;
  private branch: string;
  private base: string | undefined;
  private step: Transition | undefined;
  private ticked: ReadonlySet<LineKind>;

  constructor(question: StartWorkQuestion) {
    this.question = question;
    this.branch = question.branch;
    this.base = question.known?.main;
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
      if (outcome === 'base') await this.changeBase();
      else await (outcome === LineKind.branch ? this.changeBranch() : this.changeStep());
    }
  }

  private plan(): WorkPlan {
    return {
      branch: this.ticked.has(LineKind.branch) ? this.branch : undefined,
      base: this.base,
      step: this.ticked.has(LineKind.step) ? this.step : undefined,
      assign: this.ticked.has(LineKind.assign),
    };
  }

  private lines(): Line[] {
    const { repository, steps, assignee, isMine } = this.question;
    const lines: Line[] = [];
    if (repository !== undefined) {
      const isNew = this.question.known?.placeOf(this.branch) === undefined;
      lines.push({
        kindOfLine: LineKind.branch,
        label: this.branch,
        iconPath: new vscode.ThemeIcon('git-branch'),
        detail: this.branchWords(repository),
        buttons: isNew && this.question.known ? [change, chooseBase] : [change],
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

  private branchWords(repository: string): string {
    const { known } = this.question;
    const place = known?.placeOf(this.branch);
    if (place === 'here') return t('existing branch in {0}', repository);
    if (place === 'remote') return t('existing branch on the remote of {0}', repository);
    const base = this.base ?? known?.current;
    return base ? t('new branch in {0} from {1}', repository, base) : t('new branch in {0}', repository);
  }

  /** Shows the list until it is confirmed or left, or a line of it is to be changed. */
  private show(): Promise<Outcome> {
    const pick = vscode.window.createQuickPick<Line>();
    pick.title = inTree(t('Start Work on {0}', this.question.key));
    const confirm = t('Press Enter to run the checked steps');
    pick.placeholder = inTree([this.question.problem, confirm].filter(Boolean).join(' '));
    pick.canSelectMany = true;
    pick.ignoreFocusOut = true;
    pick.items = shownItems(this.lines());
    pick.selectedItems = pick.items.filter(({ kindOfLine }) => this.ticked.has(kindOfLine));
    return new Promise(resolve => {
      const finish = (outcome: Outcome) => {
        this.ticked = new Set(pick.selectedItems.map(({ kindOfLine }) => kindOfLine));
        resolve(outcome);
        pick.dispose();
      };
      pick.onDidTriggerItemButton(({ item, button }) => finish(button === chooseBase ? 'base' : item.kindOfLine));
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

  private async changeBase(): Promise<void> {
    const { known, key } = this.question;
    if (!known) return;
    const { main, current, others } = known;
    const items: PickItem<string | undefined>[] = [
      ...(main ? [{ label: main, description: t('default branch'), value: main }] : []),
      ...(current ? [{ label: current, description: t('checked out'), value: undefined }] : []),
      ...others.map(name => ({ label: name, value: name })),
    ];
    const answer = await askPick<string | undefined>({
      title: t('Base of the Branch for {0}', key),
      placeholder: t('Select the branch to start from'),
      active: this.base,
      items,
    });
    if (answer.kind === 'answered') this.base = answer.value;
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
