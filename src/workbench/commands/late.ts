import type * as vscode from 'vscode';

/** A part of a feature that is made when it is first needed: its code is not loaded before. */
export class Late<T extends vscode.Disposable> implements vscode.Disposable {
  private readonly make: () => Promise<T>;
  private made: Promise<T> | undefined;
  private disposed = false;

  constructor(make: () => Promise<T>) {
    this.make = make;
  }

  /** The part, made now if it was not yet. */
  readonly get = (): Promise<T> => {
    this.made ??= this.make().then(part => {
      if (this.disposed) part.dispose();
      return part;
    });
    return this.made;
  };

  /** The part, where it was made already. */
  get ifMade(): Promise<T> | undefined {
    return this.made;
  }

  dispose(): void {
    this.disposed = true;
    void this.made?.then(part => part.dispose());
  }
}
