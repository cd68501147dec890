import * as vscode from 'vscode';
import { type Answer, answered } from './answer.ts';

export interface PickItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface PickQuestion<T> {
  readonly title: string;
  readonly placeholder: string;
  /** Shown as busy until they are there. */
  readonly items: readonly PickItem<T>[] | Promise<readonly PickItem<T>[]>;
  readonly active?: T | undefined;
  readonly canGoBack?: boolean;
  /** Told when a button of an item is pressed; the item is then taken off the list. */
  readonly onButton?: (value: T) => void;
  /** A value for what was typed when it is none of the items. */
  readonly typed?: (text: string) => PickItem<T> | undefined;
}

/**
 * Asks for one of several.
 * @throws what loading the items throws
 */
export function askPick<T>(question: PickQuestion<T>): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<PickItem<T>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  if (question.canGoBack) pick.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<Answer<T>>((resolve, reject) => {
    let items: readonly PickItem<T>[] = [];
    const show = () => {
      const own = question.typed?.(pick.value.trim());
      pick.items = own ? [{ ...own, alwaysShow: true }, ...items] : items;
    };
    const finish = (answer: Answer<T>) => {
      resolve(answer);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) finish(answered(chosen.value));
    });
    if (question.typed) pick.onDidChangeValue(show);
    pick.onDidTriggerButton(() => finish({ kind: 'back' }));
    pick.onDidTriggerItemButton(({ item }) => {
      question.onButton?.(item.value);
      items = items.filter(each => each !== item);
      show();
    });
    pick.onDidHide(() => finish({ kind: 'cancelled' }));
    pick.busy = true;
    pick.show();
    Promise.resolve(question.items).then(
      loaded => {
        items = loaded;
        show();
        pick.busy = false;
        const active = pick.items.find(item => question.active !== undefined && item.value === question.active);
        if (active) pick.activeItems = [active];
      },
      error => {
        reject(error);
        pick.dispose();
      },
    );
  });
}
