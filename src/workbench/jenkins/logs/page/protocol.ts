// Messages between the page of a log and the extension. Lines and rows are counted from 0, columns in characters.
import type { Row } from '../../../../logs/row.ts';

/** Row with the hits of a search, and the mark of an error. */
export interface ShownRow extends Row {
  /** The first error is the one that is nearest to the reason of a failure. */
  readonly error?: 'first' | 'error';
  /** Columns of hits in the drawn text, and whether it is the current hit. */
  readonly hits?: readonly (readonly [start: number, end: number, current: boolean])[];
}

/** Window of rows that the page draws. */
export interface Window {
  readonly top: number;
  readonly count: number;
  /** Whether the end is followed: then `top` is ignored. */
  readonly follow: boolean;
}

/** Place in a log. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Search {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  /** Whether to show only lines with a hit. */
  readonly only: boolean;
}

export const noSearch: Search = { text: '', regex: false, matchCase: false, only: false };

/** State of a view that outlives it. */
export interface ViewState {
  readonly line: number;
  readonly follow: boolean;
  readonly stamps: boolean;
  readonly outline: boolean;
  readonly wrap: boolean;
}

/** Section in the outline. */
export interface OutlineEntry {
  readonly line: number;
  readonly depth: number;
  readonly kind: string;
  readonly title: string;
}

/** Hit in the list of hits. */
export interface ListedHit {
  readonly index: number;
  readonly line: number;
  /** Part of the line's text; the columns of the hit refer to it. */
  readonly text: string;
  readonly start: number;
  readonly length: number;
}

/** State of the log in words, with the possible action. */
export interface Status {
  readonly phase: 'loading' | 'running' | 'paused' | 'interrupted' | 'settling' | 'ended' | 'failed';
  readonly text: string;
  /** Tone, which selects a color of the theme. */
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
  /** Name of the stage that alone is shown; empty: the whole log is. */
  | { readonly kind: 'only'; readonly stage: string }
  | { readonly kind: 'outline'; readonly entries: readonly OutlineEntry[] }
  | { readonly kind: 'errors'; readonly errors: ShownErrors }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'hits'; readonly from: number; readonly hits: readonly ListedHit[] }
  | Go
  /** Note for the person, for a moment. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'do'; readonly action: PageAction };

/** Scrolls to a place; `marked`: highlights its line. */
export interface Go {
  readonly kind: 'go';
  readonly row: number;
  readonly place: Place;
  readonly length: number;
  readonly marked: boolean;
}

export interface Totals {
  readonly rows: number;
  readonly lines: number;
  readonly bytes: number;
  /** Expected bytes in all; 0 if unknown. */
  readonly expected: number;
  /** Whether more of the log is on the server, though its build has ended or could not be read on. */
  readonly isPartial: boolean;
  /** Whether there are time stamps to show or hide. */
  readonly hasStamps: boolean;
}

/** Lines that count as errors. */
export interface ShownErrors {
  /** Number in the rows that are shown. */
  readonly count: number;
  readonly total: number;
  /** Whether there may be more. */
  readonly isFull: boolean;
  /** Places among all rows, from 0 to 1. */
  readonly marks: readonly number[];
}

export interface Found {
  readonly count: number;
  /** Index of the current one; -1 when there is none. */
  readonly current: number;
  readonly isFull: boolean;
  readonly isBusy: boolean;
  /** Reason why the pattern cannot be searched. */
  readonly problem: string;
}

/** Action of the page for a command of the editor. */
export type PageAction =
  | 'find'
  | 'next'
  | 'previous'
  | 'follow'
  | 'stamps'
  | 'wrap'
  | 'outline'
  | 'copy'
  | 'only'
  | 'stage'
  | 'step';

export type ToHost =
  | { readonly kind: 'ready' }
  /** The last rows are drawn: the next message may come. */
  | { readonly kind: 'drawn' }
  | { readonly kind: 'show'; readonly window: Window }
  | { readonly kind: 'search'; readonly search: Search; readonly from: Place }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly from: Place }
  | { readonly kind: 'list'; readonly from: number; readonly count: number }
  /** Makes a hit of the list the current one. */
  | { readonly kind: 'choose'; readonly index: number }
  | { readonly kind: 'reveal'; readonly place: Place }
  | { readonly kind: 'fold'; readonly line: number; readonly folded: boolean }
  | { readonly kind: 'copy'; readonly from: Place; readonly to: Place; readonly stamps: boolean }
  | { readonly kind: 'link'; readonly line: number; readonly column: number }
  | { readonly kind: 'whole'; readonly line: number }
  /** Shows the stage around a line alone, or the step that printed it. */
  | { readonly kind: 'stageAt'; readonly line: number; readonly isStep: boolean }
  | { readonly kind: 'wholeLog' }
  /** The cursor is in another line. */
  | { readonly kind: 'cursor'; readonly line: number }
  /** Goes to the next error, or the one before. */
  | { readonly kind: 'error'; readonly by: 1 | -1 }
  /** Goes to the error that is nearest to a row. */
  | { readonly kind: 'errorNear'; readonly row: number }
  | { readonly kind: 'retry' }
  /** The script has failed, and draws no more. */
  | { readonly kind: 'broken'; readonly text: string }
  | { readonly kind: 'keep'; readonly state: ViewState };

/** Handler for each kind of message. */
export type Handlers<Message extends { readonly kind: string }, Result> = {
  readonly [Kind in Message['kind']]: (message: Extract<Message, { readonly kind: Kind }>) => Result;
};

/** Calls the handler of a message. Pass the message's kind: it tells TypeScript that the two belong together. */
export function handle<Message extends { readonly kind: string }, Kind extends Message['kind'], Result>(
  handlers: Handlers<Message, Result>,
  kind: Kind,
  message: Extract<Message, { readonly kind: Kind }>,
): Result {
  return handlers[kind](message);
}

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
  /** Only {0} */
  readonly onlyStage: string;
  readonly wholeLog: string;
  readonly newBelow: string;
  readonly following: string;
  readonly retry: string;
  /** {0} lines */
  readonly lines: string;
  /** {0} of {1} lines */
  readonly linesOf: string;
  readonly oneLine: string;
  /** The first {0} lines */
  readonly firstLines: string;
  readonly error: string;
  readonly firstError: string;
  readonly oneError: string;
  /** {0} errors */
  readonly errors: string;
  /** {0} of {1} errors */
  readonly errorsOf: string;
  readonly nextError: string;
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
