import * as vscode from 'vscode';
import type { Background } from '../commands/background.ts';
import type { EditedText } from './textKind.ts';

/** VS Code tells a tab that moves as closed and opened, in this time. */
const moveMs = 50;

/** Editors of a scheme that are open, with the questions that some of them answer. */
export class OpenTexts implements vscode.Disposable {
  private readonly questions = new Map<string, (answer: EditedText | undefined) => void>();
  private readonly looked = new Set<string>();
  private readonly closed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when the last tab of a text was closed. (Its document is closed minutes later.) */
  readonly onDidClose = this.closed.event;
  private readonly opened = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when a text is opened that VS Code still has from before: it does not read it again. */
  readonly onDidOpenAgain = this.opened.event;
  private readonly listening: vscode.Disposable;

  constructor(scheme: string, background: Background) {
    const urisOf = (tabs: readonly vscode.Tab[]) =>
      tabs.flatMap(({ input }) => uriOf(input) ?? []).filter(uri => uri.scheme === scheme);
    this.listening = vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
      const uris = urisOf(closed);
      if (uris.length > 0) background.run(() => this.afterClosing(uris));
      for (const uri of uris) this.looked.delete(uri.toString());
      for (const uri of urisOf(opened)) if (isLoaded(uri) && this.isFirstLook(uri)) this.opened.fire(uri);
    });
  }

  /** Waits for the text of an editor; asked again, the question before ends unanswered. */
  wait(uri: vscode.Uri): Promise<EditedText | undefined> {
    this.answer(uri, undefined);
    return new Promise(resolve => this.questions.set(uri.toString(), resolve));
  }

  waiting(): vscode.Uri[] {
    return [...this.questions.keys()].map(uri => vscode.Uri.parse(uri));
  }

  /** @returns whether a question waited for it */
  answer(uri: vscode.Uri, answer: EditedText | undefined): boolean {
    const resolve = this.questions.get(uri.toString());
    this.questions.delete(uri.toString());
    resolve?.(answer);
    return resolve !== undefined;
  }

  /** Whether the text was not looked at since its editor was opened. */
  isFirstLook(uri: vscode.Uri): boolean {
    const key = uri.toString();
    if (this.looked.has(key)) return false;
    this.looked.add(key);
    return true;
  }

  dispose(): void {
    this.listening.dispose();
    for (const resolve of this.questions.values()) resolve(undefined);
    this.closed.dispose();
    this.opened.dispose();
  }

  private async afterClosing(uris: readonly vscode.Uri[]): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, moveMs));
    for (const uri of uris) {
      if (tabsOf(uri).length > 0) continue;
      this.answer(uri, undefined);
      this.closed.fire(uri);
    }
  }
}

/** Whether VS Code has the text; its editor may be closed. */
export function isLoaded(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(document => document.uri.toString() === uri.toString());
}

/** Whether an editor shows the text. */
export function isOpen(uri: vscode.Uri): boolean {
  return tabsOf(uri).length > 0;
}

export async function closeTabs(uri: vscode.Uri): Promise<void> {
  await vscode.window.tabGroups.close(tabsOf(uri));
}

/** Tabs that show the text, alone or beside the server's. */
export function tabsOf(uri: vscode.Uri): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(({ input }) => uriOf(input)?.toString() === uri.toString());
}

function uriOf(input: unknown): vscode.Uri | undefined {
  if (input instanceof vscode.TabInputText) return input.uri;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}

/** Calls with each document whose text is shown or changed. VS Code has it for minutes after its editor was closed. */
export function onShownOrChanged(check: (document: vscode.TextDocument) => void): vscode.Disposable {
  for (const document of vscode.workspace.textDocuments) check(document);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(document => check(document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)),
    vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      if (opened.length === 0) return;
      for (const document of vscode.workspace.textDocuments)
        if (tabsOf(document.uri).some(tab => opened.includes(tab))) check(document);
    }),
  );
}
