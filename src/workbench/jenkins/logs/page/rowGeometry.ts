import type { ShownRow } from './protocol.ts';

/**
 * Where rows lie in a view. A view begins at a row: the fraction of that number is the part of the row that is above the
 * view. Pixels count from the view's top, downward.
 */
export interface RowGeometry {
  /** Row of a place. @param top row that the view begins at */
  rowAt(top: number, pixels: number): number;
  /** Place of a row's beginning. */
  offset(top: number, row: number): number;
  /** The row that a view begins at when the last row ends where the view does. */
  lastTop(rows: number, viewPixels: number): number;
  /** Height of all rows, as far as it is known. */
  total(rows: number): number;
}

/** Rows of one height. */
export class EvenRows implements RowGeometry {
  /** In pixels. */
  height = 18;

  rowAt(top: number, pixels: number): number {
    return top + pixels / this.height;
  }

  offset(top: number, row: number): number {
    return (row - top) * this.height;
  }

  lastTop(rows: number, viewPixels: number): number {
    return Math.max(0, rows - viewPixels / this.height);
  }

  total(rows: number): number {
    return rows * this.height;
  }
}

/** Wrapped rows: those near the view are measured, all others are taken for rows of one line. */
export class WrappedRows implements RowGeometry {
  private readonly even: EvenRows;
  private readonly row: (index: number) => ShownRow | undefined;
  private heights = new WeakMap<ShownRow, number>();

  constructor(even: EvenRows, row: (index: number) => ShownRow | undefined) {
    this.even = even;
    this.row = row;
  }

  knows(row: ShownRow): boolean {
    return this.heights.has(row);
  }

  set(row: ShownRow, height: number): void {
    this.heights.set(row, Math.max(height, this.even.height));
  }

  /** Forgets all heights: the view has another width, or another font. */
  clear(): void {
    this.heights = new WeakMap();
  }

  rowAt(top: number, pixels: number): number {
    let row = Math.max(0, Math.floor(top));
    let left = (top - row) * this.heightOf(row) + pixels;
    while (left < 0 && row > 0) left += this.heightOf(--row);
    while (left >= this.heightOf(row)) left -= this.heightOf(row++);
    return row + left / this.heightOf(row);
  }

  offset(top: number, row: number): number {
    const first = Math.floor(top);
    let pixels = -(top - first) * this.heightOf(first);
    for (let index = first; index < row; index++) pixels += this.heightOf(index);
    for (let index = row; index < first; index++) pixels -= this.heightOf(index);
    return pixels;
  }

  lastTop(rows: number, viewPixels: number): number {
    let row = rows;
    let left = viewPixels;
    while (left > 0 && row > 0) left -= this.heightOf(--row);
    return left > 0 ? 0 : row - left / this.heightOf(row);
  }

  total(rows: number): number {
    let pixels = 0;
    for (let index = 0; index < rows; index++) {
      if (!this.row(index)) return this.even.total(rows);
      pixels += this.heightOf(index);
    }
    return pixels;
  }

  private heightOf(index: number): number {
    const row = this.row(index);
    return (row && this.heights.get(row)) ?? this.even.height;
  }
}
