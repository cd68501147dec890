import type * as vscode from 'vscode';
import type { Background } from './background.ts';

/** Part of a feature that is made at its first use: its code is not loaded before. */
export class Lazy<T extends vscode.Disposable> implements vscode.Disposable {
  private readonly make: () => Promise<T>;
  private readonly background: Background;
  private made: Promise<T> | undefined;

  constructor(make: () => Promise<T>, background: Background) {
    this.make = make;
    this.background = background;
  }

  /** Returns the part, and makes it at the first call. After a failure the next call tries again. */
  readonly get = (): Promise<T> => {
    this.made ??= this.make().catch(error => {
      this.made = undefined;
      throw error;
    });
    return this.made;
  };

  /** The part, if it was made already. */
  get ifMade(): Promise<T> | undefined {
    return this.made;
  }

  dispose(): void {
    this.background.quietly('A part could not be closed', async () => (await this.made)?.dispose());
  }
}
