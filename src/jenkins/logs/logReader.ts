import { isAscii } from 'node:buffer';
import type { JenkinsSession } from '../session/session.ts';
import { LineKeeper } from './lineKeeper.ts';
import { askLog, expectMeta, type LogAnswer } from './logAnswer.ts';
import type { Place } from './logPlace.ts';
import { type LogAsk, LogPosition } from './logPosition.ts';
import type { LogMeta } from './logStream.ts';
import { NoOverlapError, OverlapKind, OverlapMatcher } from './overlapMatcher.ts';
import { type PlainCounts, plainEnd } from './plainEnd.ts';
import { PlainLogReader } from './plainLogReader.ts';

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
  /** Whether the answer's text is nowhere in the followed one: it may be that of another build. */
  readonly isForeign?: boolean;
}

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
      if (answer.kind === 'plain') return { ...this.missPlain(answer, ask, true), isForeign: true };
      this.position.notJoined(ask, undefined, this.sink.size);
      return { complete: false, gotText: false, behind: true, isForeign: true };
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

  private async takePlain(answer: PlainAnswer, intake: Intake, ask: LogAsk): Promise<LogStep> {
    const { position, sink } = this;
    if (answer.completed && sink.size === 0) {
      // `consoleText` has all of it without notes and as it was written.
      position.unsure = true;
      position.complete = true;
      return { complete: true, gotText: false, behind: false };
    }
    const before = sink.size;
    const text = await passPlain(answer, intake);
    const gotText = sink.size > before;
    if (text.reader.hasOddNotes) position.unsure = true;
    if (!intake.isJoined) return this.missPlain(answer, ask, false);
    const end = await plainEnd(countsOf(answer, intake, text), sink);
    // All bytes of the file are counted where the last answer ends at its size: no line end has two.
    const isLong = answer.size < end.reached;
    if (isLong || (answer.completed && answer.size !== end.reached)) position.unsure = true;
    position.reachedPlain(end, intake.place, sink.size);
    position.complete = answer.completed;
    return { complete: answer.completed, gotText, behind: gotText && answer.size > end.reached + end.doubt };
  }

  /** Of a build that has ended, the console's text has all that was missed. */
  private missPlain({ size, completed }: PlainAnswer, ask: LogAsk, hasText: boolean): LogStep {
    const triesAgain = this.position.notJoinedPlain(ask, size, this.sink.size);
    if (completed) this.position.unsure = true;
    this.position.complete = completed;
    return { complete: completed, gotText: false, behind: !completed && triesAgain && hasText };
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

type PlainAnswer = LogAnswer & { kind: 'plain' };

/** Text of a plain answer that was passed on. */
interface PlainText {
  readonly reader: PlainLogReader;
  /** Bytes of it in the answer, with line feeds alone. */
  readonly bytes: number;
}

async function passPlain(answer: PlainAnswer, intake: Intake): Promise<PlainText> {
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
  return { reader, bytes: told + rest.raw };
}

function countsOf({ size }: PlainAnswer, { ask, place, torn }: Intake, { reader, bytes }: PlainText): PlainCounts {
  // The first byte is the line feed then, whatever is before it in the file.
  const isAtLineEnd = ask.joint === OverlapKind.lineEnd || (ask.joint === OverlapKind.lastBytes && ask.limit === 1);
  return {
    start: place.stored,
    size,
    // Each byte of a torn character came as three.
    shown: bytes - 3 * torn,
    left: reader.rawBytes - bytes,
    plain: bytes - reader.rawBytesOfNotes,
    lines: Math.max(0, reader.lines - (isAtLineEnd ? 1 : 0)),
    lineEnds: reader.lineEnds,
  };
}

/** Processes an answer's text: finds the beginning of the new text, appends it, and notes reasons to reconcile. */
class Intake {
  readonly ask: LogAsk;
  private readonly sink: LogSink;
  private readonly position: LogPosition;
  private readonly joint: OverlapMatcher;
  private joined = false;
  /** Place from which all of the answer's text is known. */
  place: Place = { stored: 0, told: 0 };

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

  get torn(): number {
    return this.joint.torn;
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
    const { at, torn } = this.joint;
    this.place = { stored: this.ask.start + torn, told: this.sink.size - at + torn };
    this.position.joined(this.ask, this.sink.size, at, torn);
  }

  private lookForForeign(bytes: Uint8Array): void {
    if (isAscii(bytes)) return;
    this.position.firstForeign ??= this.sink.size;
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(replacement)) this.position.unsure = true;
  }
}
