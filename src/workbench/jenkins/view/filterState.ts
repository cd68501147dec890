import * as vscode from 'vscode';
import type { Background } from '../../shell/commands/background.ts';
import { setContextKeys } from '../../shell/commands/contextKeys.ts';
import { filterWords, type JobFilter } from './jobFilter.ts';

/** Filter of the Jenkins view in this window. */
export class FilterState implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly background: Background;
  private filter: JobFilter | undefined;

  constructor(background: Background) {
    this.background = background;
  }

  /** Undefined when all jobs are shown. */
  get value(): JobFilter | undefined {
    return this.filter;
  }

  /** Description for the view's title; empty when all jobs are shown. */
  get words(): string {
    return this.filter ? filterWords(this.filter) : '';
  }

  set(filter: JobFilter | undefined): void {
    const asks = filter && (filter.failing || filter.running || filter.mine || filter.text !== '');
    this.filter = asks ? filter : undefined;
    setContextKeys(this.background, { hasJobFilter: this.filter !== undefined });
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
