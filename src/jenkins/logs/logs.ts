// Logs on the wire: brings the bytes of a log from a controller into a sink. Knows no disk and no screen.
import { Backoff } from '../../base/backoff.ts';
import type { JsonObject } from '../../base/json.ts';
import { sleep } from '../../base/sleep.ts';
import { NotFoundError, RequestError, UnexpectedAnswerError } from '../../http/errors.ts';
import { isTransient } from '../../http/transient.ts';
import { type Build, buildPath, readBuild } from '../builds/builds.ts';
import type { JenkinsSession } from '../session/session.ts';
import { LogPosition } from './logPosition.ts';
import { LogReader, type LogSink, type LogStep } from './logReader.ts';
import { endsLikeLog } from './logTail.ts';
import { reconcileLog } from './reconcileLog.ts';

export type { LogSink } from './logReader.ts';

/** State of a follower, for the person who watches. */
export type LogNews =
  /** Following, from the beginning or again after an interruption. */
  | { readonly kind: 'following' }
  /** A request failed in passing; the next follows after these milliseconds. */
  | { readonly kind: 'interrupted'; readonly error: RequestError; readonly retryInMs: number }
  /** The answers make no sense: nothing more is asked for before the build has ended. */
  | { readonly kind: 'senseless' }
  /** The build has ended; the sink is being compared with the console's text. */
  | { readonly kind: 'settling' };

/** End of a follower's work. */
export type LogEnd =
  /** The build has ended, and the sink holds its console's text, byte for byte. */
  | { readonly kind: 'finished'; readonly build: Build | undefined }
  /** The build is gone, or hidden from the account now. The sink keeps its text. */
  | { readonly kind: 'deleted' };

/** Patience of a follower, in milliseconds. */
export interface LogTiming {
  /** Least time between two requests, unless there certainly is more; longer after small answers. */
  readonly firstPauseMs: number;
  readonly maxPauseMs: number;
  readonly firstRetryMs: number;
  readonly maxRetryMs: number;
  /** Gives up after this time without an answer. */
  readonly patienceMs: number;
}

const usualTiming: LogTiming = {
  firstPauseMs: 100,
  maxPauseMs: 4000,
  firstRetryMs: 1000,
  maxRetryMs: 20_000,
  patienceMs: 5 * 60_000,
};

export interface LogFollowerOptions {
  readonly notify?: ((news: LogNews) => void) | undefined;
  readonly timing?: Partial<LogTiming> | undefined;
  /** Whether a person watches: otherwise it polls slowly, even while much text comes. */
  readonly isWatched?: (() => boolean) | undefined;
  /** Whether the build has ended already: then its console's text is read in a single request. */
  readonly finished?: boolean | undefined;
  /** Position of an earlier follower with the same sink. */
  readonly position?: unknown;
}

/** Polls less often after small responses: a person reads a few lines as well half a second later. */
const dripBytes = 16 * 1024;
const dripFactor = 5;
/** Requests in a row that promise more and bring nothing new, after which the answers count as senseless. */
const senselessSteps = 8;
/** After this many bytes from the first non-ASCII one the encoding is certain. */
const foreignBytes = 256;
/** The log may be complete a moment before the build has its result. */
const resultPatienceMs = 15_000;

/**
 * Log on the wire: brings each byte of a build's log from the controller into a sink, once and in order, until the
 * build has ended. Works with controllers of every generation: those that answer in parts, plain ones that claim more
 * than they send, and old ones with true sizes. In the end the sink equals `consoleText`, byte for byte. Each byte is
 * requested about once; a log that was followed the plain way, or that holds other bytes than UTF-8, is read once more
 * at its end.
 */
export class LogFollower {
  private readonly session: JenkinsSession;
  private readonly job: string;
  private readonly number: number;
  private readonly sink: LogSink;
  private readonly reader: LogReader;
  private readonly notify: (news: LogNews) => void;
  private readonly timing: LogTiming;
  private readonly isWatched: () => boolean;
  private mayReadAtOnce: boolean;
  private pause: AbortController | undefined;
  private settled = false;
  /** Whether the content of the sink is unknown. */
  private mustBeginAnew: boolean;

