import { asBoolean, asNumber, isObject, type JsonObject } from '../../base/json.ts';
import { type Place, placeAt } from './logPlace.ts';
import { OverlapKind } from './overlapMatcher.ts';
import { type PlainEnd, plainEndFrom, plainEndToJson } from './plainEnd.ts';

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
const version = 3;

/** Bytes of known text to search where an answer overlaps with it. */
const knownBytes = 1024;
/** An unfinished line and the notes before it are rarely longer. */
const windowBytes = 64 * 1024;
/** Range of that search when the number of notes in between is unknown. */
const widestBytes = 8 * 1024 * 1024;
/** Up to this distance, the text since the last certain place is requested again, rather than searched. */
const sureBytes = 8 * 1024;
/** The same in plain answers, which are searched for long: rather a whole answer once more. */
const surePlainBytes = 2 * 1024 * 1024;

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
  /** End of the last answer, if that was a plain one. */
  private plain: PlainEnd | undefined;
  /** Whether line ends of Windows were found in plain answers. */
  private hasLongLineEnds = false;
  /** Whether the last two plain answers ended equally: then what they lack is an unfinished line, or line ends. */
  private isAtRest = false;
  /** Whether the last known bytes were not found since then. */
  private isTailLost = false;
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
    position.plain = plainEndFrom(value['plain']);
    position.hasLongLineEnds = asBoolean(value['hasLongLineEnds']) ?? false;
    position.insideLine = asBoolean(value['insideLine']) ?? false;
    position.unsure = asBoolean(value['unsure']) ?? true;
    position.searched = asBoolean(value['searched']) ?? true;
    position.firstForeign = asNumber(value['firstForeign']);
    position.complete = asBoolean(value['complete']) ?? false;
    return position;
  }

  /** For storage: with it, another follower that has the text can go on. */
  toJson(size: number): JsonObject {
    const { exact, counted, end, insideLine, hasLongLineEnds, unsure, searched, firstForeign, complete } = this;
    const places = { exact, counted, end, plain: plainEndToJson(this.plain) };
    return { version, size, ...places, insideLine, hasLongLineEnds, unsure, searched, firstForeign, complete };
  }

  /** Next request, for a size of the sink. */
  next(size: number): LogAsk {
    const told = size - this.counted.told;
    const reached = this.counted.stored + told;
    if (this.plain && size === this.counted.told) return this.nextPlain(this.plain, size);
    if (size === this.exact.told) return { start: this.exact.stored, joint: OverlapKind.exact, known: 0, limit: 0 };
    if (this.end === reached) return { start: reached, joint: OverlapKind.exact, known: 0, limit: 0 };
    if (this.end !== undefined && !this.insideLine) {
      return { start: this.end - 1, joint: OverlapKind.lineEnd, known: 0, limit: 0 };
    }
    return this.overlap(size, reached);
  }

  /**
   * Requests the last known bytes again, where they can be at a single place. Else the line end before the last offset
   * that is possible, where line ends of Windows are likely: it is there only if they all are. Else all text since the
   * last certain place.
   */
  private nextPlain({ reached, doubt, isAtCap, earliest, tail, isUnique }: PlainEnd, size: number): LogAsk {
    if (this.from === Overlap.window && isUnique && tail > 0 && !this.isTailLost) {
      const limit = tail + reached - earliest + doubt;
      return { start: earliest - tail, joint: OverlapKind.lastBytes, known: tail, limit };
    }
    const isLikely = this.hasLongLineEnds || this.isAtRest || isAtCap;
    if (this.from === Overlap.window && doubt > 0 && isLikely) {
      return { start: reached + doubt - 1, joint: OverlapKind.lineEnd, known: 0, limit: 0 };
    }
    return this.since(size);
  }

  private since(size: number): LogAsk {
    const since = size - this.exact.told;
    if (since === 0) return { start: this.exact.stored, joint: OverlapKind.exact, known: 0, limit: 0 };
    const known = Math.min(knownBytes, since);
    return { start: this.exact.stored, joint: OverlapKind.since, known, limit: since };
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
    const isShort = since <= (this.plain ? surePlainBytes : sureBytes);
    if (isShort || this.from === Overlap.certain) return this.since(size);
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
   * @param torn bytes of a torn character among them, at their beginning
   */
  joined(ask: LogAsk, size: number, known: number, torn = 0): void {
    this.end = undefined;
    if (ask.joint === OverlapKind.since) this.counted = this.exact;
    else if (ask.joint === OverlapKind.lastBytes) this.foundLastBytes(ask, size, known, torn);
    else if (ask.joint === OverlapKind.overlap) {
      this.searched = true;
      this.counted = { stored: ask.start, told: size - known };
    } else {
      if (ask.joint === OverlapKind.lineEnd && this.plain) {
        this.unsure = true;
        this.hasLongLineEnds = true;
      }
      this.isCertain({ stored: ask.start + known, told: size });
    }
  }

  /** Their beginning is certain now; line ends between that and their end may still have been counted short. */
  private foundLastBytes(ask: LogAsk, size: number, known: number, torn: number): void {
    const expected = this.expected(ask, size);
    if (known !== expected) this.unsure = true;
    if (known > expected) this.hasLongLineEnds = true;
    const isCounted = ask.limit === 1;
    this.counted = isCounted
      ? { stored: ask.start + 1, told: size }
      : { stored: ask.start + torn, told: size - known + torn };
    this.exact = this.counted;
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
    this.plain = undefined;
    const gap = this.gap(size);
    if (gap === 0) this.insideLine = false;
    if (gap < 0) this.unsure = true;
  }

  /**
   * Call when no overlap was found in a plain answer, for a claimed length of the file.
   * @returns whether another way is tried next: not where the last line is as unfinished as before
   */
  notJoinedPlain(ask: LogAsk, fileBytes: number, size: number): boolean {
    const isSame = this.isAtRest && ask.joint === OverlapKind.lineEnd && fileBytes === this.plain?.size;
    if (!isSame) this.notJoined(ask, undefined, size);
    return !isSame;
  }

  /** Call when no overlap was found; another way is tried next. */
  notJoined(ask: LogAsk, end: number | undefined, size: number): void {
    if (end !== undefined) this.end = end;
    if (ask.joint === OverlapKind.lastBytes) {
      // Where the offset is certain, no other way helps: the file or the answer is another.
      if (this.plain?.doubt === 0) return;
      this.isTailLost = true;
      this.from = Overlap.reached;
    } else if (ask.joint === OverlapKind.lineEnd) {
      if (this.plain) this.from = Overlap.reached;
      else this.insideLine = true;
    } else if (ask.joint === OverlapKind.counted) {
      this.isUncountable = true;
    } else if (ask.joint === OverlapKind.overlap && this.from < Overlap.certain) {
      this.from = this.from === Overlap.window ? Overlap.reached : Overlap.certain;
    } else this.giveUp(size);
  }

  /**
   * Better to miss a line for now than all from here on: the end of the log is reconciled. A plain answer that does not
   * begin with what was requested is not shown, though: it could be all of the text again.
   */
  private giveUp(size: number): void {
    this.from = Overlap.window;
    if (this.plain) return;
    this.unsure = true;
    this.counted = { stored: this.end ?? this.counted.stored + (size - this.counted.told), told: size };
    this.end = this.counted.stored;
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

  /**
   * Call when a plain answer was read to its end.
   * @param place of the beginning of the answer's text that is shown
   */
  reachedPlain(end: PlainEnd, place: Place, size: number): void {
    this.from = Overlap.window;
    this.insideLine = false;
    this.isUncountable = false;
    this.isAtRest = end.size === this.plain?.size && end.reached === this.plain.reached;
    this.isTailLost &&= this.isAtRest;
    this.plain = end;
    this.counted = { stored: end.reached, told: size };
    this.exact = end.doubt === 0 && end.earliest === end.reached ? this.counted : place;
    this.end = undefined;
  }

  /** Call when the controller's file is not the one that was followed. */
  restart(): void {
    this.exact = { stored: 0, told: 0 };
    this.counted = this.exact;
    this.end = undefined;
    this.insideLine = false;
    this.isUncountable = false;
    this.plain = undefined;
    this.firstForeign = undefined;
  }

  private gap(size: number): number {
    if (this.end === undefined) return Number.NaN;
    return this.end - this.counted.stored - (size - this.counted.told);
  }
}
