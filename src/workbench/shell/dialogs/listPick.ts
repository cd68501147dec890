import * as vscode from 'vscode';
import { inTree } from '../../../base/othersTexts.ts';
import type { Answer } from './answer.ts';
import { PickSearch, type Some } from './pickSearch.ts';

export interface ListQuestion<Item> {
  readonly title: string;
  readonly placeholder: string;
  /** Shown as busy until all are loaded; `some` shows those that are there before. */
  readonly items: readonly Item[] | Promise<readonly Item[]> | ((some: Some<Item>) => Promise<readonly Item[]>);
  /** More items for the typed text, found by a server; requested when typing pauses. */
  readonly search?: (text: string, signal: AbortSignal, some: Some<Item>) => Promise<readonly Item[]>;
}

/** Question with a list, whose items may still be loading, or be found by a search. */
export abstract class ListPick<Item extends vscode.QuickPickItem, Question extends ListQuestion<Item>, Result> {
  protected readonly question: Question;
  protected readonly pick = vscode.window.createQuickPick<Item>();
  protected items: readonly Item[] = [];
  protected found: readonly Item[] = [];
  private search: PickSearch<Item> | undefined;

  constructor(question: Question) {
    this.question = question;
  }

  /** @throws the failure of loading the items, or of searching */
  answer(): Promise<Answer<Result>> {
    const { pick, question } = this;
    pick.title = inTree(question.title);
    pick.placeholder = inTree(question.placeholder);
    pick.ignoreFocusOut = true;
    return new Promise((resolve, reject) => {
      const finish = (answer: Answer<Result>) => {
        resolve(answer);
        this.end();
      };
      const fail = (error: unknown) => {
        reject(error);
        this.end();
      };
      this.listen(finish, fail);
      pick.onDidHide(() => finish({ kind: 'canceled' }));
      pick.busy = true;
      pick.show();
      const { items } = question;
      Promise.resolve(typeof items === 'function' ? items(some => this.load(some)) : items)
        .then(items => this.take(items))
        .catch(fail);
      if (!question.search) return;
      this.search = new PickSearch(pick, {
        search: question.search,
        found: (items, isMore) => {
          this.found = items;
          this.show(isMore);
        },
        failed: fail,
      });
      this.search.soon();
    });
  }

  /** Prepares the list, and listens for an answer. */
  protected abstract listen(finish: (answer: Answer<Result>) => void, fail: (error: unknown) => void): void;

  /**
   * Draws the items again.
   * @param isMore whether others of the same answer were drawn before: the active line then stays
   */
  protected abstract show(isMore?: boolean): void;

  protected take(items: readonly Item[]): void {
    this.pick.busy = false;
    this.load(items);
  }

  private load(items: readonly Item[]): void {
    const isMore = this.items.length > 0;
    this.items = items;
    this.show(isMore);
  }

  private end(): void {
    this.search?.dispose();
    this.pick.dispose();
  }
}
