import { asBoolean, asNumber, asObject, isObject, type JsonObject } from '../../base/json.ts';
import { OverlapKind } from './overlapMatcher.ts';

/** A place by two offsets: in the controller's file, notes included, and in the text in the sink. */
interface Place {
  readonly stored: number;
  readonly told: number;
}

/** Next request, with the way in which its answer continues the known text. */
export interface LogAsk {
  readonly start: number;
  readonly joint: OverlapKind;
  /** Number of known bytes to search or compare, where the answer holds some. */
  readonly known: number;
  /** Bytes of the answer within which they must end. */
  readonly limit: number;
}

/** Version of a stored position: other versions counted wrongly. */
const version = 2;

/** Bytes of known text to search where an answer overlaps with it. */
const knownBytes = 1024;
/** An unfinished line and the notes before it are rarely longer. */
const windowBytes = 64 * 1024;
/** Range of that search when the number of notes in between is unknown. */
const widestBytes = 8 * 1024 * 1024;
/** Up to this distance, the text since the last certain place is requested again, rather than searched. */
const sureBytes = 8 * 1024;

/** Where known text is requested again: each place is more reliable than the one before. */
const Overlap = { window: 0, reached: 1, certain: 2 } as const;
type Overlap = (typeof Overlap)[keyof typeof Overlap];

/**
 * Position of a follower in a log, and the offset of its next request. The controller counts in bytes of its file; the
 * text that it sends has no notes, and lacks an unfinished last line that the count includes. So after each answer
 * there is a gap between the counted and the received bytes: nothing, notes, an unfinished line, or both.
 */
export class LogPosition {
  /** Last certain place. */
  private exact: Place = { stored: 0, told: 0 };
  /** Place from which bytes are counted: the sink has all text since, and no other. */
  private counted: Place = { stored: 0, told: 0 };
  /** File's length as last claimed; undefined when an answer broke off. */
  private end: number | undefined;
  /** Whether the last claimed end was inside a line: then it probably will be again. */
  private insideLine = false;
  /** Whether the last answer was a plain one. */
  private plain = false;
  /** Whether counting around the last known end failed: notes are there, or a long line. */
  private isUncountable = false;
  /** Beginning of the next overlap. */
  private from: Overlap = Overlap.window;
  /** Whether the sink may differ from the log: to be reconciled at the end. */
  unsure = false;
  /** Whether known text was searched in an answer: it could have occurred there twice. */
  searched = false;
  /** Offset of the first byte beyond ASCII: whether the log is UTF-8 at all is checked at the end. */
  firstForeign: number | undefined;
  /** Whether the build has ended and all of the log was read. */
  complete = false;

  /** Restores a stored position; undefined when it is invalid, or belongs to another text. */
  static from(value: unknown, size: number): LogPosition | undefined {
    if (!isObject(value) || value['version'] !== version || asNumber(value['size']) !== size) return undefined;
    const position = new LogPosition();
    position.exact = placeAt(value['exact']);
    position.counted = placeAt(value['counted']);
    position.end = asNumber(value['end']);
    position.plain = asBoolean(value['plain']) ?? false;
    position.insideLine = asBoolean(value['insideLine']) ?? false;
    position.unsure = asBoolean(value['unsure']) ?? true;
    position.searched = asBoolean(value['searched']) ?? true;
    position.firstForeign = asNumber(value['firstForeign']);
    position.complete = asBoolean(value['complete']) ?? false;
    return position;
  }

  /** For storage: with it, another follower that has the text can go on. */
  toJson(size: number): JsonObject {
    const { exact, counted, end, plain, insideLine, unsure, searched, firstForeign, complete } = this;
    return { version, size, exact, counted, end, plain, insideLine, unsure, searched, firstForeign, complete };
  }

  /** Next request, for a size of the sink. */
  next(size: number): LogAsk {
    const told = size - this.counted.told;
    const reached = this.counted.stored + told;
    if (this.plain && reached > 0) {
      return this.insideLine
        ? this.overlap(size, reached)
        : { start: reached - 1, joint: OverlapKind.lineEnd, known: 0, limit: 0 };
    }
    if (size === this.exact.told) return { start: this.exact.stored, joint: OverlapKind.exact, known: 0, limit: 0 };
    if (this.end === reached) return { start: reached, joint: OverlapKind.exact, known: 0, limit: 0 };
    if (this.end !== undefined && !this.insideLine) {
      return { start: this.end - 1, joint: OverlapKind.lineEnd, known: 0, limit: 0 };
    }
    return this.overlap(size, reached);
  }

