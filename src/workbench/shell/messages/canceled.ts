import * as vscode from 'vscode';
import { CanceledError } from '../../../http/index.ts';

/** Whether somebody called it off, so that nothing is to be said. */
export function isCanceled(error: unknown): boolean {
  return (
    error instanceof CanceledError ||
    error instanceof vscode.CancellationError ||
    (error instanceof Error && error.name === 'AbortError')
  );
}
