import type * as vscode from 'vscode';

/** A part of a feature that is made when it is first needed: its code is not loaded before. */
export class Lazy<T extends vscode.Disposable> implements vscode.Disposable {
  private readonly make: () => Promise<T>;
  private made: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.make = make;
  }

  /** The part, made now if it was not yet. Where that fails it is tried again the next time. */
  readonly get = (): Promise<T> => {
    this.made ??= this.make().catch(error => {
      this.made = undefined;
      throw error;
    });
    return this.made;
  };

  /** The part, where it was made already. */
  get ifMade(): Promise<T> | undefined {
    return this.made;
  }

  dispose(): void {
    void this.made?.then(part => part.dispose());
  }
}
