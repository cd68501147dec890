import * as vscode from 'vscode';
import { type Answer, answered } from './answer.ts';

export interface ManyItem<T> extends vscode.QuickPickItem {
  readonly value: T;
  readonly picked?: boolean;
}

export interface ManyQuestion<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly ManyItem<T>[] | Promise<readonly ManyItem<T>[]>;
  /** A further value for what was typed; it is ticked by Enter together with the others. */
  readonly typed?: (text: string) => T | undefined;
}

/**
 * Asks for any number of values, to be ticked.
 * @throws what loading the items throws
 */
export function askMany<T>(question: ManyQuestion<T>): Promise<Answer<T[]>> {
  const pick = vscode.window.createQuickPick<ManyItem<T>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.ignoreFocusOut = true;
  pick.canSelectMany = true;
  return new Promise((resolve, reject) => {
    const finish = (answer: Answer<T[]>) => {
      resolve(answer);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const text = pick.value.trim();
      const own = text === '' ? undefined : question.typed?.(text);
      const ticked = pick.selectedItems.map(({ value }) => value);
      finish(answered(own === undefined || ticked.includes(own) ? ticked : [...ticked, own]));
    });
    pick.onDidHide(() => finish({ kind: 'cancelled' }));
    pick.busy = true;
    pick.show();
    Promise.resolve(question.items).then(
      items => {
        pick.items = items;
        pick.selectedItems = items.filter(({ picked }) => picked);
        pick.busy = false;
      },
      error => {
        reject(error);
        pick.dispose();
      },
    );
  });
}
