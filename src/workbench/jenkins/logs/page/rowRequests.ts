import type { Window } from './protocol.ts';

/** Rows to keep ready above and below. */
const spareRows = 30;
/** Fewer rows above the followed end, as they are sent again and again. */
const spareRowsOfEnd = 6;

export interface WantedRows {
  /** First visible row. */
  readonly top: number;
  /** Rows that are visible at most. */
  readonly visible: number;
  readonly follow: boolean;
  /** Whether visible rows are missing. */
  readonly isMissing: boolean;
}

/** Requests for rows, one at a time. */
export class RowRequests {
  private readonly send: (window: Window) => void;
  private asked: string | undefined;
  private isWaiting = false;

  constructor(send: (window: Window) => void) {
    this.send = send;
  }

  /** Forgets what was asked for: the next request is sent in any case. */
  renew(): void {
    this.asked = undefined;
  }

  /** Begins with a new page of the host's, which knows of no request. */
  begin(): void {
    this.renew();
    this.answered();
  }

  answered(): void {
    this.isWaiting = false;
  }

  /** Sends the visible window to the host: once, until the rows come. */
  ask({ top, visible, follow, isMissing }: WantedRows): void {
    if (this.isWaiting) return;
    const first = Math.max(0, Math.floor(top) - spareRows);
    const count = Math.ceil(visible) + (follow ? spareRowsOfEnd : 2 * spareRows);
    const window = { top: follow ? 0 : first, count, follow };
    const asked = `${window.top} ${count} ${follow}`;
    const isNeeded = follow || isMissing;
    if (asked === this.asked || (!isNeeded && this.asked?.endsWith('false'))) return;
    this.asked = asked;
    this.isWaiting = !follow;
    this.send(window);
  }
}
