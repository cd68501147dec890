// Messages between the page of a log and the extension. Lines and rows are counted from 0, columns in characters.
import type { Row } from '../../../../logs/row.ts';

/** Row with the hits of a search. */
export interface ShownRow extends Row {
  /** Columns of hits in the drawn text, and whether it is the current hit. */
  readonly hits?: readonly (readonly [start: number, end: number, current: boolean])[];
}

/** Which rows the page draws. */
export interface Window {
  readonly top: number;
  readonly count: number;
  /** Whether the end is followed: then `top` is of no account. */
  readonly follow: boolean;
}

/** Where something stands. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Search {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  /** Whether only lines with a hit are shown. */
  readonly only: boolean;
}

export const noSearch: Search = { text: '', regex: false, matchCase: false, only: false };

/** State of a view that outlives it. */
export interface ViewState {
  readonly line: number;
  readonly follow: boolean;
  readonly stamps: boolean;
  readonly outline: boolean;
}

/** A section, for the outline. */
export interface OutlineEntry {
  readonly line: number;
  readonly depth: number;
  readonly kind: string;
  readonly title: string;
}

/** A hit in the list of hits. */
export interface ListedHit {
  readonly index: number;
  readonly line: number;
  /** A part of the line's text, and where in that the hit is. */
  readonly text: string;
  readonly start: number;
  readonly length: number;
}

/** How it stands with the log, in words, and what can be done. */
export interface Status {
  readonly phase: 'loading' | 'running' | 'interrupted' | 'settling' | 'ended' | 'failed';
  readonly text: string;
  /** In words of the theme's colors. */
  readonly tone: 'plain' | 'good' | 'bad' | 'warn';
  readonly canRetry: boolean;
}

export type ToPage =
  | { readonly kind: 'begin'; readonly state: ViewState }
  | {
      readonly kind: 'rows';
      readonly top: number;
      readonly rows: readonly ShownRow[];
      readonly totals: Totals;
      /** Whether these are the last lines of a log whose beginning is not there yet. */
      readonly ahead: boolean;
    }
  | { readonly kind: 'totals'; readonly totals: Totals }
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'outline'; readonly entries: readonly OutlineEntry[] }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'hits'; readonly from: number; readonly hits: readonly ListedHit[] }
  /** A place comes into view; `marked`: its line stands out. */
  | {
      readonly kind: 'go';
      readonly row: number;
      readonly place: Place;
      readonly length: number;
      readonly marked: boolean;
    }
  /** A word to the person, for a moment. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'do'; readonly action: PageAction };

export interface Totals {
  readonly rows: number;
  readonly lines: number;
  readonly bytes: number;
  /** Bytes that are expected in all; 0 where that is not known. */
  readonly expected: number;
  /** Whether there are time stamps that can be shown or hidden. */
  readonly hasStamps: boolean;
}

export interface Found {
  readonly count: number;
  /** The current one, counted from 0; -1 when there is none. */
  readonly current: number;
  readonly isFull: boolean;
  readonly isBusy: boolean;
  /** Reason why the pattern cannot be searched. */
  readonly problem: string;
}

/** Action of the page for a command of the editor. */
export type PageAction = 'find' | 'next' | 'previous' | 'follow' | 'stamps' | 'outline' | 'copy' | 'only';

export type ToHost =
  | { readonly kind: 'ready' }
  /** All of the last rows are drawn: the next ones may come. */
  | { readonly kind: 'drawn' }
  | { readonly kind: 'show'; readonly window: Window }
  | { readonly kind: 'search'; readonly search: Search; readonly from: Place }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly from: Place }
  | { readonly kind: 'list'; readonly from: number; readonly count: number }
  /** A hit of the list becomes the current one. */
  | { readonly kind: 'choose'; readonly index: number }
  | { readonly kind: 'reveal'; readonly place: Place }
  | { readonly kind: 'fold'; readonly line: number; readonly folded: boolean }
  | { readonly kind: 'copy'; readonly from: Place; readonly to: Place; readonly stamps: boolean }
  | { readonly kind: 'link'; readonly line: number; readonly column: number }
  | { readonly kind: 'whole'; readonly line: number }
  | { readonly kind: 'retry' }
  | { readonly kind: 'keep'; readonly state: ViewState };

/** Translated words of the page. Numbers stand for arguments. */
export interface Words {
  readonly log: string;
  readonly asText: string;
  readonly find: string;
  readonly next: string;
  readonly previous: string;
  readonly close: string;
  readonly matchCase: string;
  readonly regex: string;
  readonly only: string;
  readonly list: string;
  readonly noHits: string;
  /** {0} of {1} */
  readonly hitOf: string;
  /** {0} hits */
  readonly hits: string;
  readonly busy: string;
  readonly outline: string;
  readonly noOutline: string;
  readonly newBelow: string;
  readonly following: string;
  readonly retry: string;
  /** {0} lines */
  readonly lines: string;
  /** {0} of {1} lines */
  readonly linesOf: string;
  /** {0} of {1}, sizes */
  readonly sizeOf: string;
  readonly ahead: string;
  readonly more: string;
  readonly overwritten: string;
  readonly fold: string;
  readonly unfold: string;
  readonly empty: string;
  readonly line: string;
}