  constructor(session: JenkinsSession, job: string, number: number, sink: LogSink, options: LogFollowerOptions = {}) {
    this.session = session;
    this.job = job;
    this.number = number;
    this.sink = sink;
    this.notify = options.notify ?? (() => undefined);
    this.timing = { ...usualTiming, ...options.timing };
    this.isWatched = options.isWatched ?? (() => true);
    this.mayReadAtOnce = options.finished === true && sink.size === 0;
    const path = `${buildPath(job, number)}/logText/progressiveText`;
    const position = LogPosition.from(options.position, sink.size);
    this.mustBeginAnew = !position && sink.size > 0;
    this.reader = new LogReader(session, path, sink, position);
  }

  /** Position for a follower that continues with the same sink. */
  get position(): JsonObject {
    return this.reader.position.toJson(this.sink.size);
  }

  /**
   * Follows to the end. Continues when it is called again after a failure.
   * @throws RequestError when polling fails for good or for too long; the signal's reason when it is aborted
   */
  async run(signal?: AbortSignal): Promise<LogEnd> {
    const retries = new LogRetries(this.timing);
    for (;;) {
      try {
        return await this.followToEnd(retries, signal);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (error instanceof NotFoundError && (await this.isGone(signal))) return { kind: 'deleted' };
        const retryInMs = retries.delayAfter(error);
        if (retryInMs === undefined || !(error instanceof RequestError)) throw error;
        this.notify({ kind: 'interrupted', error, retryInMs });
        await sleep(retryInMs, signal);
      }
    }
  }

  /** Ends a pause at once: a person has begun to watch. */
  hurry(): void {
    this.pause?.abort();
  }

  private async followToEnd(retries: LogRetries, signal: AbortSignal | undefined): Promise<LogEnd> {
    if (this.mustBeginAnew) await this.sink.truncate(0);
    this.mustBeginAnew = false;
    if (this.mayReadAtOnce) await this.readAtOnce(signal);
    await this.follow(retries, signal);
    if (!this.settled) await this.settle(signal);
    this.settled = true;
    return { kind: 'finished', build: await this.result(signal) };
  }

  private async readAtOnce(signal: AbortSignal | undefined): Promise<void> {
    // Once only: the text until it broke off need not be read again.
    this.mayReadAtOnce = false;
    await reconcileLog(this.session, buildPath(this.job, this.number), this.sink, { signal });
    this.reader.position.complete = true;
    this.settled = true;
  }

  private async follow(retries: LogRetries, signal: AbortSignal | undefined): Promise<void> {
    const pace = new LogPace(this.timing, this.sink.size);
    let complete = this.reader.position.complete;
    while (!complete) {
      const began = performance.now();
      const step = await this.reader.step(signal);
      if (retries.passed()) this.notify({ kind: 'following' });
      complete = step.complete;
      const pauseMs = pace.pauseAfter(step, this.sink.size);
      if (pauseMs === 'senseless') return this.awaitEnd(signal);
      if (complete || pauseMs === 0) continue;
      await this.rest(began + (this.isWatched() ? pauseMs : this.timing.maxPauseMs) - performance.now(), signal);
    }
  }

  /** Follows no answers but that on whether the build still runs: its console's text has all at the end. */
  private async awaitEnd(signal: AbortSignal | undefined): Promise<void> {
    this.notify({ kind: 'senseless' });
    const { session, job, number } = this;
    while ((await readBuild(session, job, number, { signal, background: true }))?.running) {
      await this.rest(this.timing.maxPauseMs, signal);
    }
    this.reader.position.unsure = true;
    this.reader.position.complete = true;
  }

