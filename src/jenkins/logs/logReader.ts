import { isAscii } from 'node:buffer';
import { Budget } from '../../base/budget.ts';
import type { JenkinsSession } from '../session/session.ts';
import { askLog, expectMeta, type LogAnswer } from './logAnswer.ts';
import { type LogAsk, LogPosition } from './logPosition.ts';
import { type LogMeta, PlainLogReader } from './logStream.ts';
import { NoOverlapError, OverlapKind, OverlapMatcher } from './overlapMatcher.ts';

/** Destination of a followed log: a file, in the extension. Read only near its end, and when the log is reconciled. */
export interface LogSink {
  /** Bytes appended so far. */
  readonly size: number;
  /** Appends UTF-8 text without console notes; settles once more can be taken. The bytes may be kept. */
  append(bytes: Uint8Array): Promise<void> | void;
  /** Reads at most `length` of the appended bytes from `offset` on. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Drops all bytes beyond a size. */
  truncate(size: number): Promise<void>;
}

/** Result of a single request. */
export interface LogStep {
  /** Whether the build has ended and all of the log was read. */
  readonly complete: boolean;
  readonly gotText: boolean;
  /** Whether there certainly is more: to be requested at once. */
  readonly behind: boolean;
  /** Whether the controller's file was not the one that was followed. */
  readonly restarted?: boolean;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
/** Replacement character for bytes that are no UTF-8. */
const replacement = Buffer.from('\ufffd');
/** Bytes of known text to search for a pattern that repeats itself. */
const repetitionBytes = 8 * 1024;

/** Reads a log step by step into a sink: handles the answers of all generations of controllers. */
export class LogReader {
  position: LogPosition;
  private readonly session: JenkinsSession;
  private readonly path: string;
  private readonly sink: LogSink;

  /** @param path of the log's requests, below the base URL */
  constructor(session: JenkinsSession, path: string, sink: LogSink, position = new LogPosition()) {
    this.session = session;
    this.path = path;
    this.sink = sink;
    this.position = position;
  }

  /**
   * Requests once and appends the answer.
   * @throws RequestError; the text until then is appended and counted
   */
  async step(signal: AbortSignal | undefined): Promise<LogStep> {
    const ask = this.position.next(this.sink.size);
    const answer = await askLog(this.session, this.path, ask.start, { signal });
    const intake = new Intake(this.sink, this.position, ask, await this.matcherOf(ask));
    try {
      return answer.kind === 'multipart'
        ? await this.takeParts(answer, intake)
        : await this.takePlain(answer, intake, ask);
    } catch (error) {
      if (!(error instanceof NoOverlapError)) throw error;
      this.position.notJoined(ask, undefined, this.sink.size);
      return { complete: false, gotText: false, behind: true };
    } finally {
      answer.response.discard();
    }
  }

  private async matcherOf(ask: LogAsk): Promise<OverlapMatcher> {
    if (ask.known === 0 && ask.joint !== OverlapKind.overlap) return new OverlapMatcher(ask.joint);
    const { size } = this.sink;
    const tail = Buffer.from(await this.sink.read(Math.max(0, size - repetitionBytes), repetitionBytes));
    const known = tail.subarray(tail.length - ask.known);
    // A text that repeats itself overlaps at several places.
    const isRepeated = tail.indexOf(known) !== tail.length - known.length;
    if (ask.joint === OverlapKind.overlap && isRepeated) this.position.unsure = true;
    return new OverlapMatcher(ask.joint, known, ask.limit, this.position.expected(ask, size));
  }

  private async takeParts(answer: LogAnswer & { kind: 'multipart' }, intake: Intake): Promise<LogStep> {
    const before = this.sink.size;
    let last: LogMeta | undefined;
    for await (const part of answer.parts) {
      if ('text' in part) await intake.take(part.text);
      else last = part.meta;
    }
    await intake.end(last && last.end - last.start);
    const meta = expectMeta(last, answer.response);
    if (meta.start !== intake.ask.start) {
      // The beginning of a log is there, or the answer is none: else it would be asked for again and again.
      if (intake.ask.start === 0) expectMeta(undefined, answer.response);
      return this.restart();
    }
    if (intake.isJoined) this.position.answered(meta.end, this.sink.size);
    else this.position.notJoined(intake.ask, meta.end, this.sink.size);
    const gotText = this.sink.size > before;
    const complete = meta.completed && this.position.ended(intake.ask, this.sink.size);
    return { complete, gotText, behind: meta.completed && !complete };
  }

