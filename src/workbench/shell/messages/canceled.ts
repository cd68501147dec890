import * as vscode from 'vscode';
import { CancelledError } from '../../../http/index.ts';

/** Whether somebody called it off, so that nothing is to be said. */
export function isCancelled(error: unknown): boolean {
  return (
    error instanceof CancelledError ||
    error instanceof vscode.CancellationError ||
    (error instanceof Error && error.name === 'AbortError')
  );
}
