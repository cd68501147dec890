import * as vscode from 'vscode';
import type { Background } from '../commands/background.ts';
import { LazyFileSystemProvider } from '../files/lazyFileSystemProvider.ts';
import type { DraftBook } from './draftBook.ts';
import type { TextsOf, Unsent } from './unsent.ts';

/** Texts that were not sent yet, of all features and windows. They are read when the first line asks for its mark. */
export class Drafts implements vscode.Disposable {
  private readonly folder: string;
  private readonly background: Background;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when a text became unsent, or was sent or discarded, in any window. */
  readonly onDidChange = this.changed.event;
  private readonly marked = new vscode.EventEmitter<void>();
  /** Fires when lines are to be marked otherwise. */
  readonly onDidChangeMarks = this.marked.event;
  private readonly files = new Map<string, TextsOf>();
  private known: readonly Unsent[] = [];
  private opening: Promise<DraftBook> | undefined;

  /** @param storage folder of this machine and account */
  constructor(storage: vscode.Uri, background: Background) {
    this.folder = vscode.Uri.joinPath(storage, 'drafts').fsPath;
    this.background = background;
  }

  /** Unsent texts of a line. */
  at(connection: string, place: string): readonly Unsent[] {
    if (!this.opening) this.background.quietly('The drafts could not be read', () => this.open());
    return this.known.filter(each => each.connection === connection && each.place === place);
  }

  /** Words that mark a line with unsent texts; undefined without any. */
  markAt(connection: string, place: string): string | undefined {
    const count = this.at(connection, place).length;
    if (count === 0) return undefined;
    return count === 1 ? vscode.l10n.t('unsent draft') : vscode.l10n.t('{0} unsent drafts', count);
  }

  open(): Promise<DraftBook> {
    if (this.opening) return this.opening;
    const opening = this.load();
    this.opening = opening;
    // The next call tries again.
    opening.catch(() => {
      if (this.opening === opening) this.opening = undefined;
    });
    return opening;
  }

  /**
   * Registers the texts of a scheme: their files, and the commands in their editors' titles. They are loaded for an open
   * text, too: after a crash VS Code restores what was typed without reading the file, and it is to be saved.
   */
  register(scheme: string, texts: TextsOf): vscode.Disposable {
    this.files.set(scheme, texts);
    const load = ({ uri }: vscode.TextDocument) => {
      if (uri.scheme === scheme) this.background.quietly('The texts under edit could not be loaded', texts);
    };
    vscode.workspace.textDocuments.forEach(load);
    const files = new LazyFileSystemProvider(texts);
    return vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(load),
      vscode.workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true }),
    );
  }

  filesOf(scheme: string): TextsOf | undefined {
    return this.files.get(scheme);
  }

  dispose(): void {
    this.background.quietly('The drafts could not be closed', async () => (await this.opening)?.dispose());
    this.changed.dispose();
    this.marked.dispose();
  }

  private async load(): Promise<DraftBook> {
    const { DraftBook } = await import('./draftBook.ts');
    const show = (known: readonly Unsent[]) => {
      const before = placesOf(this.known);
      this.known = known;
      this.changed.fire();
      if (placesOf(known) !== before) this.marked.fire();
    };
    return DraftBook.open(this.folder, show, this.background);
  }
}

/** Marked lines, as a text to compare. */
function placesOf(unsent: readonly Unsent[]): string {
  return JSON.stringify(unsent.map(({ connection, place }) => [connection, place]).sort());
}
