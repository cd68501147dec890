import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Words } from './page/protocol.ts';

const { t } = vscode.l10n;

/** The page of a log: its own script and style sheet, and nothing else from anywhere. */
export function logPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<link rel="stylesheet" href="${attribute(file('media', 'log.css'))}">
</head>
<body data-words="${attribute(JSON.stringify(words()))}" data-vscode-context="${attribute(
    JSON.stringify({ webviewSection: 'log', preventDefaultContextMenuItems: true }),
  )}">
<script nonce="${nonce}" src="${attribute(file('dist', 'logPage.js'))}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function words(): Words {
  return {
    log: t('Log'),
    asText: t('The command Open Log as Text shows it as a document, for screen readers.'),
    find: t('Find in the whole log'),
    next: t('Next Match'),
    previous: t('Previous Match'),
    close: t('Close'),
    matchCase: t('Match Case'),
    regex: t('Use Regular Expression'),
    only: t('Show Only Lines With a Match'),
    list: t('List Matches'),
    noHits: t('No match'),
    hitOf: t('{0} of {1}'),
    hits: t('{0} matches'),
    busy: t('Searching…'),
    outline: t('Outline'),
    noOutline: t('No stages, modules, steps or sections were found.'),
    newBelow: t('New lines below; press End to follow'),
    following: t('Following the end'),
    retry: t('Retry'),
    lines: t('{0} lines'),
    linesOf: t('{0} of {1} lines'),
    sizeOf: t('{0} of {1}'),
    ahead: t('The end of the log; the rest is still loading'),
    more: t('{0} more; open this line as text'),
    overwritten: t('This line was overwritten {0} times; open it as text to see all'),
    fold: t('Fold'),
    unfold: t('Unfold {0} lines'),
    empty: t('Nothing was logged yet.'),
    line: t('Line {0}'),
  };
}
