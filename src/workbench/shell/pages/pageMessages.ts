/** Message of a page: the command of a button, with its argument. */
export interface PageMessage {
  readonly command: string;
  readonly argument?: string | undefined;
  /** Files that were pasted or dropped. */
  readonly files?: readonly PageFile[];
}

/** File of a page, in memory. */
export interface PageFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Part of a page's content that is drawn anew by itself. */
export interface Part {
  readonly id: string;
  /** HTML whose texts are escaped already. */
  readonly html: string;
  /** Name for screen readers, which hear of its changes. */
  readonly name?: string;
}

/** Message to the page. */
export type ContentMessage = PartsMessage | { readonly picture: Picture };

export interface PartsMessage {
  /** All parts in their order; a part without HTML stays as the page has it. */
  readonly parts: readonly { readonly id: string; readonly html?: string }[];
  /** Words for screen readers. */
  readonly announcement: string;
}

/** Picture of each `img` with its id in `data-picture`. */
export interface Picture {
  readonly id: string;
  /** As a `data:` URL. */
  readonly url: string;
}

/** First message of the page: it is listening now. */
export const readyCommand = 'ready';