  /**
   * Requests all text since the last certain place, if it is short; else text around the last known end, whose places
   * are certain unless notes are there; else known text that is somewhere before the end: notes in between only make
   * the offset larger.
   */
  private overlap(size: number, reached: number): LogAsk {
    const { end, exact } = this;
    const since = size - exact.told;
    const known = Math.min(knownBytes, since);
    if (!this.plain && (since <= sureBytes || this.from === Overlap.certain)) {
      return { start: exact.stored, joint: OverlapKind.since, known, limit: since };
    }
    if (!this.plain && end !== undefined && !this.isUncountable && this.from === Overlap.window) {
      const start = Math.max(exact.stored, end - 2 * knownBytes);
      return { start, joint: OverlapKind.counted, known, limit: end - start };
    }
    let start = Math.max(exact.stored, Math.min(reached, end ?? reached) - 2 * knownBytes);
    if (this.from === Overlap.window && end !== undefined) start = Math.max(start, end - windowBytes);
    // Invalid UTF-8, read as UTF-8, is up to three times as long as it was.
    const limit = end === undefined ? widestBytes : 3 * (end - start) + known;
    return { start, joint: OverlapKind.overlap, known, limit };
  }

  /** Offset in the answer where the known text ends if there are no notes before it. */
  expected(ask: LogAsk, size: number): number {
    return this.counted.stored + (size - this.counted.told) - ask.start;
  }

  /**
   * The overlap was found; the text from now on is new. Where known text was requested again it proves nothing about
   * the offset in the file: answers come without the notes that may lie between.
   * @param known bytes of the file before the new text, as far as they are seen
   */
  joined(ask: LogAsk, size: number, known: number): void {
    this.end = undefined;
    if (ask.joint === OverlapKind.since) this.counted = this.exact;
    else if (ask.joint === OverlapKind.overlap) {
      this.searched = true;
      this.counted = { stored: ask.start, told: size - known };
    } else this.isCertain({ stored: ask.start + known, told: size });
  }

  private isCertain(place: Place): void {
    // There cannot be more text than the file has bytes.
    if (place.stored - this.exact.stored < place.told - this.exact.told) this.unsure = true;
    this.counted = place;
    this.exact = place;
  }

  /** Call when an answer was read to its end. */
  answered(end: number, size: number): void {
    this.end = end;
    this.from = Overlap.window;
    this.isUncountable = false;
    this.plain = false;
    const gap = this.gap(size);
    if (gap === 0) this.insideLine = false;
    if (gap < 0) this.unsure = true;
  }

  /** Call when no overlap was found; another way is tried next. */
  notJoined(ask: LogAsk, end: number | undefined, size: number): void {
    if (end !== undefined) this.end = end;
    if (ask.joint === OverlapKind.lineEnd) {
      this.insideLine = true;
    } else if (ask.joint === OverlapKind.counted) {
      this.isUncountable = true;
    } else if (ask.joint === OverlapKind.overlap && this.from < Overlap.certain) {
      this.from = this.from === Overlap.window ? Overlap.reached : Overlap.certain;
    } else {
      // Better to miss a line for now than all from here on: the end of the log is reconciled.
      this.unsure = true;
      this.from = Overlap.window;
      this.counted = { stored: this.end ?? this.counted.stored + (size - this.counted.told), told: size };
      this.end = this.counted.stored;
    }
  }

  /**
   * An answer came after the build had ended. The gap that is left may be an unfinished last line, which only the
   * console's text has: the byte before the end decides.
   * @returns whether nothing is left to request
   */
  ended(ask: LogAsk, size: number): boolean {
    this.complete = this.gap(size) === 0;
    if (!this.complete && ask.joint === OverlapKind.lineEnd && this.insideLine) {
      this.complete = true;
      this.unsure = true;
    }
    this.insideLine = false;
    return this.complete;
  }

  /** The size in a plain answer is not reliable; the received bytes give the next offset. */
  reachedPlain(stored: number, size: number): void {
    this.unsure = true;
    this.plain = true;
    this.counted = { stored, told: size };
    this.exact = this.counted;
    this.end = undefined;
  }

  /** Call when the controller's file is not the one that was followed. */
  restart(): void {
    this.exact = { stored: 0, told: 0 };
    this.counted = this.exact;
    this.end = undefined;
    this.insideLine = false;
    this.isUncountable = false;
    this.firstForeign = undefined;
  }

  private gap(size: number): number {
    if (this.end === undefined) return Number.NaN;
    return this.end - this.counted.stored - (size - this.counted.told);
  }
}

function placeAt(value: unknown): Place {
  const json = asObject(value);
  return { stored: asNumber(json['stored']) ?? 0, told: asNumber(json['told']) ?? 0 };
}
