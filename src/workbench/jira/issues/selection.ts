import * as vscode from 'vscode';
import { todoIn } from './todoText.ts';

/** Start values of an issue about a place in a text. */
interface AboutPlace {
  readonly summary?: string;
  /** Markdown: the place, and its lines as a block of code. */
  readonly description?: string;
}

/** Lines around a comment that an issue is made of. */
const around = 3;

/** Values out of the selected text of the editor; none without a selection. */
export function aboutSelection(): AboutPlace {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) return {};
  const { document, selection } = editor;
  const summary = todoIn(document.lineAt(selection.start.line).text)?.text;
  return { description: blockOf(document, selection), ...(summary && { summary }) };
}

/** Values out of a comment that says what is to be done. */
export async function aboutTodo(uri: vscode.Uri, line: number): Promise<AboutPlace> {
  const document = await vscode.workspace.openTextDocument(uri);
  const last = document.lineCount - 1;
  if (line > last) return {};
  const [from, to] = [Math.max(line - around, 0), Math.min(line + around, last)];
  const description = blockOf(document, new vscode.Range(from, 0, to, document.lineAt(to).text.length), line);
  const summary = todoIn(document.lineAt(line).text)?.text;
  return { description, ...(summary && { summary }) };
}

function blockOf(document: vscode.TextDocument, range: vscode.Range, line?: number): string {
  const text = document.getText(range);
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const path = vscode.workspace.asRelativePath(document.uri);
  const from = (line ?? range.start.line) + 1;
  const to = (line ?? range.end.line) + 1;
  const place = from === to ? `${path}:${from}` : `${path}:${from}-${to}`;
  return `\`${place}\`\n\n${fence}${document.languageId}\n${text}\n${fence}\n`;
}
