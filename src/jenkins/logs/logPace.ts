import { Backoff } from '../../base/backoff.ts';
import { UnexpectedAnswerError } from '../../http/errors.ts';
import { isTransient } from '../../http/transient.ts';
import type { LogStep } from './logReader.ts';

/** Patience of a follower, in milliseconds. */
export interface LogTiming {
  /** Least time between two requests, unless there certainly is more; longer after small answers. */
  readonly firstPauseMs: number;
  readonly maxPauseMs: number;
  readonly firstRetryMs: number;
  readonly maxRetryMs: number;
  /** Gives up after this time without an answer. */
  readonly patienceMs: number;
  /** Silence of a log that is watched, after which its build may wait for input. */
  readonly silenceMs: number;
}

export const usualTiming: LogTiming = {
  firstPauseMs: 100,
  maxPauseMs: 4000,
  firstRetryMs: 1000,
  maxRetryMs: 20_000,
  patienceMs: 5 * 60_000,
  silenceMs: 5000,
};

/** Polls less often after small responses: a person reads a few lines as well half a second later. */
const dripBytes = 16 * 1024;
const dripFactor = 5;
/** Requests in a row that promise more and bring nothing new, after which the answers count as senseless. */
const senselessSteps = 8;

/** Decides whether and when a follower repeats a failed request. */
export class LogRetries {
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
export class LogPace {
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

/** Tells when a log has been silent for long, once in each silence; the first one counts at once. */
export class LogSilence {
  private readonly silenceMs: number;
  private since = -Infinity;
  private isFirst = true;
  private isTold = false;

  constructor({ silenceMs }: LogTiming) {
    this.silenceMs = silenceMs;
  }

  /** @param isWatched whether a person is to be told */
  isLong(isBroken: boolean, isWatched: boolean): boolean {
    if (isBroken) {
      this.since = this.isFirst ? this.since : Date.now();
      this.isTold = false;
    }
    if (isBroken || this.isTold || !isWatched || Date.now() - this.since < this.silenceMs) return false;
    this.isTold = true;
    this.isFirst = false;
    return true;
  }
}
