// Reads the plain answer for a log, of old controllers and behind proxies.
import { Budget } from '../../base/budget.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Limit of a console note: a longer one is shown. */
const maxNoteBytes = 256 * 1024;

/**
 * Restores a log from a plain answer: CRLF was LF, and console notes (`ESC[8mha:…ESC[0m`) are no text. Counts the
 * file's own bytes on the way, because the header for the next offset may claim more than was sent.
 */
export class PlainLogReader {
  /** Bytes of the log file in the answer so far. */
  rawBytes = 0;
  /** Those of them up to the last line feed. */
  rawBytesOfLines = 0;
  /** Those of them up to the last note before that line feed. */
  rawBytesOfNotes = 0;
  /** Line feeds that came as CRLF: each was either CRLF or LF in the file. */
  lines = 0;
  /** Line feeds, and carriage returns that are not a part of CRLF. */
  lineEnds = 0;
  /** Whether the controller may take something for a note, or for none, that is not taken so here. */
  hasOddNotes = false;
  /** Those of them up to the last note. */
  private lastNoteEnd = 0;
  private held: Buffer[] = [];
  /** Last bytes of the held text: the end of a note may be torn. */
  private seam: Buffer = Buffer.alloc(0);
  private isInNote = false;
  private readonly budget = new Budget({ bytes: maxNoteBytes });

  /** Text of the next piece of the answer. */
  read(piece: Uint8Array): Uint8Array {
    const own = Buffer.from(piece);
    const goesOn = this.isInNote && !this.endsNote(own);
    if (goesOn && this.budget.hold(own.length)) {
      this.held.push(own);
      this.seam = Buffer.concat([this.seam, own]).subarray(1 - noteEnd.length);
      return Buffer.alloc(0);
    }
    const bytes = this.takeHeld(own);
    // A note that is too long is text, with its beginning.
    const skipped = goesOn ? noteStart.length : 0;
    const open = notesIn(bytes, skipped).find(({ end }) => end === undefined)?.from;
    const cut = open ?? lastComplete(bytes);
    this.isInNote = open !== undefined;
    this.held = cut < bytes.length ? [bytes.subarray(cut)] : [];
    this.seam = bytes.subarray(Math.max(cut, bytes.length + 1 - noteEnd.length));
    this.budget.hold(bytes.length - cut);
    return this.clean(bytes.subarray(0, cut), skipped);
  }

  /** Returns the text held back for a continuation that did not come. */
  end(): Uint8Array {
    return this.clean(this.takeHeld());
  }

  private takeHeld(...more: Buffer[]): Buffer {
    const bytes = Buffer.concat([...this.held, ...more]);
    this.held = [];
    this.budget.release();
    return bytes;
  }

  /** Whether the note that was begun ends in this piece, or turns out to be none. */
  private endsNote(piece: Buffer): boolean {
    return piece.includes(newline) || Buffer.concat([this.seam, piece]).includes(noteEnd);
  }

  private clean(bytes: Buffer, skipped = 0): Uint8Array {
    const text = withoutCarriageReturns(bytes);
    this.lines += bytes.length - text.length;
    this.lineEnds += lineEndsIn(text);
    const notes = notesIn(text, skipped);
    this.countLines(text, notes);
    this.rawBytes += text.length;
    const shown = withoutNotes(text, notes);
    this.hasOddNotes ||= shown.includes(noteStart) || notes.some(note => !isNote(text, note));
    return shown;
  }

  private countLines(text: Buffer, notes: readonly PlacedNote[]): void {
    const end = text.lastIndexOf(newline) + 1;
    if (end > 0) {
      const before = notes.findLast(note => (note.end ?? text.length) <= end)?.end;
      this.rawBytesOfNotes = before === undefined ? this.lastNoteEnd : this.rawBytes + before;
      this.rawBytesOfLines = this.rawBytes + end;
    }
    const last = notes.at(-1);
    if (last) this.lastNoteEnd = this.rawBytes + (last.end ?? text.length);
  }
}

const noteStart = Buffer.from('\x1b[8mha:');
const noteEnd = Buffer.from('\x1b[0m');

interface PlacedNote {
  readonly from: number;
  /** Undefined where it goes on behind the bytes. */
  readonly end: number | undefined;
}

/** Finds the notes in bytes of a log. A line end in it shows that it is none. */
function notesIn(bytes: Buffer, start: number): PlacedNote[] {
  const notes: PlacedNote[] = [];
  let close = -1;
  let lineEnd = -1;
  for (let from = placeOf(bytes, noteStart, start); from < bytes.length; ) {
    if (lineEnd < from) lineEnd = placeOf(bytes, newline, from);
    if (close < from) close = placeOf(bytes, noteEnd, from);
    const end = close < lineEnd ? close + noteEnd.length : undefined;
    if (end !== undefined || lineEnd === bytes.length) notes.push({ from, end });
    from = placeOf(bytes, noteStart, end ?? lineEnd);
  }
  return notes;
}

/**
 * Whether the lengths within a note fit it: Jenkins reads as many bytes as they say, whatever those are. In Base64: the
 * negative length of a signature, the signature, the length of an object, the object.
 */
function isNote(bytes: Buffer, { from, end = from }: PlacedNote): boolean {
  const text = bytes.toString('latin1', from + noteStart.length, end - noteEnd.length);
  if (text.length % 4 !== 0 || !/^[\w+/]*={0,2}$/.test(text)) return false;
  const note = Buffer.from(text, 'base64');
  if (note.length < 4) return false;
  const signed = -note.readInt32BE(0);
  // Old notes have no signature, and the length of the object itself.
  if (signed <= 0) return note.length === 4 - signed;
  return note.length >= 8 + signed && note.length === 8 + signed + note.readInt32BE(4 + signed);
}

/** Next place of some bytes; the length where there is none. */
function placeOf(bytes: Buffer, wanted: Buffer | number, from: number): number {
  const found = bytes.indexOf(wanted, from);
  return found < 0 ? bytes.length : found;
}

/** Last place to cut a piece without tearing a CRLF or the beginning of a console note. */
function lastComplete(bytes: Buffer): number {
  for (let length = Math.min(noteStart.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(noteStart.subarray(0, length))) return bytes.length - length;
  }
  return bytes[bytes.length - 1] === carriageReturn ? bytes.length - 1 : bytes.length;
}

function withoutCarriageReturns(bytes: Buffer): Buffer {
  if (!bytes.includes('\r\n')) return bytes;
  // Latin-1 has a character for each byte.
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

function lineEndsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === newline || bytes[at] === carriageReturn) count++;
  return count;
}

/** A log's bytes without its console notes. */
function withoutNotes(bytes: Buffer, notes: readonly PlacedNote[]): Buffer {
  if (notes.length === 0) return bytes;
  const kept: Buffer[] = [];
  let begin = 0;
  for (const { from, end } of notes) {
    if (end === undefined) continue;
    kept.push(bytes.subarray(begin, from));
    begin = end;
  }
  kept.push(bytes.subarray(begin));
  return Buffer.concat(kept);
}
