import * as vscode from 'vscode';
import type { IssueRef } from './issueRef.ts';

/** Issues that were changed from here: commands notify of a change, views read the issue again. */
export class IssueChanges implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<IssueRef>();
  readonly onDidChange = this.changed.event;

  notify(issue: IssueRef): void {
    this.changed.fire(issue);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
