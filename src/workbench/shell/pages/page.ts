import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Parts of a page. */
export interface PageParts {
  readonly title: string;
  /** HTML whose texts are escaped already. */
  readonly body: string;
  /** The name of a script in `dist`, where the page needs one. */
  readonly script?: string;
  /** The name of its style sheet in `media`; the one of all pages when absent. */
  readonly style?: string;
  /** Whether pictures come with its content, as data; no page loads them from an address. */
  readonly hasPictures?: boolean;
}

/** Restricts a webview to our own styles and scripts. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extension, 'media'), vscode.Uri.joinPath(extension, 'dist')],
  };
}

/** A whole page: no remote content, no inline scripts, no forms; the theme's own colors. */
export function pageHtml(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { title, body, script, style = 'page.css', hasPictures = false }: PageParts,
): string {
  const nonce = randomBytes(16).toString('base64url');
  const sheet = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'media', style));
  const source = script && webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', script));
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    ...(hasPictures ? ['img-src data:'] : []),
    ...(source ? [`script-src 'nonce-${nonce}'`] : []),
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${sheet}">
<title>${title}</title>
</head>
<body>
<main id="content" dir="auto">${body}</main>
${source ? `<script nonce="${nonce}" src="${source}"></script>` : ''}
</body>
</html>`;
}
