import * as vscode from 'vscode';

/** Selected text of the editor, as a block of code with its place; undefined without a selection. */
export async function selectionAsMarkdown(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) return undefined;
  const { document, selection } = editor;
  const text = document.getText(selection);
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const path = vscode.workspace.asRelativePath(document.uri);
  const from = selection.start.line + 1;
  const to = selection.end.line + 1;
  const place = from === to ? `${path}:${from}` : `${path}:${from}-${to}`;
  return `\`${place}\`\n\n${fence}${document.languageId}\n${text}\n${fence}\n`;
}
