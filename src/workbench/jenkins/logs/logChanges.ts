import type * as vscode from 'vscode';
import type { LogDocument } from './logDocument.ts';

/** Calls the listener whenever the phase of a log changes, and whenever its text grows. */
export function onLogChange(document: LogDocument, listener: () => void): vscode.Disposable {
  let { spool } = document;
  let stop = spool?.onChange(listener);
  const listening = document.onDidChange(() => {
    if (document.spool !== spool) {
      stop?.();
      spool = document.spool;
      stop = spool?.onChange(listener);
    }
    listener();
  });
  return {
    dispose: () => {
      stop?.();
      listening.dispose();
    },
  };
}
