import { booleanAt, isObject, type JsonObject, numberAt, objectAt } from '../base/json.ts';
import { JointKind } from './logJoint.ts';

/** Two offsets for one place: in the controller's file, notes included, and in the text as it was told. */
interface Place {
  readonly stored: number;
  readonly told: number;
}

/** The next request, and how its answer is to join on. */
export interface LogAsk {
  readonly start: number;
  readonly joint: JointKind;
  /** How many known bytes are looked for, for an overlap, and how far into the answer they may end. */
  readonly known: number;
  readonly limit: number;
}

/** What is looked for where an answer overlaps with what is known. */
const knownBytes = 1024;
/** An unfinished line and the notes before it are hardly longer. */
const windowBytes = 64 * 1024;
/** How far known text is looked for when nothing tells how many notes lie between. */
const widestBytes = 8 * 1024 * 1024;

/**
 * Where a follower stands in a log, and from where it asks next. The controller counts in bytes of its file; the text
 * that it sends has no notes, and lacks an unfinished last line that the count includes. So after each answer there is
 * a gap between what was counted and what came: nothing, notes, an unfinished line, or both.
 */
export class LogPosition {
  /** The last place that is certain. */
  private exact: Place = { stored: 0, told: 0 };
  /** From where bytes are counted: all text since was told, and no other. */
  private counted: Place = { stored: 0, told: 0 };
  /** The file's length as last claimed; undefined when an answer broke off. */
  private end: number | undefined;
  /** Whether the last claimed end was inside a line: then it is likely so again. */
  private insideLine = false;
  /** Whether the last answer was a plain one. */
  private plain = false;
  /** Whether the usual window was too small for the last overlap. */
  private wide = false;
  /** Whether what was told may not be the log, byte for byte: to be settled at the end. */
  unsure = false;
  /** Where the first byte beyond ASCII was told: whether the log is UTF-8 at all is to be settled. */
  firstForeign: number | undefined;
  /** Whether the build has ended and all was read. */
  complete = false;

  /** As it was kept; undefined when it is none, or of another text. */
  static from(value: unknown, size: number): LogPosition | undefined {
    if (!isObject(value) || numberAt(value['size']) !== size) return undefined;
    const position = new LogPosition();
    position.exact = placeAt(value['exact']);
    position.counted = placeAt(value['counted']);
    position.end = numberAt(value['end']);
    position.plain = booleanAt(value['plain']) ?? false;
    position.insideLine = booleanAt(value['insideLine']) ?? false;
    position.unsure = booleanAt(value['unsure']) ?? true;
    position.firstForeign = numberAt(value['firstForeign']);
    position.complete = booleanAt(value['complete']) ?? false;
    return position;
  }

  /** To be kept: with it, the log can be followed on by somebody else who has the text. */
  toJson(size: number): JsonObject {
    const { exact, counted, end, plain, insideLine, unsure, firstForeign, complete } = this;
    return { size, exact, counted, end, plain, insideLine, unsure, firstForeign, complete };
  }

  /** What to ask next, when so many bytes were told. */
  next(size: number): LogAsk {
    const told = size - this.counted.told;
    const reached = this.counted.stored + told;
    if (this.plain && reached > 0) {
      return this.insideLine
        ? this.overlap(size, reached)
        : { start: reached - 1, joint: JointKind.lineEnd, known: 0, limit: 0 };
    }
    if (size === this.exact.told) return { start: this.exact.stored, joint: JointKind.exact, known: 0, limit: 0 };
    if (told === 0 || this.end === reached) return { start: reached, joint: JointKind.exact, known: 0, limit: 0 };
    if (this.end !== undefined && !this.insideLine) {
      return { start: this.end - 1, joint: JointKind.lineEnd, known: 0, limit: 0 };
    }
    return this.overlap(size, reached);
  }

  /** Known text is somewhere before the end; notes in between only make the offset larger. */
  private overlap(size: number, reached: number): LogAsk {
    const { end, exact } = this;
    let start = Math.max(exact.stored, Math.min(reached, end ?? reached) - 2 * knownBytes);
    if (!this.wide && end !== undefined) start = Math.max(start, end - windowBytes);
    const known = Math.min(knownBytes, size - exact.told);
    // Text that was read as UTF-8 and is none is up to three times as long as it was.
    const limit = end === undefined ? widestBytes : 3 * (end - start) + known;
    return { start, joint: JointKind.overlap, known, limit };
  }

  /** How many bytes into the answer the known text ends if there are no notes before it. */
  expected(ask: LogAsk, size: number): number {
    return this.counted.stored + (size - this.counted.told) - ask.start;
  }

  /** The joint was found; what comes from now on is told. */
  joined(ask: LogAsk, size: number, known: number): void {
    this.end = undefined;
    if (ask.joint === JointKind.overlap) {
      const agrees = known === this.expected(ask, size);
      this.counted = { stored: ask.start, told: size - known };
      if (agrees) this.exact = { stored: ask.start + known, told: size };
      return;
    }
    this.counted = { stored: ask.start + known, told: size };
    this.exact = this.counted;
  }

  /** An answer is read to its end. */
  answered(end: number, size: number): void {
    this.end = end;
    this.wide = false;
    this.plain = false;
    const gap = this.gap(size);
    if (gap === 0) this.insideLine = false;
    if (gap < 0) this.unsure = true;
  }

  /** Nothing joined on; another way is tried next. */
  notJoined(ask: LogAsk, end: number | undefined, size: number): void {
    if (end !== undefined) this.end = end;
    if (ask.joint === JointKind.lineEnd) {
      this.insideLine = true;
    } else if (!this.wide) {
      this.wide = true;
    } else {
      // Better a line missing now than none from here on: it is settled at the end.
      this.unsure = true;
      this.wide = false;
      this.counted = { stored: this.end ?? this.counted.stored + (size - this.counted.told), told: size };
      this.end = this.counted.stored;
    }
  }

  /**
   * An answer came after the build had ended. The gap that is left may be an unfinished last line, which only the
   * console's text has: the byte before the end tells.
   * @returns whether nothing is left to ask
   */
  ended(ask: LogAsk, size: number): boolean {
    this.complete = this.gap(size) === 0;
    if (!this.complete && ask.joint === JointKind.lineEnd && this.insideLine) {
      this.complete = true;
      this.unsure = true;
    }
    this.insideLine = false;
    return this.complete;
  }

  /** A plain answer says nothing for certain; what was received is where to go on. */
  reachedPlain(stored: number, size: number): void {
    this.unsure = true;
    this.plain = true;
    this.wide = false;
    this.counted = { stored, told: size };
    this.exact = this.counted;
    this.end = undefined;
  }

  /** The controller's file is not the one that was followed. */
  restart(): void {
    this.exact = { stored: 0, told: 0 };
    this.counted = this.exact;
    this.end = undefined;
    this.insideLine = false;
    this.firstForeign = undefined;
  }

  private gap(size: number): number {
    if (this.end === undefined) return Number.NaN;
    return this.end - this.counted.stored - (size - this.counted.told);
  }
}

function placeAt(value: unknown): Place {
  const json = objectAt(value);
  return { stored: numberAt(json['stored']) ?? 0, told: numberAt(json['told']) ?? 0 };
}
