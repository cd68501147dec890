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
  /** More items for what was typed, as a server finds them; asked for when typing pauses. What is ticked stays. */
  readonly search?: (text: string, signal: AbortSignal) => Promise<readonly ManyItem<T>[]>;
}

const searchPauseMs = 250;

/**
 * Asks for any number of values, to be ticked. Values are compared as they are: give ids, not objects.
 * @throws what loading the items throws
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
  private searching = new AbortController();
  private timer: NodeJS.Timeout | undefined;

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
      if (question.search) pick.onDidChangeValue(() => this.searchSoon(fail));
      pick.onDidHide(() => finish({ kind: 'cancelled' }));
      pick.busy = true;
      pick.show();
      Promise.resolve(question.items).then(items => this.take(items), fail);
      if (question.search) this.searchSoon(fail);
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

  /** What is ticked comes first, and is there whatever is looked for. */
  private show(): void {
    const byValue = new Map([...this.ticked, ...this.items, ...this.found].map(item => [item.value, item]));
    const ticked = new Set(this.ticked.map(({ value }) => value));
    const all = [...byValue.values()];
    this.pick.items = all;
    this.pick.selectedItems = all.filter(({ value }) => ticked.has(value));
  }

  private searchSoon(fail: (error: unknown) => void): void {
    this.searching.abort();
    this.searching = new AbortController();
    const { signal } = this.searching;
    clearTimeout(this.timer);
    this.pick.busy = true;
    this.timer = setTimeout(() => {
      this.question.search?.(this.pick.value.trim(), signal).then(
        found => {
          if (signal.aborted) return;
          // What the server found need not look like what was typed.
          this.found = found.map(item => ({ ...item, alwaysShow: true }));
          this.pick.busy = false;
          this.show();
        },
        error => {
          if (!signal.aborted) fail(error);
        },
      );
    }, searchPauseMs);
  }

  private end(): void {
    clearTimeout(this.timer);
    this.searching.abort();
    this.pick.dispose();
  }
}