  private async rest(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    this.pause = new AbortController();
    const either = signal ? AbortSignal.any([signal, this.pause.signal]) : this.pause.signal;
    await sleep(Math.max(0, milliseconds), either).catch(error => {
      if (signal?.aborted) throw error;
    });
  }

  private async settle(signal: AbortSignal | undefined): Promise<void> {
    const { firstForeign } = this.reader.position;
    const unsure = this.reader.position.unsure || (await this.isDoubtful(signal));
    if (!unsure && firstForeign === undefined) return;
    this.notify({ kind: 'settling' });
    const enough = unsure ? undefined : (firstForeign ?? 0) + foreignBytes;
    await reconcileLog(this.session, buildPath(this.job, this.number), this.sink, {
      signal,
      ...(enough === undefined ? {} : { enough }),
    });
  }

  /** Known text may have been found at a wrong place: the log's end decides. */
  private async isDoubtful(signal: AbortSignal | undefined): Promise<boolean> {
    if (!this.reader.position.searched) return false;
    return (await endsLikeLog(this.session, this.job, this.number, this.sink, { signal })) !== true;
  }

  private async result(signal: AbortSignal | undefined): Promise<Build | undefined> {
    const backoff = new Backoff({ first: this.timing.firstPauseMs, most: 1000 });
    const end = Date.now() + resultPatienceMs;
    for (;;) {
      const build = await readBuild(this.session, this.job, this.number, { signal, background: true });
      if (!build?.running || Date.now() > end) return build;
      await sleep(backoff.next(), signal);
    }
  }

  private async isGone(signal: AbortSignal | undefined): Promise<boolean> {
    try {
      await readBuild(this.session, this.job, this.number, { signal, background: true });
      return false;
    } catch (error) {
      return error instanceof NotFoundError;
    }
  }
}

/** Decides whether and when a follower repeats a failed request. */
class LogRetries {
  private readonly timing: LogTiming;
  private readonly backoff: Backoff;
  private failingSince: number | undefined;

  constructor(timing: LogTiming) {
    this.timing = timing;
    this.backoff = new Backoff({ first: timing.firstRetryMs, most: timing.maxRetryMs, factor: 2 });
  }

  /**
   * Call when an answer came.
   * @returns whether it had failed before
   */
  passed(): boolean {
    const failed = this.failingSince !== undefined;
    this.failingSince = undefined;
    this.backoff.reset();
    return failed;
  }

  delayAfter(error: unknown): number | undefined {
    if (!isTransient(error) && !(error instanceof UnexpectedAnswerError)) return undefined;
    this.failingSince ??= Date.now();
    if (Date.now() - this.failingSince > this.timing.patienceMs) return undefined;
    return this.backoff.next();
  }
}

/** Decides how soon a follower asks again. */
class LogPace {
  private readonly firstPauseMs: number;
  private readonly pauses: Backoff;
  private size: number;
  /** Largest size that the sink has had. */
  private reached: number;
  private idleSteps = 0;

  constructor({ firstPauseMs, maxPauseMs }: LogTiming, size: number) {
    this.firstPauseMs = firstPauseMs;
    this.pauses = new Backoff({ first: firstPauseMs, most: maxPauseMs });
    this.size = size;
    this.reached = size;
  }

  /**
   * @param size of the sink after the step
   * @returns milliseconds between the beginnings of two requests; 0 where there certainly is more
   */
  pauseAfter({ gotText, behind }: LogStep, size: number): number | 'senseless' {
    if (gotText) this.pauses.reset();
    this.idleSteps = size > this.reached || !behind ? 0 : this.idleSteps + 1;
    this.reached = Math.max(this.reached, size);
    const isDrip = size - this.size < dripBytes;
    this.size = size;
    if (this.idleSteps === senselessSteps) return 'senseless';
    // Only text is believed to be followed by more.
    if (behind && !isDrip) return 0;
    return Math.max(this.pauses.next(), isDrip && !behind ? this.firstPauseMs * dripFactor : 0);
  }
}
