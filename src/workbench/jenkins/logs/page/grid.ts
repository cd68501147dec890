import { element } from './dom.ts';
import type { ShownRow, Totals, Window, Words } from './protocol.ts';
import { rowElement } from './rowElement.ts';

/** Limit of heights in browsers. */
const maxPixels = 8_000_000;
/** Rows to keep ready above and below. */
const spareRows = 30;
/** Fewer rows above the followed end, as they are sent again and again. */
const spareRowsOfEnd = 6;

export interface GridDeps {
  readonly words: Words;
  readonly ask: (window: Window) => void;
  readonly drawn: () => void;
  /** Called after each drawing, and when following begins or ends. */
  readonly changed: () => void;
}

/** Grid of the visible rows. Draws only those; the scrollbar stands for all. */
export class Grid {
  readonly scroller: HTMLElement;
  private readonly spacer: HTMLElement;
  private readonly layer: HTMLElement;
  private readonly deps: GridDeps;
  private readonly elements = new Map<number, { row: ShownRow; element: HTMLElement }>();
  private rows = new Map<number, ShownRow>();
  private known: Totals = { rows: 0, lines: 0, bytes: 0, expected: 0, hasStamps: false };
  private rowHeight = 18;
  private topRow = 0;
  private following = true;
  private isAhead = false;
  private expectedScroll = 0;
  private asked: string | undefined;
  private isWaiting = false;
  private owesDrawn = false;
  private frame = 0;
  private widest = 0;

  constructor(deps: GridDeps) {
    this.deps = deps;
    this.layer = element('div', { class: 'layer', role: 'presentation' });
    this.spacer = element('div', { class: 'spacer', role: 'presentation' }, this.layer);
    this.scroller = element(
      'div',
      {
        class: 'scroller',
        tabindex: '0',
        role: 'listbox',
        'aria-label': deps.words.log,
        'aria-description': deps.words.asText,
      },
      this.spacer,
    );
    this.scroller.addEventListener('wheel', event => this.wheel(event), { passive: false });
    this.scroller.addEventListener('scroll', () => this.scrolled());
    new ResizeObserver(() => this.resized()).observe(this.scroller);
  }

  get totals(): Totals {
    return this.known;
  }

  get follows(): boolean {
    return this.following;
  }

  /** Whether it shows the last lines of a log whose beginning is not there yet. */
  get ahead(): boolean {
    return this.isAhead;
  }

  /** Number of rows that fit. */
  get visibleRows(): number {
    return Math.max(1, this.scroller.clientHeight / this.rowHeight);
  }

  /** First visible row. */
  get top(): number {
    return this.topRow;
  }

  /** Starts at the end, or at a row. */
  begin(row: number, follow: boolean): void {
    this.measure();
    this.following = follow;
    this.topRow = row;
    this.asked = undefined;
    this.isWaiting = false;
    this.ask();
  }

  rowAt(index: number): ShownRow | undefined {
    return this.rows.get(index);
  }

  /** Drawn rows, with their elements. */
  *drawnRows(): Generator<{ index: number; row: ShownRow; element: HTMLElement }> {
    for (const [index, { row, element: drawn }] of this.elements) yield { index, row, element: drawn };
  }

  /** Drawn row of a line. */
  rowOfLine(line: number): { index: number; row: ShownRow } | undefined {
    for (const [index, row] of this.rows) if (row.line === line) return { index, row };
    return undefined;
  }

  takeRows(top: number, rows: readonly ShownRow[], totals: Totals, ahead: boolean): void {
    this.known = totals;
    this.isAhead = ahead;
    this.rows = new Map(rows.map((row, index) => [top + index, row]));
    this.isWaiting = false;
    this.owesDrawn = true;
    this.settle();
  }

  takeTotals(totals: Totals): void {
    this.known = totals;
    this.isWaiting = false;
    this.owesDrawn = true;
    this.settle();
  }

  /** Scrolls to a row, unless it is well in view already. */
  reveal(row: number): void {
    this.following = false;
    const visible = this.visibleRows;
    if (row < this.topRow + 2 || row > this.topRow + visible - 3) this.topRow = row - visible / 3;
    this.settle();
  }

  scrollBy(rows: number): void {
    const before = this.topRow;
    this.topRow += rows;
    this.clamp();
    if (rows < 0 && this.topRow < before) this.following = false;
    if (rows > 0 && this.topRow >= this.lastTop - 0.01) this.following = true;
    this.settle();
  }

  scrollTo(row: number): void {
    this.scrollBy(row - this.topRow);
  }

  follow(): void {
    this.following = true;
    this.settle();
  }

  /** Scrolls sideways to a part of a row. */
  revealRange(range: Range | undefined): void {
    if (!range) return;
    const box = range.getBoundingClientRect();
    const view = this.scroller.getBoundingClientRect();
    const margin = 80;
    if (box.right > view.right - margin) this.scroller.scrollLeft += box.right - view.right + view.width / 3;
    else if (box.left < view.left + margin) this.scroller.scrollLeft -= view.left - box.left + view.width / 3;
  }

