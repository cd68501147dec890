import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { asString, isObject } from '../../../base/json.ts';
import { pageHtml, pageOptions } from './page.ts';

const { t } = vscode.l10n;

const tryAgainCommand = 'tryAgain';

export interface Problem {
  readonly title: string;
  /** Reason in words, not escaped. */
  readonly reason: string;
  readonly tryAgain: () => void;
}

/** Renders the reason why a page could not be drawn, and a button that sends a command to draw it again. */
export function problemHtml(reason: string, command: string): string {
  const button = `<button type="button" data-command="${command}">${escapeHtml(t('Try Again'))}</button>`;
  return `<p class="problem" role="alert">${escapeHtml(reason)}</p><p>${button}</p>`;
}

/**
 * Shows a problem in place of a page.
 * @returns the listener for its button, to be disposed of with the page
 */
export function showProblem(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { title, reason, tryAgain }: Problem,
): vscode.Disposable {
  webview.options = pageOptions(extension);
  const body = problemHtml(reason, tryAgainCommand);
  webview.html = pageHtml(webview, extension, { title: escapeHtml(title), body, script: 'page.js' });
  return webview.onDidReceiveMessage((message: unknown) => {
    if (isObject(message) && asString(message['command']) === tryAgainCommand) tryAgain();
  });
}
