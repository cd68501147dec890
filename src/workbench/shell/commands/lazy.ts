import type * as vscode from 'vscode';

/** Part of a feature that is made at its first use: its code is not loaded before. */
export class Lazy<T extends vscode.Disposable> implements vscode.Disposable {
  private readonly make: () => Promise<T>;
  private made: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.make = make;
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
    void this.made?.then(part => part.dispose());
  }
}
