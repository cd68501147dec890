import type * as vscode from 'vscode';
import { type Answer, answered } from './answer.ts';
import { ListPick, type ListQuestion } from './listPick.ts';
import { shownItems } from './shownItems.ts';

interface ManyItem<T> extends vscode.QuickPickItem {
  readonly value: T;
  readonly picked?: boolean;
}

/** Question for any number of values. Ticked items stay while others are searched. */
export interface ManyQuestion<T> extends ListQuestion<ManyItem<T>> {
  /** Further values for the typed text; Enter takes them together with the ticked ones. */
  readonly typed?: (text: string) => readonly T[];
}

/**
 * Asks for any number of values, to be ticked. Values are compared by identity: use ids, not objects.
 * @throws the failure of loading the items
 */
export function askMany<T>(question: ManyQuestion<T>): Promise<Answer<T[]>> {
  return new ManyPicking(question).answer();
}

class ManyPicking<T> extends ListPick<ManyItem<T>, ManyQuestion<T>, T[]> {
  private ticked: readonly ManyItem<T>[] = [];

  protected override listen(finish: (answer: Answer<T[]>) => void): void {
    const { pick } = this;
    pick.canSelectMany = true;
    pick.onDidAccept(() => finish(answered(this.chosen())));
    pick.onDidChangeSelection(selected => {
      this.ticked = selected;
    });
  }

  private chosen(): T[] {
    const text = this.pick.value.trim();
    const own = text === '' ? [] : (this.question.typed?.(text) ?? []);
    return [...new Set([...this.pick.selectedItems.map(({ value }) => value), ...own])];
  }

  protected override take(items: readonly ManyItem<T>[]): void {
    this.ticked = [...this.ticked, ...items.filter(({ picked }) => picked)];
    super.take(items);
  }

  /** Ticked items come first, and stay during a search. */
  protected override show(): void {
    const byValue = new Map([...this.ticked, ...this.items, ...this.found].map(item => [item.value, item]));
    const ticked = new Set(this.ticked.map(({ value }) => value));
    const all = shownItems([...byValue.values()]);
    this.pick.items = all;
    this.pick.selectedItems = all.filter(({ value }) => ticked.has(value));
  }
}
