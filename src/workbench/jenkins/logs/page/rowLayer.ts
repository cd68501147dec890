import { element } from './dom.ts';
import type { ShownRow, Words } from './protocol.ts';
import { rowElement } from './rowElement.ts';
import type { RowGeometry, WrappedRows } from './rowGeometry.ts';

export interface DrawnRow {
  readonly index: number;
  readonly row: ShownRow;
  readonly element: HTMLElement;
}

/** View of rows. */
export interface RowView {
  /** Of all. */
  readonly rows: number;
  readonly first: number;
  /** Behind the last one. */
  readonly end: number;
  readonly top: number;
  readonly geometry: RowGeometry;
  readonly rowAt: (index: number) => ShownRow | undefined;
}

/** Elements of the rows that are drawn. */
export class RowLayer {
  readonly element = element('div', { class: 'layer', role: 'presentation' });
  private readonly words: Words;
  private readonly drawnRows = new Map<number, DrawnRow>();
  private widestPixels = 0;

  constructor(words: Words) {
    this.words = words;
  }

  get drawn(): Iterable<DrawnRow> {
    return this.drawnRows.values();
  }

  elementAt(index: number): HTMLElement | undefined {
    return this.drawnRows.get(index)?.element;
  }

  /** Width of the widest row that was drawn since the last {@link forgetWidth}, in pixels. */
  get widest(): number {
    return this.widestPixels;
  }

  forgetWidth(): void {
    this.widestPixels = 0;
  }

  /** Height of a row of one line, in pixels; 0 while the layer is not shown. */
  measureLine(): number {
    const probe = element('div', { class: 'row' }, element('span', { class: 'text' }, 'M'));
    this.element.append(probe);
    const { height } = probe.getBoundingClientRect();
    probe.remove();
    return height;
  }

  /** Measures rows that are not measured yet, all in one layout. */
  measure(rows: Iterable<ShownRow>, heights: WrappedRows): void {
    const fresh = [...rows].filter(row => !heights.knows(row));
    const made = fresh.map(row => rowElement(row, 0, { words: this.words, rows: 0 }));
    this.element.append(...made);
    const measured = made.map(each => each.offsetHeight);
    for (const each of made) each.remove();
    for (const [index, row] of fresh.entries()) heights.set(row, measured[index] ?? 0);
  }

  draw({ rows, first, end, top, geometry, rowAt }: RowView): void {
    for (const { index, row, element: drawn } of this.drawnRows.values()) {
      if (index >= first && index < end && rowAt(index) === row) continue;
      drawn.remove();
      this.drawnRows.delete(index);
    }
    const fresh: Node[] = [];
    for (let index = first; index < end; index++) {
      const row = rowAt(index);
      if (!row || this.drawnRows.has(index)) continue;
      const made = rowElement(row, index, { words: this.words, rows });
      this.drawnRows.set(index, { index, row, element: made });
      fresh.push(made);
    }
    this.element.append(...fresh);
    for (const { index, element: drawn } of this.drawnRows.values())
      drawn.style.top = `${geometry.offset(top, index)}px`;
    for (const { element: drawn } of this.drawnRows.values())
      this.widestPixels = Math.max(this.widestPixels, drawn.offsetWidth);
  }
}
