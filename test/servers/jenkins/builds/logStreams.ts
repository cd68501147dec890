// What the answers do to a log's bytes, piece by piece.
import { isAscii } from 'node:buffer';

type Pieces = Iterable<Buffer>;

const noteStart = Buffer.from('\x1b[8mha:');
const noteEnd = Buffer.from('\x1b[0m');
const newline = 0x0a;
const carriageReturn = 0x0d;

/** Without the console notes; line ends stay as the build wrote them. */
export function* withoutNotes(pieces: Pieces): Generator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for (const piece of pieces) {
    const bytes = held.length > 0 ? Buffer.concat([held, piece]) : piece;
    const cut = endOfWhole(bytes);
    held = bytes.subarray(cut);
    yield stripped(bytes.subarray(0, cut));
  }
  if (held.length > 0) yield held;
}

/** Where the piece can be cut without tearing a note. */
function endOfWhole(bytes: Buffer): number {
  const start = bytes.lastIndexOf(noteStart);
  if (start >= 0 && bytes.indexOf(noteEnd, start) < 0) return start;
  for (let length = noteStart.length - 1; length > 0; length--) {
    if (bytes.subarray(-length).equals(noteStart.subarray(0, length))) return bytes.length - length;
  }
  return bytes.length;
}

function stripped(bytes: Buffer): Buffer {
  let from = bytes.indexOf(noteStart);
  if (from < 0) return bytes;
  const kept: Buffer[] = [];
  let begin = 0;
  for (; from >= 0; from = bytes.indexOf(noteStart, begin)) {
    kept.push(bytes.subarray(begin, from));
    begin = bytes.indexOf(noteEnd, from) + noteEnd.length;
  }
  return Buffer.concat([...kept, bytes.subarray(begin)]);
}

/** Lone line feeds become CRLF, as the plain log answers have them. */
export function* withCrlf(pieces: Pieces): Generator<Buffer> {
  let last = 0;
  for (const piece of pieces) {
    yield crlf(piece, last);
    last = piece.at(-1) ?? last;
  }
}

function crlf(bytes: Buffer, before: number): Buffer {
  const kept = Buffer.allocUnsafe(bytes.length * 2);
  let size = 0;
  let from = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, from)) {
    size += bytes.copy(kept, size, from, at);
    if ((at > 0 ? bytes[at - 1] : before) !== carriageReturn) kept[size++] = carriageReturn;
    kept[size++] = newline;
    from = at + 1;
  }
  size += bytes.copy(kept, size, from);
  return kept.subarray(0, size);
}

/** As text that was read and written again: what is no UTF-8 becomes U+FFFD. */
export function* decoded(pieces: Pieces): Generator<Buffer> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let torn = false;
  for (const piece of pieces) {
    if (!torn && isAscii(piece)) {
      yield piece;
      continue;
    }
    yield Buffer.from(decoder.decode(piece, { stream: true }));
    // Whether a character is torn here is seen by the last bytes alone.
    torn = (piece.at(-1) ?? 0) >= 0x80;
  }
  yield Buffer.from(decoder.decode());
}
