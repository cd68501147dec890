import { basename } from 'node:path';
import type * as vscode from 'vscode';
import type { Background } from '../commands/background.ts';
import { isCanceled } from '../messages/canceled.ts';
import { ContentPage } from './contentPage.ts';
import { muted } from './pageParts.ts';
import { problemHtml } from './problemPage.ts';

/** Open page of a source, with the facts that were read of it so far. */
export interface ReadPage<Source, Facts> {
  readonly source: Source;
  readonly facts: Facts;
  /** Aborted when the page is closed, or read again. */
  readonly signal: AbortSignal;
  /** Draws the page again. */
  readonly redraw: () => void;
  /** Draws the page with other facts. */
  readonly show: (facts: Facts) => void;
}

export interface ReadPagesOptions<Source, Facts extends object> {
  readonly extension: vscode.Uri;
  readonly background: Background;
  /** Source of a page; undefined when its connection is gone. */
  readonly sourceOf: (uri: vscode.Uri) => Source | undefined;
  readonly words: {
    readonly waiting: string;
    readonly removed: string;
    /** Sentence for the log. */
    readonly note: string;
    readonly unread: (error: unknown) => string;
  };
  /** Command of the button that reads a page again. */
  readonly again: string;
  /**
   * Reads the facts of a source.
   * @param show takes the facts so far
   * @param isAgain whether kept ones will not do
   */
  readonly read: (
    source: Source,
    signal: AbortSignal,
    show: (facts: Facts) => void,
    isAgain: boolean,
  ) => Promise<Facts>;
  readonly htmlOf: (page: ReadPage<Source, Facts>) => string;
  /** Runs the command of a button. */
  readonly act: (page: ReadPage<Source, Facts>, command: string, argument: string | undefined) => unknown;
}

interface OpenPage<Facts> {
  readonly uri: vscode.Uri;
  readonly view: ContentPage;
  reading: AbortController;
  facts: Facts | undefined;
}

/** Pages whose facts come part by part; closing a page ends its requests. */
export class ReadPages<Source, Facts extends object> implements vscode.Disposable {
  private readonly options: ReadPagesOptions<Source, Facts>;
  private readonly pages = new Set<OpenPage<Facts>>();

  constructor(options: ReadPagesOptions<Source, Facts>) {
    this.options = options;
  }

  /** Does not wait for the facts: VS Code shows the page only when this has returned. */
  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { extension, background, words } = this.options;
    const view = new ContentPage({
      ...{ webview: panel.webview, extension, background, title: basename(uri.path) },
      waiting: `<p>${muted(words.waiting)}</p>`,
      act: (command, argument) => this.take(page, command, argument),
    });
    const page: OpenPage<Facts> = { uri, view, reading: new AbortController(), facts: undefined };
    this.pages.add(page);
    panel.onDidDispose(() => {
      page.reading.abort();
      this.pages.delete(page);
    });
    background.run(() => this.read(page, false));
  }

  /** Draws all pages again. */
  redraw(): void {
    for (const page of this.pages) this.show(page);
  }

  dispose(): void {
    for (const { reading } of this.pages) reading.abort();
  }

  private async read(page: OpenPage<Facts>, isAgain: boolean): Promise<void> {
    const { background, read, words, again, sourceOf } = this.options;
    page.reading.abort();
    page.reading = new AbortController();
    const { signal } = page.reading;
    const source = sourceOf(page.uri);
    if (!source) return this.showRemoved(page);
    const show = (facts: Facts) => this.put(page, signal, facts);
    try {
      show(await read(source, signal, show, isAgain));
    } catch (error) {
      if (signal.aborted || isCanceled(error)) return;
      background.note(words.note, error);
      page.view.show(problemHtml(words.unread(error), again));
    }
  }

  private showRemoved({ view }: OpenPage<Facts>): void {
    const { words, again } = this.options;
    view.show(problemHtml(words.removed, again));
  }

  private put(page: OpenPage<Facts>, signal: AbortSignal, facts: Facts): void {
    if (signal.aborted) return;
    page.facts = facts;
    this.show(page);
  }

  private show(page: OpenPage<Facts>): void {
    const shown = this.shownOf(page);
    if (shown) page.view.show(this.options.htmlOf(shown));
  }

  private shownOf(page: OpenPage<Facts>): ReadPage<Source, Facts> | undefined {
    const { facts, reading, uri } = page;
    const source = this.options.sourceOf(uri);
    if (!source || !facts) return undefined;
    const { signal } = reading;
    return {
      ...{ source, facts, signal },
      redraw: () => signal.aborted || this.show(page),
      show: shown => this.put(page, signal, shown),
    };
  }

  private async take(page: OpenPage<Facts>, command: string, argument: string | undefined): Promise<void> {
    if (command === this.options.again) return this.read(page, true);
    if (!this.options.sourceOf(page.uri)) return this.showRemoved(page);
    const shown = this.shownOf(page);
    if (shown) await this.options.act(shown, command, argument);
  }
}
