import type * as vscode from 'vscode';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { Failure } from './failure.ts';

/** The one place where errors become messages. */
export class ProblemReporter {
  private readonly log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.log = log;
  }

  /** Shows a failure; a cancellation is none. */
  async report(error: unknown): Promise<void> {
    if (isCanceled(error instanceof Failure ? error.cause : error)) return;
    // Loaded with the first failure.
    const { showProblem } = await import('./showProblem.ts');
    await showProblem(this.log, error);
  }
}
