import type * as vscode from 'vscode';

/** Runs work with a signal that aborts when the editor cancels its request. */
export async function untilCanceled<Result>(
  token: vscode.CancellationToken,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const canceled = new AbortController();
  if (token.isCancellationRequested) canceled.abort();
  const listening = token.onCancellationRequested(() => canceled.abort());
  try {
    return await work(canceled.signal);
  } finally {
    listening.dispose();
  }
}
