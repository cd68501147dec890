/** Message of a page: the command of a button, with its argument. */
export interface PageMessage {
  readonly command: string;
  readonly argument: string | undefined;
}

/** Message to the page: its new content. */
export interface ContentMessage {
  readonly html: string;
}

/** First message of the page: it is listening now. */
export const readyCommand = 'ready';
