import * as vscode from 'vscode';
import { CanceledError } from '../../../http/errors.ts';

/** Whether it was canceled by a person, so that there is nothing to report. */
export function isCanceled(error: unknown): boolean {
  return (
    error instanceof CanceledError ||
    error instanceof vscode.CancellationError ||
    (error instanceof Error && error.name === 'AbortError')
  );
}
