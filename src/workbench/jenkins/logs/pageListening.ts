import type * as vscode from 'vscode';

/** Tells when the page of a panel listens. A hidden page is gone: the next one begins anew, and later. */
export class PageListening implements vscode.Disposable {
  private begun = Promise.withResolvers<void>();
  private isBegun = false;
  private readonly subscription: vscode.Disposable;

  constructor(panel: vscode.WebviewPanel) {
    this.subscription = panel.onDidChangeViewState(() => {
      if (!panel.visible) this.end();
    });
  }

  get isNow(): boolean {
    return this.isBegun;
  }

  begin(): void {
    this.isBegun = true;
    this.begun.resolve();
  }

  /** @returns a promise that stays open where no page begins any more */
  async wait(): Promise<void> {
    await this.begun.promise;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private end(): void {
    if (!this.isBegun) return;
    this.isBegun = false;
    this.begun = Promise.withResolvers();
  }
}
