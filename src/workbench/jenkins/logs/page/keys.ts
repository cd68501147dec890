import type { Grid } from './grid.ts';
import type { ShownRow } from './protocol.ts';
import { lineEnd, type Selection } from './selection.ts';

export interface KeyActions {
  readonly copy: () => void;
  readonly enter: (row: ShownRow) => void;
  readonly fold: (row: ShownRow) => void;
}

/** Keyboard handling while the rows have the focus. */
export class Keys {
  private readonly grid: Grid;
  private readonly selection: Selection;
  private readonly actions: KeyActions;
  /** Row that the cursor is on its way to. */
  private pending: { readonly row: number; readonly extend: boolean; readonly isPage: boolean } | undefined;

  constructor(grid: Grid, selection: Selection, actions: KeyActions) {
    this.grid = grid;
    this.selection = selection;
    this.actions = actions;
    grid.scroller.addEventListener('keydown', event => this.press(event));
    grid.scroller.addEventListener('mousedown', () => {
      this.pending = undefined;
    });
  }

  private press(event: KeyboardEvent): void {
    const isCommand = event.ctrlKey || event.metaKey;
    const done = isCommand ? this.command(event) : this.move(event);
    if (!done) return;
    event.preventDefault();
  }

  private command(event: KeyboardEvent): boolean {
    switch (event.key) {
      case 'a':
        this.selection.selectAll();
        return true;
      case 'c':
        this.actions.copy();
        return true;
      case 'Home':
        this.toTop(event.shiftKey);
        return true;
      case 'End':
        this.grid.follow();
        return true;
      case 'ArrowUp':
      case 'ArrowDown':
        this.grid.scrollBy(event.key === 'ArrowUp' ? -1 : 1);
        return true;
      default:
        return false;
    }
  }

  private move(event: KeyboardEvent): boolean {
    const steps: Readonly<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -1, PageDown: 1 };
    const by = steps[event.key];
    if (by !== undefined) {
      this.moveCursor(by, event.shiftKey, event.key.startsWith('Page'));
      return true;
    }
    const row = this.grid.rowOfLine(this.selection.cursor.line)?.row;
    if (event.key === 'Enter' && row) this.actions.enter(row);
    else if (event.key === ' ' && row?.fold) this.actions.fold(row);
    else if (event.key === 'End') this.grid.follow();
    else if (event.key === 'Home') this.toTop(event.shiftKey);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      this.grid.scroller.scrollLeft += event.key === 'ArrowLeft' ? -60 : 60;
    } else if (event.key === 'Escape') this.selection.moveTo(this.selection.cursor);
    else return false;
    return true;
  }

  /** Moves the cursor to where a key led it, once the rows there are loaded. Call when there are others. */
  settle(): void {
    const { grid, pending } = this;
    if (!pending || (pending.isPage && !grid.isLoaded)) return;
    const row = grid.rowAt(pending.isPage ? this.inView(pending.row) : pending.row);
    // Other rows are shown meanwhile.
    if (pending.row >= grid.totals.rows) this.pending = undefined;
    if (!row) return;
    this.pending = undefined;
    if (row.line >= 0) this.toLine(row.line, pending.extend);
  }

  /** Moves the cursor by a row or a page; from outside of the visible rows it begins there. */
  private moveCursor(by: 1 | -1, extend: boolean, isPage: boolean): void {
    const { grid, selection } = this;
    const { first, last } = grid.wholeRows;
    const known = this.pending?.row ?? grid.rowOfLine(selection.cursor.line)?.index;
    const isInView = known !== undefined && known >= first && known <= last;
    const from = isInView ? known : by > 0 ? first - 1 : Math.min(last, grid.totals.rows - 1) + 1;
    const page = by * Math.max(1, Math.floor(grid.visibleLines) - 1);
    const row = within(isPage ? grid.rowFrom(from, page) : from + by, 0, grid.totals.rows - 1);
    if (isPage) grid.scrollBy(page);
    else grid.show(row);
    this.pending = { row, extend, isPage };
    this.settle();
  }

  /** The row that is nearest to another among those that are visible as a whole, or that fills the view alone. */
  private inView(row: number): number {
    const { first, last } = this.grid.wholeRows;
    const end = Math.min(last, this.grid.totals.rows - 1);
    return first > end ? Math.floor(this.grid.top) : within(row, first, end);
  }

  private toTop(extend: boolean): void {
    this.pending = undefined;
    this.toLine(0, extend);
    this.grid.scrollTo(0);
  }

  private toLine(line: number, extend: boolean): void {
    const column = extend && line >= this.selection.cursor.line ? lineEnd : 0;
    this.selection.moveTo({ line, column }, extend);
  }
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
