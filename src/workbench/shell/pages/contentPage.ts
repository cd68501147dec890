import type * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { asString, isObject } from '../../../base/json.ts';
import type { Background } from '../commands/background.ts';
import { pageHtml, pageOptions } from './page.ts';
import { type ContentMessage, type Picture, readyCommand } from './pageMessages.ts';

export interface ContentPageOptions {
  readonly webview: vscode.Webview;
  readonly extension: vscode.Uri;
  readonly background: Background;
  /** Name of the page, for screen readers. */
  readonly title: string;
  /** HTML until the first content comes. */
  readonly waiting: string;
  /** Runs the command of a button. */
  readonly act: (command: string, argument: string | undefined) => Promise<void> | void;
}

/** Page whose content comes later, and again; a page that was hidden starts anew and gets its last content. */
export class ContentPage {
  private readonly webview: vscode.Webview;
  private readonly background: Background;
  private html: string | undefined;
  private readonly pictures = new Map<string, Picture>();

  constructor({ webview, extension, background, title, waiting, act }: ContentPageOptions) {
    this.webview = webview;
    this.background = background;
    webview.options = pageOptions(extension);
    const parts = { title: escapeHtml(title), body: waiting, script: 'page.js', hasPictures: true };
    webview.html = pageHtml(webview, extension, parts);
    webview.onDidReceiveMessage((message: unknown) =>
      background.run(async () => {
        const command = isObject(message) ? asString(message['command']) : undefined;
        if (command === readyCommand) this.showAgain();
        else if (command) await act(command, isObject(message) ? asString(message['argument']) : undefined);
      }),
    );
  }

  show(html: string): void {
    this.html = html;
    this.post({ html });
  }

  /** Shows a picture in this content, and in each that follows. */
  showPicture(picture: Picture): void {
    this.pictures.set(picture.id, picture);
    this.post({ picture });
  }

  hasPicture(id: string): boolean {
    return this.pictures.has(id);
  }

  private showAgain(): void {
    if (this.html === undefined) return;
    this.show(this.html);
    for (const picture of this.pictures.values()) this.post({ picture });
  }

  private post(message: ContentMessage): void {
    // A page that is gone, or hidden, asks for its content when it starts again.
    this.background.quietly('A page took no content', () => this.webview.postMessage(message));
  }
}
