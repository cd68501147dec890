import { LoadedRows } from './loadedRows.ts';
import type { ShownRow, Totals, Window, Words } from './protocol.ts';
import { EvenRows, type RowGeometry, WrappedRows } from './rowGeometry.ts';
import { type DrawnRow, RowLayer } from './rowLayer.ts';
import { RowRequests } from './rowRequests.ts';
import { ScrollBar } from './scrollBar.ts';

export interface GridDeps {
  readonly words: Words;
  readonly ask: (window: Window) => void;
  readonly drawn: () => void;
  /** Called after each drawing, and when following begins or ends. */
  readonly changed: () => void;
}

/** Grid of the visible rows. Draws only those; the scrollbar stands for all. */
export class Grid {
  private readonly bar: ScrollBar;
  private readonly requests: RowRequests;
  private readonly layer: RowLayer;
  private readonly deps: GridDeps;
  private readonly rows = new LoadedRows();
  private known: Totals = { rows: 0, lines: 0, bytes: 0, expected: 0, isPartial: false, hasStamps: false };
  private readonly even = new EvenRows();
  private readonly wrapped = new WrappedRows(this.even, index => this.rows.at(index));
  private geometry: RowGeometry = this.even;
  /** Row at the top of the view; its fraction is the part of it above the view. */
  private topRow = 0;
  private following = true;
  private isAhead = false;
  /** Row that was gone to, while rows above it are not measured. */
  private revealed: number | undefined;
  private owesDrawn = false;
  private frame = 0;
  private digits = 0;

  constructor(deps: GridDeps) {
    this.deps = deps;
    this.layer = new RowLayer(deps.words);
    this.requests = new RowRequests(deps.ask);
    this.bar = new ScrollBar({
      layer: this.layer.element,
      label: deps.words.log,
      description: deps.words.asText,
      scrolled: share => this.scrolled(share),
      turned: by => this.scrollBy('lines' in by ? by.lines : by.pixels / this.even.height),
      resized: () => this.resized(),
    });
  }

