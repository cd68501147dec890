import type * as vscode from 'vscode';

const searchPauseMs = 250;

/** Shows the items that are there so far, in place of those before. */
export type Some<Item> = (items: readonly Item[]) => void;

export interface PickSearchOptions<T extends vscode.QuickPickItem> {
  readonly search: (text: string, signal: AbortSignal, some: Some<T>) => Promise<readonly T[]>;
  /** @param isMore whether some for the same text were found before */
  readonly found: (items: readonly T[], isMore: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** Searches a server for the text typed into a list, when typing pauses; only the last answer counts. */
export class PickSearch<T extends vscode.QuickPickItem> implements vscode.Disposable {
  private readonly pick: vscode.QuickPick<T>;
  private readonly options: PickSearchOptions<T>;
  private searching = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(pick: vscode.QuickPick<T>, options: PickSearchOptions<T>) {
    this.pick = pick;
    this.options = options;
    pick.onDidChangeValue(() => this.soon());
  }

  soon(): void {
    this.searching.abort();
    this.searching = new AbortController();
    const { signal } = this.searching;
    clearTimeout(this.timer);
    this.pick.busy = true;
    this.timer = setTimeout(() => {
      this.look(signal).catch(error => this.options.failed(error));
    }, searchPauseMs);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.searching.abort();
  }

  private async look(signal: AbortSignal): Promise<void> {
    let isMore = false;
    const found = (items: readonly T[]) => {
      if (signal.aborted) return;
      // Items that the server found need not contain the typed text.
      this.options.found(
        items.map(item => ({ ...item, alwaysShow: true })),
        isMore,
      );
      isMore = true;
    };
    const all = await this.options.search(this.pick.value.trim(), signal, found).catch(error => {
      if (!signal.aborted) throw error;
      return [];
    });
    if (signal.aborted) return;
    this.pick.busy = false;
    found(all);
  }
}
