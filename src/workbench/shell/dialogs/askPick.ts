import * as vscode from 'vscode';
import { type Answer, answered } from './answer.ts';
import { PickSearch } from './pickSearch.ts';
import { shownItems } from './shownItems.ts';

export interface PickItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface PickQuestion<T> {
  readonly title: string;
  readonly placeholder: string;
  /** Shown as busy until they are loaded. */
  readonly items: readonly PickItem<T>[] | Promise<readonly PickItem<T>[]>;
  readonly active?: T | undefined;
  readonly canGoBack?: boolean;
  /** Called when a button of an item is pressed; the item is then removed from the list. */
  readonly onButton?: (value: T) => void;
  /** A value for a typed text that is none of the items. */
  readonly typed?: (text: string) => PickItem<T> | undefined;
  /** More items for the typed text, found by a server; requested when typing pauses. */
  readonly search?: (text: string, signal: AbortSignal) => Promise<readonly PickItem<T>[]>;
}

/**
 * Asks for a single value.
 * @throws the failure of loading the items
 */
export function askPick<T>(question: PickQuestion<T>): Promise<Answer<T>> {
  return new Picking(question).answer();
}

class Picking<T> {
  private readonly question: PickQuestion<T>;
  private readonly pick = vscode.window.createQuickPick<PickItem<T>>();
  private items: readonly PickItem<T>[] = [];
  private found: readonly PickItem<T>[] = [];
  private search: PickSearch<PickItem<T>> | undefined;

  constructor(question: PickQuestion<T>) {
    this.question = question;
  }

  answer(): Promise<Answer<T>> {
    const { pick, question } = this;
    pick.title = question.title;
    pick.placeholder = question.placeholder;
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    if (question.canGoBack) pick.buttons = [vscode.QuickInputButtons.Back];
    return new Promise<Answer<T>>((resolve, reject) => {
      const finish = (answer: Answer<T>) => {
        resolve(answer);
        this.end();
      };
      const fail = (error: unknown) => {
        reject(error);
        this.end();
      };
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen) finish(answered(chosen.value));
      });
      if (question.typed) pick.onDidChangeValue(() => this.show());
      pick.onDidTriggerButton(() => finish({ kind: 'back' }));
      pick.onDidTriggerItemButton(({ item }) => this.remove(item));
      pick.onDidHide(() => finish({ kind: 'canceled' }));
      pick.busy = true;
      pick.show();
      Promise.resolve(question.items).then(items => this.take(items), fail);
      if (!question.search) return;
      this.search = new PickSearch(pick, {
        search: question.search,
        found: items => {
          this.found = items;
          this.show();
        },
        failed: fail,
      });
      this.search.soon();
    });
  }

  private take(items: readonly PickItem<T>[]): void {
    const { pick, question } = this;
    this.items = items;
    this.show();
    pick.busy = false;
    const active = pick.items.find(item => question.active !== undefined && item.value === question.active);
    if (active) pick.activeItems = [active];
  }

  private show(): void {
    const own = this.question.typed?.(this.pick.value.trim());
    const all = [...this.items, ...this.found];
    this.pick.items = shownItems(own ? [{ ...own, alwaysShow: true }, ...all] : all);
  }

  private remove(item: PickItem<T>): void {
    this.question.onButton?.(item.value);
    this.items = this.items.filter(each => each.value !== item.value);
    this.show();
  }

  private end(): void {
    this.search?.dispose();
    this.pick.dispose();
  }
}