  get scroller(): HTMLElement {
    return this.bar.scroller;
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

  get wraps(): boolean {
    return this.geometry === this.wrapped;
  }

  /** Whether the visible rows are loaded. */
  get isLoaded(): boolean {
    const first = Math.max(0, Math.floor(this.topRow));
    return !this.rows.isMissing(first, Math.min(this.known.rows, Math.ceil(this.bottom)));
  }

  /** Number of lines that fit. */
  get visibleLines(): number {
    return Math.max(1, this.bar.viewPixels / this.even.height);
  }

  /** Rows that are visible as a whole, first and last. */
  get wholeRows(): { readonly first: number; readonly last: number } {
    return { first: Math.ceil(this.topRow), last: Math.floor(this.bottom) - 1 };
  }

  get top(): number {
    return this.topRow;
  }

  /** Share of the view that the rows take; 1 when there are more. */
  get filled(): number {
    return Math.min(1, this.geometry.total(this.known.rows) / Math.max(1, this.bar.viewPixels));
  }

  /** Starts at the end, or at a row. */
  begin(row: number, follow: boolean): void {
    this.even.height = this.layer.measureLine() || this.even.height;
    this.following = follow;
    this.topRow = row;
    this.requests.begin();
    this.ask();
  }

  /** Wraps long lines at the view's width, or scrolls sideways. */
  wrap(on: boolean): void {
    if (on === this.wraps) return;
    this.geometry = on ? this.wrapped : this.even;
    this.scroller.classList.toggle('wrap', on);
    this.topRow = Math.floor(this.topRow);
    this.restyled();
  }

  /** Call when rows have other heights or widths. */
  restyled(): void {
    this.layer.forgetWidth();
    this.bar.widen(0);
    this.measureAgain();
  }

  rowAt(index: number): ShownRow | undefined {
    return this.rows.at(index);
  }

  get drawnRows(): Iterable<DrawnRow> {
    return this.layer.drawn;
  }

  rowOfLine(line: number): { index: number; row: ShownRow } | undefined {
    return this.rows.ofLine(line);
  }

  takeRows(top: number, rows: readonly ShownRow[], totals: Totals, ahead: boolean): void {
    this.isAhead = ahead;
    this.rows.take(top, rows);
    this.showDigits(totals.lines);
    this.measureRows();
    if (this.revealed !== undefined) this.placeRevealed(this.revealed);
    this.takeTotals(totals);
  }

  takeTotals(totals: Totals): void {
    this.known = totals;
    this.showDigits(totals.lines);
    this.requests.answered();
    this.owesDrawn = true;
    this.settle();
  }

  /** Scrolls to a row, unless it is well in view already. */
  reveal(row: number): void {
    this.following = false;
    if (row < this.topRow + 2 || row > this.bottom - 3) {
      this.placeRevealed(row);
    }
    this.settle();
  }

  /** Scrolls no further than needed for a row to be visible as a whole. */
  show(row: number): void {
    const { first, last } = this.wholeRows;
    if (row < first) this.scrollTo(row);
    else if (row > last) this.scrollTo(Math.min(row, this.geometry.rowAt(row + 1, -this.bar.viewPixels)));
  }

  /** Row that lies lines below another, or above it. */
  rowFrom(row: number, lines: number): number {
    return Math.floor(this.geometry.rowAt(row, lines * this.even.height));
  }

  scrollBy(lines: number): void {
    this.scrollTo(this.geometry.rowAt(this.topRow, lines * this.even.height));
  }

  scrollTo(row: number): void {
    const before = this.topRow;
    this.revealed = undefined;
    this.topRow = row;
    this.clamp();
    if (row < before && this.topRow < before) this.following = false;
    if (row > before && this.topRow >= this.lastTop - 0.01) this.following = true;
    this.settle();
  }

  follow(): void {
    this.following = true;
    this.settle();
  }

  /** Scrolls to a part of a row: sideways, or within a wrapped row. */
  revealRange(range: Range | undefined): void {
    const away = range ? this.bar.reveal(range.getBoundingClientRect(), !this.wraps) : 0;
    if (away === 0) return;
    this.topRow = this.geometry.rowAt(this.topRow, away);
    this.settle();
  }

  redraw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** Element of the row at a vertical position of the window. */
  rowElementAt(y: number): HTMLElement | undefined {
    const box = this.scroller.getBoundingClientRect();
    const index = Math.floor(this.geometry.rowAt(this.topRow, y - box.top));
    const last = Math.max(0, this.known.rows - 1);
    return this.layer.elementAt(Math.min(last, Math.max(0, index)));
  }

  /** Row at the end of the view; its fraction is the part of it that is visible. */
  private get bottom(): number {
    return this.geometry.rowAt(this.topRow, this.bar.viewPixels);
  }

  private get lastTop(): number {
    return this.geometry.lastTop(this.known.rows, this.bar.viewPixels);
  }

  /** Puts a row a third below the top, once more when the rows above it are measured. */
  private placeRevealed(row: number): void {
    this.topRow = this.geometry.rowAt(row, -this.bar.viewPixels / 3);
    this.revealed = this.wraps && !this.isLoaded ? row : undefined;
  }

  private clamp(): void {
    this.topRow = Math.max(0, Math.min(this.topRow, this.lastTop));
  }

  private settle(): void {
    if (this.following) this.topRow = this.lastTop;
    this.clamp();
    const { lastTop } = this;
    this.bar.moveTo(this.geometry.total(this.known.rows), lastTop > 0 ? this.topRow / lastTop : 0);
    this.ask();
    this.redraw();
  }

  private ask(): void {
    this.requests.ask({
      top: this.topRow,
      visible: this.visibleLines,
      follow: this.following,
      isMissing: !this.isLoaded,
    });
  }

  private scrolled(share: number): void {
    this.topRow = share * this.lastTop;
    this.revealed = undefined;
    this.following = this.topRow >= this.lastTop - 0.5;
    this.settle();
  }

  private resized(): void {
    this.even.height = this.layer.measureLine() || this.even.height;
    this.requests.renew();
    this.measureAgain();
  }

  private measureAgain(): void {
    this.wrapped.clear();
    this.measureRows();
    this.settle();
  }

  private measureRows(): void {
    if (this.wraps) this.layer.measure(this.rows.all, this.wrapped);
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.topRow));
    this.layer.draw({
      rows: this.known.rows,
      first,
      end: Math.min(this.known.rows, Math.ceil(this.bottom) + 1),
      top: this.topRow,
      geometry: this.geometry,
      rowAt: index => this.rows.at(index),
    });
    // The horizontal scrollbar extends to the widest row seen.
    if (!this.wraps) this.bar.widen(this.layer.widest);
    this.deps.changed();
    if (!this.owesDrawn) return;
    this.owesDrawn = false;
    this.deps.drawn();
  }

  /** Makes room for the numbers of lines. */
  private showDigits(lines: number): void {
    const digits = Math.max(3, String(lines).length);
    if (digits === this.digits) return;
    this.digits = digits;
    this.scroller.style.setProperty('--digits', String(digits));
    this.wrapped.clear();
  }
}
