import * as vscode from 'vscode';
import { type Answer, answered } from './answer.ts';
import { ListPick, type ListQuestion } from './listPick.ts';
import { shownItems } from './shownItems.ts';

export interface PickItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Question for a single value. */
export interface PickQuestion<T> extends ListQuestion<PickItem<T>> {
  readonly active?: T | undefined;
  readonly canGoBack?: boolean;
  /** Called when a button of an item is pressed; the item is then removed from the list. */
  readonly onButton?: (value: T) => unknown;
  /** A value for a typed text that is none of the items. */
  readonly typed?: (text: string) => PickItem<T> | undefined;
  /** Equal for equal values, which are listed once: as a server found it, else as it was listed first, else as typed. */
  readonly idOf?: (value: T) => unknown;
}

/**
 * Asks for a single value.
 * @throws the failure of loading the items
 */
export function askPick<T>(question: PickQuestion<T>): Promise<Answer<T>> {
  return new Picking(question).answer();
}

class Picking<T> extends ListPick<PickItem<T>, PickQuestion<T>, T> {
  protected override listen(finish: (answer: Answer<T>) => void, fail: (error: unknown) => void): void {
    const { pick, question } = this;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    if (question.canGoBack) pick.buttons = [vscode.QuickInputButtons.Back];
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) finish(answered(chosen.value));
    });
    if (question.typed) pick.onDidChangeValue(() => this.show());
    pick.onDidTriggerButton(() => finish({ kind: 'back' }));
    pick.onDidTriggerItemButton(({ item }) => {
      this.remove(item).catch(fail);
    });
  }

  protected override take(items: readonly PickItem<T>[]): void {
    const { pick, question } = this;
    super.take(items);
    const active = pick.items.find(item => question.active !== undefined && item.value === question.active);
    if (active) pick.activeItems = [active];
  }

  protected override show(isMore = false): void {
    const { pick } = this;
    const { idOf, typed } = this.question;
    const [active] = isMore && pick.activeItems[0] !== pick.items[0] ? pick.activeItems : [];
    const own = typed?.(pick.value.trim());
    const first = own ? [{ ...own, alwaysShow: true }] : [];
    pick.items = shownItems(this.once([...first, ...this.items, ...this.found]));
    const same = active && pick.items.find(({ value }) => idOf && idOf(value) === idOf(active.value));
    if (same) pick.activeItems = [same];
  }

  /** Of items with equal values the last, which is the best; shown whatever is typed where one of them is. */
  private once(items: readonly PickItem<T>[]): readonly PickItem<T>[] {
    const { idOf } = this.question;
    if (!idOf) return items;
    const byId = new Map<unknown, PickItem<T>>();
    for (const item of items) {
      const id = idOf(item.value);
      byId.set(id, byId.get(id)?.alwaysShow ? { ...item, alwaysShow: true } : item);
    }
    return [...byId.values()];
  }

  private async remove(item: PickItem<T>): Promise<void> {
    this.items = this.items.filter(each => each.value !== item.value);
    this.show();
    await this.question.onButton?.(item.value);
  }
}
