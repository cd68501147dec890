// What a row of the view is. No more than types and numbers: the page knows them too.

/** Text in one style: the text, classes of the page's style sheet, and colors that have no class. */
export type Run = readonly [text: string, classes: string, foreground?: string, background?: string];

/** One line of a log, as far as it is drawn. */
export interface Row {
  /** Counted from 0. */
  readonly line: number;
  readonly runs: readonly Run[];
  /** Characters of the line's clean text that stand before what is drawn. */
  readonly skipped: number;
  /** What of that is a time stamp, as it stands in the log. */
  readonly stamp?: string;
  /** How many times the line was overwritten (`\r`) before what is drawn. */
  readonly overwritten?: number;
  /** The bytes of the line beyond what is drawn. */
  readonly more?: number;
  /** Links in what is drawn: where they begin and end, and to what: an address or a file. */
  readonly links?: readonly RowLink[];
  /** Of a line that begins a section: how deep it lies, and whether it is folded. */
  readonly fold?: { readonly depth: number; readonly folded: boolean; readonly hidden: number };
}

export interface RowLink {
  readonly start: number;
  readonly end: number;
  readonly kind: 'url' | 'file';
}

/** At most so many characters of a line are drawn. */
export const maxDrawnCharacters = 4000;
