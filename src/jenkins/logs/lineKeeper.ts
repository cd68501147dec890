import { Budget } from '../../base/budget.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Holds back the text after the last line feed: a plain answer may break off inside a line. A line that is too long for
 * that is passed on in parts.
 */
export class LineKeeper {
  private held: Uint8Array[] = [];
  private readonly budget = new Budget();
  /** Bytes of the file up to the last part of such a line. */
  told = 0;

  /** @param raw bytes of the file up to the end of the piece */
  *take(piece: Uint8Array, raw: number): Generator<Uint8Array> {
    const end = piece.lastIndexOf(newline) + 1;
    if (end > 0) {
      yield* this.pass();
      yield piece.subarray(0, end);
    }
    const rest = piece.subarray(end);
    if (rest.length > 0) this.held.push(rest);
    if (this.budget.hold(rest.length)) return;
    yield* this.pass();
    this.told = raw;
  }

  private *pass(): Generator<Uint8Array> {
    yield* this.held;
    this.held = [];
    this.budget.release();
  }

  /**
   * Text of the rest that can be appended, with its bytes in the file: all of a log that has ended; of a running one
   * nothing, or up to the last carriage return of a line that is drawn again and again.
   * @param raw bytes of the rest in the file
   */
  rest(raw: number, ended: boolean): { text: Uint8Array; raw: number } {
    const text = Buffer.concat(this.held);
    if (ended) return { text, raw };
    // In a line with notes, the places of its carriage returns in the file are unknown.
    const cut = raw === text.length ? text.subarray(0, -1).lastIndexOf(carriageReturn) + 1 : 0;
    return { text: text.subarray(0, cut), raw: cut };
  }
}
