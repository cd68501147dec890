import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { asObjects, asString, isObject } from '../../../base/json.ts';
import type { Background } from '../commands/background.ts';
import { pageHtml, pageOptions } from './page.ts';
import { type PageFile, type Part, type PartsMessage, type Picture, readyCommand } from './pageMessages.ts';

const { t } = vscode.l10n;

/** Names of changed parts that are told to screen readers. */
const maxNames = 5;

export interface ContentPageOptions {
  readonly webview: vscode.Webview;
  readonly extension: vscode.Uri;
  readonly background: Background;
  /** Name of the page, for screen readers. */
  readonly title: string;
  /** HTML until the first content comes. */
  readonly waiting: string;
  /** Name of its script in `dist`, where it needs another than all pages. */
  readonly script?: string;
  /** Runs the command of a button. */
  readonly act: (command: string, argument: string | undefined, files: readonly PageFile[]) => Promise<void> | void;
  /** Called when the page has its last content again, after it was hidden. */
  readonly shown?: () => void;
}

/** Page whose content comes later, and again; a page that was hidden starts anew and gets its last content. */
export class ContentPage {
  private readonly options: ContentPageOptions;
  private parts: readonly Part[] | undefined;
  private readonly pictures = new Map<string, Picture>();

  constructor(options: ContentPageOptions) {
    const { webview, extension, background, title, waiting, script = 'page.js', act } = options;
    this.options = options;
    webview.options = pageOptions(extension);
    webview.html = pageHtml(webview, extension, { title: escapeHtml(title), body: waiting, script, hasPictures: true });
    webview.onDidReceiveMessage((message: unknown) =>
      background.run(async () => {
        if (!isObject(message)) return;
        const command = asString(message['command']);
        if (command === readyCommand) this.showAgain();
        else if (command) await act(command, asString(message['argument']), filesIn(message['files']));
      }),
    );
  }

  /** Shows a content; of one in parts, those that changed. */
  show(content: string | readonly Part[]): void {
    const parts = typeof content === 'string' ? [{ id: 'all', html: content }] : content;
    const before = new Map(this.parts?.map(part => [part.id, part]));
    const isSame = (part: Part) => before.get(part.id)?.html === part.html;
    const announcement = this.parts ? this.changesIn(parts.filter(part => !isSame(part))) : '';
    this.parts = parts;
    this.postParts({ parts: parts.map(part => (isSame(part) ? { id: part.id } : part)), announcement });
  }

  /** Shows a picture in this content, and in each that follows. */
  showPicture(picture: Picture): void {
    this.pictures.set(picture.id, picture);
    this.post({ picture });
  }

  hasPicture(id: string): boolean {
    return this.pictures.has(id);
  }

  /** Sends a message that the page's own script knows. */
  post(message: object): void {
    // A page that is gone, or hidden, asks for its content when it starts again.
    this.options.background.quietly('A page took no content', () => this.options.webview.postMessage(message));
  }

  private changesIn(changed: readonly Part[]): string {
    const names = [...new Set(changed.flatMap(({ name }) => name ?? []))];
    if (names.length === 0) return '';
    return names.length > maxNames ? t('The page was changed.') : t('Changed: {0}', names.join(', '));
  }

  private showAgain(): void {
    if (!this.parts) return;
    this.postParts({ parts: this.parts, announcement: '' });
    for (const picture of this.pictures.values()) this.post({ picture });
    this.options.shown?.();
  }

  private postParts({ parts, announcement }: PartsMessage): void {
    this.post({ parts: parts.map(({ id, html }) => (html === undefined ? { id } : { id, html })), announcement });
  }
}

function filesIn(value: unknown): PageFile[] {
  return asObjects(value).flatMap(({ name, content }) =>
    typeof name === 'string' && content instanceof Uint8Array ? [{ name, content }] : [],
  );
}
