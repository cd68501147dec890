// Answers the dialogs of the extension, as a person does: in the editor's own boxes and lists.
import * as vscode from 'vscode';
import { until } from './demo.ts';

type Replaced =
  | 'createInputBox'
  | 'createQuickPick'
  | 'showErrorMessage'
  | 'showWarningMessage'
  | 'showInformationMessage';
type Dialog = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

/** A person before the editor; the dialogs and messages since the start are kept. */
export class BoxPerson {
  /** Notifications, without their buttons. */
  readonly told: string[] = [];
  private readonly shown: Dialog[] = [];
  /** Active item of each list, as the editor reported it. */
  private readonly active = new Map<Dialog, string | undefined>();
  private readonly restore: (() => void)[] = [];
  /** Buttons that are pressed where a message or a dialog offers them. */
  private readonly wanted = new Set<string>();

  sitDown(): void {
    this.replace('createInputBox', create => () => this.noted(create()));
    this.replace('createQuickPick', create => () => this.noted(create()));
    for (const name of ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const) {
      this.replace(name, () => async (text: string, ...more: unknown[]) => {
        this.told.push(text);
        return more.find(button => typeof button === 'string' && this.wanted.has(button));
      });
    }
  }

  leave(): void {
    for (const each of this.restore.splice(0)) each();
  }

  /** Presses the button whenever it is offered. */
  wants(...buttons: readonly string[]): void {
    this.wanted.clear();
    for (const button of buttons) this.wanted.add(button);
  }

  /** Types into the box whose prompt holds the words, and presses Enter. */
  async enter(prompt: string, text: string): Promise<void> {
    const box = await this.open(prompt);
    box.value = text;
    await this.accept();
  }

  /** Chooses an item of the list whose placeholder holds the words. */
  async choose(placeholder: string, label: string): Promise<void> {
    const pick = (await this.open(placeholder)) as vscode.QuickPick<vscode.QuickPickItem>;
    const item = await until(label, () => pick.items.find(each => each.label === label));
    if (this.active.get(pick) !== label) pick.activeItems = [item];
    // A change of a list reaches the editor a moment later.
    await until(`${label} to be active`, () => (this.active.get(pick) === label ? true : undefined));
    await this.accept();
  }

  /** Waits for the problem at the box that is open. */
  async problem(words: RegExp): Promise<void> {
    const box = this.shown.at(-1) as vscode.InputBox;
    await until(`the problem ${words}, not ${JSON.stringify(box.validationMessage)}`, () => {
      const { validationMessage: said } = box;
      const text = typeof said === 'string' ? said : said?.message;
      return !box.busy && text !== undefined && words.test(text) ? true : undefined;
    });
  }

  /** Waits for a notification. */
  async isTold(words: RegExp): Promise<void> {
    await until(`${words} in ${this.told.join(' | ')}`, () =>
      this.told.some(text => words.test(text)) ? true : undefined,
    );
    this.told.length = 0;
  }

  /** How many dialogs were shown. */
  get count(): number {
    return this.shown.length;
  }

  private async open(words: string): Promise<Dialog> {
    return until(`a dialog with ${words} after ${this.shown.map(promptOf).join(' | ')}`, () => {
      const dialog = this.shown.at(-1);
      return dialog && !dialog.busy && dialog.enabled && promptOf(dialog).includes(words) ? dialog : undefined;
    });
  }

  private async accept(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }

  private noted<T extends Dialog>(dialog: T): T {
    this.shown.push(dialog);
    if ('onDidChangeActive' in dialog) dialog.onDidChangeActive(([item]) => this.active.set(dialog, item?.label));
    return dialog;
  }

  private replace(name: Replaced, by: (real: () => never) => unknown): void {
    const real = vscode.window[name];
    Object.assign(vscode.window, { [name]: by(real.bind(vscode.window) as () => never) });
    this.restore.push(() => Object.assign(vscode.window, { [name]: real }));
  }
}

function promptOf(dialog: Dialog): string {
  return 'prompt' in dialog && dialog.prompt ? dialog.prompt : (dialog.placeholder ?? '');
}
