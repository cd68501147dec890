import type { ShownRow } from './protocol.ts';

/** Rows that the host has sent, around those that are visible. */
export class LoadedRows {
  private rows = new Map<number, ShownRow>();

  take(top: number, rows: readonly ShownRow[]): void {
    this.rows = new Map(rows.map((row, index) => [top + index, row]));
  }

  get all(): Iterable<ShownRow> {
    return this.rows.values();
  }

  at(index: number): ShownRow | undefined {
    return this.rows.get(index);
  }

  ofLine(line: number): { index: number; row: ShownRow } | undefined {
    for (const [index, row] of this.rows) if (row.line === line) return { index, row };
    return undefined;
  }

  /** Whether any of these rows is missing. @param end the row behind the last */
  isMissing(first: number, end: number): boolean {
    for (let index = first; index < end; index++) if (!this.rows.has(index)) return true;
    return false;
  }
}
