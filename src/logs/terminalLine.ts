// A line as a terminal shows it in the end: with what was drawn over by backspaces and movements of the cursor.
import { anyEscape, isSgr, type StyledText } from './escapes.ts';
import { applySgr, isSameStyle, type Style } from './style.ts';

/** Backspaces, and movements to a column or to the left (ECMA-48 8.3.9, 8.3.18, 8.3.57). */
const movesBack = /[\x08]|\x1b\[\d*[GD`]/;
const movement = /^\x1b\[(\d*)(?:;\d*)*([A-Za-z`])$/;
/** Columns that the cursor reaches beyond the text. */
const maxColumns = 500;

interface Cell {
  readonly text: string;
  readonly style: Style;
  /** Index of its character in the clean text. */
  readonly source: number;
}

export interface TerminalLine {
  readonly pieces: readonly StyledText[];
  /** Index in the clean text less the column, of the last character. */
  readonly shift: number;
  /** Number of movements back. */
  readonly overwritten: number;
}

/** @returns undefined for most lines: those in which no cursor moves back, but by carriage returns */
export function terminalLine(text: string, style: Style): TerminalLine | undefined {
  if (!movesBack.test(text)) return undefined;
  const screen = new Screen(style);
  let from = 0;
  for (const { 0: sequence, index } of text.matchAll(anyEscape)) {
    screen.write(text.slice(from, index));
    screen.obey(sequence);
    from = index + sequence.length;
  }
  screen.write(text.slice(from));
  return screen.end();
}

class Screen {
  private cells: Cell[] = [];
  private cursor = 0;
  private style: Style;
  private source = 0;
  private last = { source: 0, column: 0 };
  private moves = 0;

  constructor(style: Style) {
    this.style = style;
  }

  write(text: string): void {
    for (const character of text) {
      if (character === '\r') this.moveTo(0);
      else this.put(character);
      this.source += character.length;
    }
  }

  obey(sequence: string): void {
    if (sequence === '\b') {
      this.moveTo(this.cursor - 1);
      return;
    }
    if (isSgr(sequence)) {
      this.style = applySgr(this.style, sequence.slice(2, -1));
      return;
    }
    const [, digits = '', final = ''] = movement.exec(sequence) ?? [];
    const count = Math.max(1, Math.min(Number(digits || 1), maxColumns * 1000));
    if (final === 'G' || final === '`') this.moveTo(count - 1);
    else if (final === 'D') this.moveTo(this.cursor - count);
    else if (final === 'C') this.moveTo(this.cursor + count);
    else if (final === 'K') this.erase(digits);
  }

  end(): TerminalLine {
    const pieces: { text: string; style: Style }[] = [];
    for (const { text, style } of this.cells) {
      const piece = pieces.at(-1);
      if (piece && isSameStyle(piece.style, style)) piece.text += text;
      else pieces.push({ text, style });
    }
    const shift = Math.max(0, this.last.source - this.last.column);
    return { pieces, shift, overwritten: this.moves };
  }

  private put(text: string): void {
    const blank = { text: ' ', style: this.style, source: this.source };
    while (this.cells.length < this.cursor) this.cells.push(blank);
    this.cells[this.cursor] = { text, style: this.style, source: this.source };
    this.last = { source: this.source, column: this.cursor };
    this.cursor++;
  }

  private moveTo(column: number): void {
    const end = Math.max(this.cells.length, maxColumns);
    if (column < this.cursor) this.moves++;
    this.cursor = Math.max(0, Math.min(column, end));
  }

  private erase(part: string): void {
    if (part === '' || part === '0') this.cells.length = Math.min(this.cells.length, this.cursor);
    else if (part === '2') this.cells = [];
    else if (part === '1') {
      const blank = { text: ' ', style: this.style, source: this.source };
      this.cells.fill(blank, 0, Math.min(this.cursor + 1, this.cells.length));
    }
  }
}
