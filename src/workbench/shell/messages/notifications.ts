import * as vscode from 'vscode';
import { inLabel, inMessage } from '../../../base/othersTexts.ts';

// All notifications, dialogs and brief texts of the status bar. Their texts may quote a server, and must not become
// links that run commands: so the whole text is made harmless here, and no other module calls the editor directly.

export function showInformation<T extends string>(text: string, ...buttons: T[]): Thenable<T | undefined> {
  return vscode.window.showInformationMessage(inMessage(text), ...buttons);
}

export function showWarning<T extends string>(text: string, ...buttons: T[]): Thenable<T | undefined> {
  return vscode.window.showWarningMessage(inMessage(text), ...buttons);
}

export function showError<T extends string>(text: string, ...buttons: T[]): Thenable<T | undefined> {
  return vscode.window.showErrorMessage(inMessage(text), ...buttons);
}

/** Shows a notification that is only to be read. */
export function notifyInformation(text: string): void {
  neverAnswered(showInformation(text));
}

export function notifyWarning(text: string): void {
  neverAnswered(showWarning(text));
}

export function notifyError(text: string): void {
  neverAnswered(showError(text));
}

/** A notification without buttons brings no answer; it fails only while the window is closed. */
function neverAnswered(notification: Thenable<unknown>): void {
  notification.then(undefined, () => undefined);
}

/** Asks in a modal dialog; Enter chooses the first button. */
export function askModal<T extends string>(
  text: string,
  { detail = '' }: { readonly detail?: string },
  ...buttons: T[]
): Thenable<T | undefined> {
  return vscode.window.showWarningMessage(inMessage(text), { modal: true, detail: inMessage(detail) }, ...buttons);
}

/** Shows a text in the status bar for a while. */
export function showBriefly(text: string, ms: number): vscode.Disposable {
  return vscode.window.setStatusBarMessage(inLabel(text), ms);
}

export type Progress = (step: { readonly message?: string; readonly increment?: number }) => void;

/** Runs the work under the progress bar of a view. */
export function withViewProgress<T>(viewId: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId } }, work);
}

/** Runs the work under a notification whose Cancel aborts the signal. */
export function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: Progress) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: inMessage(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return work(abort.signal, ({ message, increment }) =>
      progress.report({
        ...(message !== undefined && { message: inMessage(message) }),
        ...(increment !== undefined && { increment }),
      }),
    );
  });
}