  private async takePlain(answer: LogAnswer & { kind: 'plain' }, intake: Intake, ask: LogAsk): Promise<LogStep> {
    this.position.unsure = true;
    if (answer.completed && this.sink.size === 0) {
      // `consoleText` has all of it without notes and as it was written.
      this.position.complete = true;
      return { complete: true, gotText: false, behind: false };
    }
    const before = this.sink.size;
    const lines = new LineKeeper();
    const reader = new PlainLogReader();
    for await (const piece of answer.pieces) {
      const text = reader.read(piece);
      await intake.takeAll(lines.take(text, reader.rawBytes));
    }
    const last = reader.end();
    await intake.takeAll(lines.take(last, reader.rawBytes));
    const told = Math.max(reader.rawBytesOfLines, lines.told);
    const rest = lines.rest(reader.rawBytes - told, answer.completed);
    await intake.take(rest.text);
    await intake.end();
    const gotText = this.sink.size > before;
    if (!intake.isJoined) {
      if (gotText || ask.joint !== OverlapKind.exact) this.position.notJoined(ask, undefined, this.sink.size);
      return { complete: false, gotText, behind: false };
    }
    const reached = ask.start + told + rest.raw;
    const next = trusted(answer.size, reached, reader.lines) ?? reached;
    this.position.reachedPlain(next, this.sink.size);
    this.position.complete = answer.completed;
    return { complete: answer.completed, gotText, behind: gotText && answer.size > next };
  }

  private async restart(): Promise<LogStep> {
    await this.sink.truncate(0);
    this.position.restart();
    return { complete: false, gotText: false, behind: true, restarted: true };
  }

  /** Drops the text for another log. */
  async beginAnew(): Promise<void> {
    await this.sink.truncate(0);
    this.position = new LogPosition();
  }
}

/**
 * Answers of running builds end after 10,000 line feeds and carriage returns: that is as many lines, or half of it with
 * CRLF.
 */
const fewestCappedLines = 5000;

/**
 * The offset that a controller names, where it can be true: only line feeds that were CRLF in the file may make it
 * larger than the count. An unfinished line may, too: the next answer shows that.
 */
function trusted(size: number, counted: number, lines: number): number | undefined {
  return lines < fewestCappedLines && size >= counted && size <= counted + lines ? size : undefined;
}

/** Processes an answer's text: finds the beginning of the new text, appends it, and notes reasons to reconcile. */
class Intake {
  readonly ask: LogAsk;
  private readonly sink: LogSink;
  private readonly position: LogPosition;
  private readonly joint: OverlapMatcher;
  private joined = false;

  constructor(sink: LogSink, position: LogPosition, ask: LogAsk, joint: OverlapMatcher) {
    this.sink = sink;
    this.position = position;
    this.ask = ask;
    this.joint = joint;
    this.noteJoint();
  }

  get isJoined(): boolean {
    return this.joined;
  }

  async takeAll(pieces: Iterable<Uint8Array>): Promise<void> {
    for (const piece of pieces) await this.take(piece);
  }

  take(piece: Uint8Array): Promise<void> {
    return this.notify(this.joint.take(piece));
  }

  end(fileBytes?: number): Promise<void> {
    return this.notify(this.joint.end(fileBytes));
  }

  private async notify(fresh: Uint8Array): Promise<void> {
    this.noteJoint();
    if (fresh.length === 0) return;
    this.lookForForeign(fresh);
    await this.sink.append(fresh);
  }

  private noteJoint(): void {
    if (this.joined || this.joint.at === undefined) return;
    this.joined = true;
    this.position.joined(this.ask, this.sink.size, this.joint.at);
  }

  private lookForForeign(bytes: Uint8Array): void {
    if (isAscii(bytes)) return;
    this.position.firstForeign ??= this.sink.size;
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(replacement)) this.position.unsure = true;
  }
}

/**
 * Holds back the text after the last line feed: a plain answer may break off inside a line. A line that is too long for
 * that is passed on in parts.
 */
class LineKeeper {
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
