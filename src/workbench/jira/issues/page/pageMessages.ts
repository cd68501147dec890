/** What a page of an issue tells the extension: a command of its own that was pressed, with its argument. */
export interface PageMessage {
  readonly command: string;
  readonly argument: string | undefined;
}

/** What the extension tells the page: its new content. */
export interface ContentMessage {
  readonly html: string;
}

/** The page's first message: it listens now. */
export const readyCommand = 'ready';
