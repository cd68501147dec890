// A person before the dialogs of the editor: the real ones are shown, and answered as they stand there.
import * as vscode from 'vscode';
import { until } from './demo.ts';

type Message = 'showErrorMessage' | 'showWarningMessage' | 'showInformationMessage';

interface Shown {
  readonly dialog: vscode.QuickInput & { readonly title: string | undefined };
  readonly accept: vscode.EventEmitter<void>;
  readonly press: vscode.EventEmitter<vscode.QuickInputButton>;
}

/** Answers dialogs and reads messages until it leaves. */
export class Person {
  /** Messages and dialogs that came, newest last. */
  readonly told: string[] = [];
  /** Titles of buttons that are pressed in the next messages that have them. */
  readonly buttons: string[] = [];
  private readonly shown = new Set<Shown>();
  private readonly restore: (() => void)[] = [];

  constructor() {
    for (const name of ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const) this.read(name);
    this.watch('createInputBox');
    this.watch('createQuickPick');
  }

  leave(): void {
    for (const each of this.restore.splice(0)) each();
    this.hideAll();
  }

  /** Leaves all dialogs by Escape. */
  hideAll(): void {
    for (const { dialog } of [...this.shown]) dialog.hide();
    this.shown.clear();
  }

  /** Types into the box with this prompt, and presses Enter. */
  async enter(prompt: RegExp, text: string): Promise<void> {
    const { dialog, accept } = await this.box(prompt);
    dialog.value = text;
    accept.fire();
  }

  /** Presses Enter on what stands in the box. */
  async confirm(prompt: RegExp): Promise<void> {
    (await this.box(prompt)).accept.fire();
  }

  /** Presses a button in the title of the box with this prompt; another dialog comes in front of it. */
  async press(prompt: RegExp, tooltip: string): Promise<void> {
    const box = await this.box(prompt);
    const { dialog, press } = box;
    const button = dialog.buttons.find(each => each.tooltip === tooltip);
    if (!button) throw new Error(`${dialog.prompt} has no button ${tooltip}`);
    press.fire(button);
    await until('the other dialog', () => !this.shown.has(box) || undefined);
  }

  /** Text in the box with this prompt. */
  async textIn(prompt: RegExp): Promise<string> {
    return (await this.box(prompt)).dialog.value;
  }

  /** Waits for the problem of the open box. */
  async problem(words: RegExp): Promise<void> {
    const isShown = () => [...this.shown].some(({ dialog }) => words.test(problemOf(dialog)) && isReady(dialog));
    await until(`a problem ${words}`, () => isShown() || undefined).catch(error => {
      throw new Error([...this.shown].map(({ dialog }) => problemOf(dialog)).join('\n'), { cause: error });
    });
  }

  /** Chooses an item of the open list. @param description of the item, where several have that label */
  async choose(label: RegExp, description?: string): Promise<void> {
    const [{ dialog, accept }, item] = await this.item(label, description);
    dialog.selectedItems = [item];
    accept.fire();
  }

  /** All items of the open list that has this one. */
  async items(label: RegExp): Promise<readonly vscode.QuickPickItem[]> {
    return (await this.item(label))[0].dialog.items;
  }

  /** The dialog that is drawn: while two are shown, the window has not yet hidden that behind. */
  private get inFront(): readonly Shown[] {
    return this.shown.size === 1 ? [...this.shown] : [];
  }

  private item(label: RegExp, description?: string) {
    return until(`the item ${label}`, () => {
      for (const each of this.inFront) {
        if (!isPick(each)) continue;
        const item = each.dialog.items.find(
          item => label.test(item.label) && (description === undefined || item.description === description),
        );
        if (item) return [each, item] as const;
      }
      return undefined;
    });
  }

  /** Waits for a message or modal dialog; closes those that others wait behind. */
  async message(words: RegExp): Promise<string> {
    const look = async () => {
      const found = this.told.find(text => words.test(text));
      if (found === undefined) await vscode.commands.executeCommand('notifications.clearAll');
      return found;
    };
    return until(`the message ${words}`, look).catch(cause => {
      throw new Error(`told: ${this.told.join(' | ')}`, { cause });
    });
  }

  /** Waits for the box with this prompt, ready for an answer. */
  async box(prompt: RegExp) {
    return until(`the box ${prompt}; ${[...this.shown].map(({ dialog }) => problemOf(dialog))}`, () =>
      this.inFront.filter(isBox).find(({ dialog }) => prompt.test(dialog.prompt ?? '') && isReady(dialog)),
    );
  }

  private read(name: Message): void {
    const real = vscode.window[name];
    const noted = (text: string, ...rest: unknown[]) => {
      this.told.push(
        `${text} ${rest.map(each => (typeof each === 'string' ? `[${each}]` : detailOf(each))).join(' ')}`,
      );
      const pressed = this.buttons.findIndex(button => rest.includes(button));
      return Promise.resolve(pressed < 0 ? undefined : this.buttons.splice(pressed, 1)[0]);
    };
    Object.assign(vscode.window, { [name]: noted });
    this.restore.push(() => Object.assign(vscode.window, { [name]: real }));
  }

  private watch(name: 'createInputBox' | 'createQuickPick'): void {
    const real = vscode.window[name];
    const made = () => {
      const dialog: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem> = real();
      const accept = new vscode.EventEmitter<void>();
      const press = new vscode.EventEmitter<vscode.QuickInputButton>();
      const both =
        <T>(one: vscode.Event<T>, other: vscode.Event<T>) =>
        (listener: (value: T) => void) =>
          vscode.Disposable.from(one(listener), other(listener));
      const own = {
        onDidAccept: both(dialog.onDidAccept, accept.event),
        onDidTriggerButton: both(dialog.onDidTriggerButton, press.event),
      };
      const shown: Shown = { dialog, accept, press };
      const all = {
        ...own,
        show: () => {
          this.shown.add(shown);
          dialog.show();
        },
      };
      // Also while another dialog is in front of it.
      dialog.onDidHide(() => this.shown.delete(shown));
      return new Proxy(dialog, {
        get: (target, key) => {
          return Object.hasOwn(all, key) ? Reflect.get(all, key) : Reflect.get(target, key, target);
        },
        set: (target, key, value) => Reflect.set(target, key, value, target),
      });
    };
    Object.assign(vscode.window, { [name]: made });
    this.restore.push(() => Object.assign(vscode.window, { [name]: real }));
  }
}

function isBox(shown: Shown): shown is Shown & { readonly dialog: vscode.InputBox } {
  return !('items' in shown.dialog);
}

function isPick(shown: Shown): shown is Shown & { readonly dialog: vscode.QuickPick<vscode.QuickPickItem> } {
  return 'items' in shown.dialog;
}

function isReady(dialog: vscode.QuickInput): boolean {
  return dialog.enabled && !dialog.busy;
}

function problemOf(dialog: vscode.QuickInput): string {
  const { validationMessage = '' } = dialog as vscode.InputBox;
  return typeof validationMessage === 'string' ? validationMessage : validationMessage.message;
}

function detailOf(options: unknown): string {
  return options && typeof options === 'object' && 'detail' in options ? String(options.detail) : '';
}
