/** Message of a page: the command of a button, with its argument. */
export interface PageMessage {
  readonly command: string;
  readonly argument: string | undefined;
}

/** Message to the page: its new content, or a picture of it. */
export type ContentMessage = { readonly html: string } | { readonly picture: Picture };

/** Picture of each `img` with its id in `data-picture`. */
export interface Picture {
  readonly id: string;
  /** As a `data:` URL. */
  readonly url: string;
}

/** First message of the page: it is listening now. */
export const readyCommand = 'ready';
