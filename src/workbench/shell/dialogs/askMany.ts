import * as vscode from 'vscode';
import { type Answer, answered } from './answer.ts';
import { PickSearch } from './pickSearch.ts';
import { shownItems } from './shownItems.ts';

interface ManyItem<T> extends vscode.QuickPickItem {
  readonly value: T;
  readonly picked?: boolean;
}

export interface ManyQuestion<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly ManyItem<T>[] | Promise<readonly ManyItem<T>[]>;
  /** A further value for the typed text; Enter takes it together with the ticked ones. */
  readonly typed?: (text: string) => T | undefined;
  /** More items for the typed text, found by a server; requested when typing pauses. Ticked items stay. */
  readonly search?: (text: string, signal: AbortSignal) => Promise<readonly ManyItem<T>[]>;
}

/**
 * Asks for any number of values, to be ticked. Values are compared by identity: use ids, not objects.
 * @throws the failure of loading the items
 */
export function askMany<T>(question: ManyQuestion<T>): Promise<Answer<T[]>> {
  return new ManyPicking(question).answer();
}

class ManyPicking<T> {
  private readonly question: ManyQuestion<T>;
  private readonly pick = vscode.window.createQuickPick<ManyItem<T>>();
  private items: readonly ManyItem<T>[] = [];
  private found: readonly ManyItem<T>[] = [];
  private ticked: readonly ManyItem<T>[] = [];
  private search: PickSearch<ManyItem<T>> | undefined;

  constructor(question: ManyQuestion<T>) {
    this.question = question;
  }

  answer(): Promise<Answer<T[]>> {
    const { pick, question } = this;
    pick.title = question.title;
    pick.placeholder = question.placeholder;
    pick.ignoreFocusOut = true;
    pick.canSelectMany = true;
    return new Promise((resolve, reject) => {
      const finish = (answer: Answer<T[]>) => {
        resolve(answer);
        this.end();
      };
      const fail = (error: unknown) => {
        reject(error);
        this.end();
      };
      pick.onDidAccept(() => finish(answered(this.chosen())));
      pick.onDidChangeSelection(selected => {
        this.ticked = selected;
      });
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

  private chosen(): T[] {
    const text = this.pick.value.trim();
    const own = text === '' ? undefined : this.question.typed?.(text);
    const ticked = this.pick.selectedItems.map(({ value }) => value);
    return own === undefined || ticked.includes(own) ? ticked : [...ticked, own];
  }

  private take(items: readonly ManyItem<T>[]): void {
    this.items = items;
    this.ticked = [...this.ticked, ...items.filter(({ picked }) => picked)];
    this.pick.busy = false;
    this.show();
  }

  /** Ticked items come first, and stay during a search. */
  private show(): void {
    const byValue = new Map([...this.ticked, ...this.items, ...this.found].map(item => [item.value, item]));
    const ticked = new Set(this.ticked.map(({ value }) => value));
    const all = shownItems([...byValue.values()]);
    this.pick.items = all;
    this.pick.selectedItems = all.filter(({ value }) => ticked.has(value));
  }

  private end(): void {
    this.search?.dispose();
    this.pick.dispose();
  }
}
