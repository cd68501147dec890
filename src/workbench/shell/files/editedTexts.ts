import * as vscode from 'vscode';
import type { Background } from '../commands/background.ts';
import { askModal, showMeanwhile } from '../messages/notifications.ts';
import { FlatFiles } from './flatFiles.ts';
import { SaveReasons } from './saveReasons.ts';

const { t } = vscode.l10n;

interface Editing {
  readonly uri: vscode.Uri;
  readonly title: string;
  text: Uint8Array;
  /** Whether VS Code has saved by itself without the person: it then does not ask when the editor is closed. */
  unconfirmed: boolean;
  readonly done: (text: string | undefined) => void;
}

/**
 * Texts of several lines for a dialog, written in an editor: saving takes the text, closing leaves it as it was. An
 * automatic save of VS Code is no answer yet.
 */
export class EditedTexts extends FlatFiles implements vscode.Disposable {
  private readonly open = new Map<string, Editing>();
  private readonly listening: vscode.Disposable;
  private readonly reasons: SaveReasons;
  private readonly scheme: string;
  private readonly background: Background;
  private count = 0;

  constructor(scheme: string, background: Background) {
    super();
    this.scheme = scheme;
    this.background = background;
    this.reasons = new SaveReasons(scheme);
    this.listening = vscode.workspace.onDidCloseTextDocument(({ uri }) => background.run(() => this.closed(uri)));
  }

  /** @returns undefined when the editor was closed without saving */
  async edit(title: string, text: string): Promise<string | undefined> {
    const query = String(++this.count);
    const uri = vscode.Uri.from({ scheme: this.scheme, path: `/${title.replaceAll('/', '∕')}`, query });
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.open.set(uri.toString(), { uri, title, text: Buffer.from(text, 'utf8'), unconfirmed: false, done: resolve });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
    const hint = showMeanwhile(t('Save to use the text, close to leave it as it was.'));
    const result = await promise;
    hint.dispose();
    await closeTabs(uri);
    return result;
  }

  /** Shows a text that is being edited, also if its editor was closed a moment ago. */
  show(isWanted: (title: string) => boolean): void {
    const editing = [...this.open.values()].find(({ title }) => isWanted(title));
    if (editing) this.background.run(() => vscode.window.showTextDocument(editing.uri, { preview: false }));
  }

  override stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.at(uri).text.length };
  }

  override readFile(uri: vscode.Uri): Uint8Array {
    return this.at(uri).text;
  }

  override writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const editing = this.at(uri);
    editing.text = content;
    editing.unconfirmed = this.reasons.takeAutomatic(uri);
    if (!editing.unconfirmed) this.finish(uri, Buffer.from(content).toString('utf8'));
  }

  dispose(): void {
    this.listening.dispose();
    this.reasons.dispose();
    for (const { done } of this.open.values()) done(undefined);
    this.changed.dispose();
  }

  private at(uri: vscode.Uri): Editing {
    const editing = this.open.get(uri.toString());
    if (!editing) throw vscode.FileSystemError.FileNotFound(uri);
    return editing;
  }

  private async closed(uri: vscode.Uri): Promise<void> {
    const editing = this.open.get(uri.toString());
    const isTaken = editing?.unconfirmed && (await wantsText(uri));
    this.finish(uri, isTaken ? Buffer.from(editing.text).toString('utf8') : undefined);
    this.open.delete(uri.toString());
  }

  private finish(uri: vscode.Uri, text: string | undefined): void {
    const editing = this.open.get(uri.toString());
    editing?.done(text);
  }
}

async function wantsText(uri: vscode.Uri): Promise<boolean> {
  const use = t('Use the Text');
  const title = uri.path.slice(1);
  const chosen = await askModal(
    t('You have changed the text of {0}.', title),
    { detail: t('Without it, all stays as it was.') },
    use,
  );
  return chosen === use;
}

async function closeTabs(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  await vscode.window.tabGroups.close(tabs);
}