  /** Draws in the next frame. */
  redraw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** Element of the row at a vertical position of the window. */
  rowElementAt(y: number): HTMLElement | undefined {
    const box = this.scroller.getBoundingClientRect();
    const index = Math.floor((y - box.top) / this.rowHeight + this.topRow);
    const last = Math.max(0, this.known.rows - 1);
    return this.elements.get(Math.min(last, Math.max(0, index)))?.element;
  }

  private get lastTop(): number {
    return Math.max(0, this.known.rows - this.visibleRows);
  }

  private clamp(): void {
    this.topRow = Math.max(0, Math.min(this.topRow, this.lastTop));
  }

  private settle(): void {
    if (this.following) this.topRow = this.lastTop;
    this.clamp();
    this.syncScrollbar();
    this.ask();
    this.redraw();
  }

  /** Sends the visible window to the host: once, until the rows come. */
  private ask(): void {
    if (this.isWaiting) return;
    const first = Math.max(0, Math.floor(this.topRow) - spareRows);
    const count = Math.ceil(this.visibleRows) + (this.following ? spareRowsOfEnd : 2 * spareRows);
    const window = { top: this.following ? 0 : first, count, follow: this.following };
    const needs = this.following || this.isMissingRows();
    const asked = `${window.top} ${count} ${window.follow}`;
    if (asked === this.asked || (!needs && this.asked?.endsWith('false'))) return;
    this.asked = asked;
    this.isWaiting = !this.following;
    this.deps.ask(window);
  }

  private isMissingRows(): boolean {
    const last = Math.min(this.known.rows, Math.ceil(this.topRow + this.visibleRows));
    for (let index = Math.floor(this.topRow); index < last; index++) if (!this.rows.has(index)) return true;
    return false;
  }

  private syncScrollbar(): void {
    const height = Math.min(maxPixels, this.known.rows * this.rowHeight);
    this.spacer.style.height = `${Math.max(height, 1)}px`;
    const reach = height - this.scroller.clientHeight;
    const wanted = this.lastTop > 0 ? (this.topRow / this.lastTop) * reach : 0;
    if (Math.abs(this.scroller.scrollTop - wanted) >= 1) this.scroller.scrollTop = wanted;
    this.expectedScroll = this.scroller.scrollTop;
  }

  private scrolled(): void {
    if (Math.abs(this.scroller.scrollTop - this.expectedScroll) < 1.5) return;
    const reach = Math.max(1, this.spacer.offsetHeight - this.scroller.clientHeight);
    this.topRow = (this.scroller.scrollTop / reach) * this.lastTop;
    this.expectedScroll = this.scroller.scrollTop;
    this.following = this.topRow >= this.lastTop - 0.5;
    this.settle();
  }

  private wheel(event: WheelEvent): void {
    if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 1 : 1 / this.rowHeight;
    this.scrollBy(event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? this.visibleRows : unit));
  }

  private resized(): void {
    this.measure();
    this.asked = undefined;
    this.settle();
  }

  private measure(): void {
    const probe = element('div', { class: 'row' }, element('span', { class: 'text' }, 'M'));
    this.layer.append(probe);
    this.rowHeight = probe.getBoundingClientRect().height || this.rowHeight;
    probe.remove();
  }

  private draw(): void {
    this.scroller.style.setProperty('--digits', String(Math.max(3, String(this.known.lines).length)));
    const first = Math.max(0, Math.floor(this.topRow));
    const last = Math.min(this.known.rows, Math.ceil(this.topRow + this.visibleRows) + 1);
    for (const [index, { row, element: drawn }] of this.elements) {
      if (index >= first && index < last && this.rows.get(index) === row) continue;
      drawn.remove();
      this.elements.delete(index);
    }
    const fresh: Node[] = [];
    for (let index = first; index < last; index++) {
      const row = this.rows.get(index);
      if (!row || this.elements.has(index)) continue;
      const made = rowElement(row, index, { words: this.deps.words, rows: this.known.rows });
      this.elements.set(index, { row, element: made });
      fresh.push(made);
    }
    this.layer.append(...fresh);
    for (const [index, { element: drawn }] of this.elements)
      drawn.style.top = `${(index - this.topRow) * this.rowHeight}px`;
    this.widen();
    this.deps.changed();
    if (!this.owesDrawn) return;
    this.owesDrawn = false;
    this.deps.drawn();
  }

  /** Extends the horizontal scrollbar to the widest row seen. */
  private widen(): void {
    for (const { element: drawn } of this.elements.values()) this.widest = Math.max(this.widest, drawn.offsetWidth);
    this.spacer.style.minWidth = `${this.widest}px`;
  }
}
