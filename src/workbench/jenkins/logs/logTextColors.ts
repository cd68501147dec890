import * as vscode from 'vscode';
import type { Row } from '../../../logs/row.ts';
import { readRows } from '../../../logs/rows.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { LogTextFiles } from './logTextFiles.ts';
import { logTextScheme } from './logUri.ts';

const drawEveryMs = 60;
/** Limit of distinct styles. */
const maxStyles = 64;

const themeColors = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

/** Colors of the visible lines of a log's text. */
export class LogTextColors implements vscode.Disposable {
  private readonly files: LogTextFiles;
  private readonly background: Background;
  private readonly styles = new Map<string, vscode.TextEditorDecorationType>();
  private readonly timers = new Map<vscode.TextEditor, NodeJS.Timeout>();
  private readonly listening: vscode.Disposable;

  constructor(files: LogTextFiles, background: Background) {
    this.background = background;
    this.files = files;
    this.listening = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(editors => {
        for (const editor of editors) this.drawSoon(editor);
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.drawSoon(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) this.drawSoon(editor);
      }),
    );
    for (const editor of vscode.window.visibleTextEditors) this.drawSoon(editor);
  }

  dispose(): void {
    this.listening.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const style of this.styles.values()) style.dispose();
  }

  private drawSoon(editor: vscode.TextEditor): void {
    if (editor.document.uri.scheme !== logTextScheme || this.timers.has(editor)) return;
    const draw = () => {
      this.timers.delete(editor);
      // An editor that was closed meanwhile has no colors.
      this.background.quietly('A log could not be colored', () => this.draw(editor));
    };
    this.timers.set(editor, setTimeout(draw, drawEveryMs));
  }

  private async draw(editor: vscode.TextEditor): Promise<void> {
    const log = this.files.logOf(editor.document.uri);
    if (!log) return;
    const ranges = new Map<string, vscode.Range[]>();
    for (const { start, end } of editor.visibleRanges) {
      const rows = await readRows(log.spool, log.firstLine + start.line, end.line - start.line + 1);
      for (const row of rows) addRanges(ranges, row, row.line - log.firstLine);
    }
    for (const name of ranges.keys()) this.styleNamed(name);
    for (const [name, style] of this.styles) editor.setDecorations(style, ranges.get(name) ?? []);
  }

  private styleNamed(name: string): void {
    if (this.styles.has(name) || this.styles.size >= maxStyles) return;
    this.styles.set(name, vscode.window.createTextEditorDecorationType(decorationOf(name)));
  }
}

function addRanges(ranges: Map<string, vscode.Range[]>, row: Row, line: number): void {
  let at = row.skipped;
  for (const [text, classes, foreground = '', background = ''] of row.runs) {
    const name = `${classes}|${foreground}|${background}`;
    if (name !== '||') {
      const known = ranges.get(name) ?? [];
      known.push(new vscode.Range(line, at, line, at + text.length));
      ranges.set(name, known);
    }
    at += text.length;
  }
}

function decorationOf(name: string): vscode.DecorationRenderOptions {
  const [classes = '', foreground = '', background = ''] = name.split('|');
  const words = new Set(classes.split(' '));
  const turned = (word: string, name: string) => (words.has(word) ? new vscode.ThemeColor(name) : undefined);
  const color = foreground || themeColor(classes, 'f') || turned('fi', 'editor.background');
  const backgroundColor = background || themeColor(classes, 'b') || turned('bi', 'editor.foreground');
  const lines = [...(words.has('un') ? ['underline'] : []), ...(words.has('st') ? ['line-through'] : [])].join(' ');
  return {
    ...(color ? { color } : {}),
    ...(backgroundColor ? { backgroundColor } : {}),
    ...(words.has('bo') ? { fontWeight: 'bold' } : {}),
    ...(words.has('it') ? { fontStyle: 'italic' } : {}),
    ...(words.has('fa') ? { opacity: '0.6' } : {}),
    ...(lines ? { textDecoration: lines } : {}),
  };
}

function themeColor(classes: string, kind: 'f' | 'b'): vscode.ThemeColor | undefined {
  const found = new RegExp(`(?:^| )${kind}(\\d+)(?: |$)`).exec(classes)?.[1];
  if (found === undefined) return undefined;
  const index = Number(found);
  const name = themeColors[index % 8] ?? 'White';
  return new vscode.ThemeColor(`terminal.ansi${index > 7 ? 'Bright' : ''}${name}`);
}
