// Row of the view. Types and numbers only: the page imports them too.

/** Text in one style: the text, classes of the page's style sheet, and colors that have no class. */
export type Run = readonly [text: string, classes: string, foreground?: string, background?: string];

/** Line of a log, as far as it is drawn. */
export interface Row {
  /** Counted from 0. */
  readonly line: number;
  readonly runs: readonly Run[];
  /** Characters of the line's clean text before the drawn part. */
  readonly skipped: number;
  /** Time stamp in it, as it stands in the log. */
  readonly stamp?: string;
  /** Number of times that the line was overwritten (`\r`) before the drawn part. */
  readonly overwritten?: number;
  /** Bytes of the line beyond the drawn part. */
  readonly more?: number;
  /** Links in the drawn part: their columns, and an address or a file. */
  readonly links?: readonly RowLink[];
  /** Of a line that begins a section: how deep it lies, and whether it is folded. */
  readonly fold?: { readonly depth: number; readonly folded: boolean; readonly hidden: number };
}

export interface RowLink {
  readonly start: number;
  readonly end: number;
  readonly kind: 'url' | 'file';
}

/** Limit of drawn characters of a line. */
export const maxDrawnCharacters = 4000;
