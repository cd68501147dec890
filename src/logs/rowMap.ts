import type { Section } from './sections.ts';

/** Maps rows to lines: all lines, those that a filter admits, or those that are not folded. */
export class RowMap {
  private filtered: readonly number[] | undefined;
  private readonly foldedLines = new Set<number>();
  private sections: readonly Section[] = [];
  private sectionsByLine = new Map<number, Section>();
  /** Hidden lines as ranges that rise and do not touch: first, and the one behind the last. */
  private hidden: { first: number; end: number; before: number }[] = [];

  /** Shows only these lines, in rising order; undefined: all. Folds have no effect meanwhile. */
  filter(lines: readonly number[] | undefined): void {
    this.filtered = lines;
  }

  get isFiltered(): boolean {
    return this.filtered !== undefined;
  }

  /** Lines that a filter admits; undefined: all. */
  get admitted(): readonly number[] | undefined {
    return this.filtered;
  }

  /** Replaces the sections; folds are kept. */
  setSections(sections: readonly Section[]): void {
    this.sections = sections;
    this.sectionsByLine = new Map(sections.map(section => [section.line, section]));
    this.hide();
  }

  /** The section that a line begins, if it has lines to be folded. */
  sectionAt(line: number): Section | undefined {
    const section = this.sectionsByLine.get(line);
    return section && section.lastLine > section.line ? section : undefined;
  }

  isFolded(line: number): boolean {
    return this.foldedLines.has(line);
  }

  /** Folds or unfolds the section that a line begins. */
  fold(line: number, folded: boolean): void {
    if (folded && this.sectionAt(line)) this.foldedLines.add(line);
    else this.foldedLines.delete(line);
    this.hide();
  }

  /** Folds all sections of a depth and below it, or none. */
  foldAll(folded: boolean): void {
    this.foldedLines.clear();
    if (folded) for (const { line, lastLine } of this.sections) if (lastLine > line) this.foldedLines.add(line);
    this.hide();
  }

  /** Unfolds all sections that hide a line. */
  reveal(line: number): void {
    let changed = false;
    for (const folded of this.foldedLines) {
      const section = this.sectionsByLine.get(folded);
      if (section && line > section.line && line <= section.lastLine) changed = this.foldedLines.delete(folded);
    }
    if (changed) this.hide();
  }

  /** Number of rows for a number of lines. */
  count(lines: number): number {
    const { filtered } = this;
    // A filter may admit lines that are not there yet.
    if (filtered) return lastNotAbove(filtered.length, index => filtered[index] ?? 0, lines - 1) + 1;
    const last = this.hidden.at(-1);
    if (!last) return lines;
    return lines - last.before - (Math.min(last.end, lines) - last.first);
  }

  /** The line in a row. */
  lineAt(row: number): number {
    if (this.filtered) return this.filtered[row] ?? 0;
    // Each range moves the lines behind it down by its length.
    const index = lastNotAbove(
      this.hidden.length,
      each => (this.hidden[each]?.first ?? 0) - (this.hidden[each]?.before ?? 0),
      row,
    );
    const range = this.hidden[index];
    return range ? row + range.before + range.end - range.first : row;
  }

  /** The row of a line, or of the next one before it that is shown. */
  rowOf(line: number): number {
    const { filtered, hidden } = this;
    if (filtered)
      return Math.max(
        0,
        lastNotAbove(filtered.length, index => filtered[index] ?? 0, line),
      );
    const range = hidden[lastNotAbove(hidden.length, index => hidden[index]?.first ?? 0, line)];
    if (!range) return line;
    return line < range.end ? range.first - range.before - 1 : line - range.before - (range.end - range.first);
  }

  /** Runs of lines, first and last, that a filter admits between two lines, ends included. */
  runs(from: number, to: number): [number, number][] {
    const { filtered } = this;
    if (!filtered) return [[from, to]];
    const runs: [number, number][] = [];
    const before = lastNotAbove(filtered.length, index => filtered[index] ?? 0, from - 1);
    for (let index = before + 1; index < filtered.length; index++) {
      const line = filtered[index] ?? 0;
      const run = runs.at(-1);
      if (line > to) break;
      if (run && run[1] === line - 1) run[1] = line;
      else runs.push([line, line]);
    }
    return runs;
  }

  private hide(): void {
    const ranges = [...this.foldedLines]
      .flatMap(line => this.sectionsByLine.get(line) ?? [])
      .map(({ line, lastLine }) => ({ first: line + 1, end: lastLine + 1 }))
      .filter(({ first, end }) => end > first)
      .sort((a, b) => a.first - b.first);
    this.hidden = [];
    let before = 0;
    for (const { first, end } of ranges) {
      const last = this.hidden.at(-1);
      if (last && first <= last.end) {
        before += Math.max(0, end - last.end);
        last.end = Math.max(last.end, end);
      } else {
        this.hidden.push({ first, end, before });
        before += end - first;
      }
    }
  }
}

/** Last index whose value is not greater; -1 when there is none. Values rise. */
function lastNotAbove(count: number, value: (index: number) => number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
