import type { Grid } from './grid.ts';
import type { Place } from './protocol.ts';
import { columnAt, rangeIn } from './rowElement.ts';

/** Column behind the end of every line. */
export const lineEnd = 1_000_000_000;
const scrollEveryMs = 40;

/** Selection, which may include lines that are not drawn. */
export class Selection {
  private readonly grid: Grid;
  private readonly changed: () => void;
  private readonly moved: (line: number) => void;
  private anchor: Place = { line: 0, column: 0 };
  private head: Place = { line: 0, column: 0 };
  private scrolling: ReturnType<typeof setInterval> | undefined;
  private pointer = { x: 0, y: 0 };

  /** @param moved called with the line of the cursor when that is another */
  constructor(grid: Grid, changed: () => void, moved: (line: number) => void) {
    this.grid = grid;
    this.changed = changed;
    this.moved = moved;
    grid.scroller.addEventListener('mousedown', event => this.press(event));
  }

  /** Cursor: keys move it, and searches continue from it. */
  get cursor(): Place {
    return this.head;
  }

  get isEmpty(): boolean {
    return compare(this.anchor, this.head) === 0;
  }

  /** Selected range, the end exclusive. */
  get range(): { from: Place; to: Place } {
    const [from, to] = compare(this.anchor, this.head) <= 0 ? [this.anchor, this.head] : [this.head, this.anchor];
    return { from, to };
  }

  set(anchor: Place, head: Place): void {
    const before = this.head.line;
    this.anchor = anchor;
    this.head = head;
    this.changed();
    if (head.line !== before) this.moved(head.line);
  }

  moveTo(place: Place, extend = false): void {
    this.set(extend ? this.anchor : place, place);
  }

  selectAll(): void {
    this.set({ line: 0, column: 0 }, { line: Math.max(0, this.grid.totals.lines - 1), column: lineEnd });
  }

  /** Selected parts of the drawn rows. */
  *ranges(): Generator<Range> {
    if (this.isEmpty) return;
    const { from, to } = this.range;
    for (const { row, element } of this.grid.drawnRows) {
      if (row.line < from.line || row.line > to.line) continue;
      const start = row.line === from.line ? Math.max(0, from.column - row.skipped) : 0;
      const end = row.line === to.line ? Math.max(0, to.column - row.skipped) : lineEnd;
      const range = start < end ? rangeIn(element, start, end) : undefined;
      if (range) yield range;
    }
  }

  private placeAt(x: number, y: number): Place | undefined {
    const element = this.grid.rowElementAt(y);
    const row = element && this.grid.rowAt(Number(element.dataset['index']));
    if (!row || row.line < 0) return undefined;
    return { line: row.line, column: row.skipped + columnAt(element, x, y) };
  }

  private press(event: MouseEvent): void {
    const target = event.target as HTMLElement;
    const isScrollbar = target === this.grid.scroller;
    if (event.button !== 0 || isScrollbar || target.closest('button')) return;
    const place = this.placeAt(event.clientX, event.clientY);
    event.preventDefault();
    this.grid.scroller.focus();
    if (!place) return;
    if (event.detail === 2) this.selectWord(place);
    else if (event.detail > 2) this.set({ ...place, column: 0 }, { ...place, column: lineEnd });
    else this.drag(place, event.shiftKey);
  }

  private drag(place: Place, extend: boolean): void {
    this.moveTo(place, extend);
    const move = (event: MouseEvent) => {
      this.pointer = { x: event.clientX, y: event.clientY };
      this.extend();
    };
    const release = () => {
      clearInterval(this.scrolling);
      window.removeEventListener('mousemove', move);
      window.removeEventListener('mouseup', release);
    };
    window.addEventListener('mousemove', move);
    window.addEventListener('mouseup', release);
    this.scrolling = setInterval(() => this.scrollBeyond(), scrollEveryMs);
    this.pointer = { x: -1, y: -1 };
  }

  private extend(): void {
    const place = this.placeAt(this.pointer.x, this.pointer.y);
    if (place) this.moveTo(place, true);
  }

  /** Scrolls while the pointer is held outside, and extends the selection. */
  private scrollBeyond(): void {
    if (this.pointer.y < 0 && this.pointer.x < 0) return;
    const box = this.grid.scroller.getBoundingClientRect();
    const beyond = this.pointer.y < box.top ? this.pointer.y - box.top : Math.max(0, this.pointer.y - box.bottom);
    if (beyond === 0) return;
    this.grid.scrollBy(Math.sign(beyond) * Math.max(1, Math.abs(beyond) / 10));
    this.extend();
  }

  private selectWord(place: Place): void {
    const found = this.grid.rowOfLine(place.line);
    if (!found) return;
    const text = found.row.runs.map(([part]) => part).join('');
    const at = place.column - found.row.skipped;
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}_$.-]+|\s+|[^\p{L}\p{N}_$.\-\s]+/gu)) {
      if (at < index || at >= index + word.length) continue;
      const start = found.row.skipped + index;
      this.set({ line: place.line, column: start }, { line: place.line, column: start + word.length });
      return;
    }
  }
}

function compare(a: Place, b: Place): number {
  return a.line - b.line || a.column - b.column;
}
