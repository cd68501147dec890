// Logs on the wire: brings the bytes of a log from a controller into a sink. Knows no disk and no screen.
import { Backoff } from '../../base/backoff.ts';
import type { JsonObject } from '../../base/json.ts';
import { sleep } from '../../base/sleep.ts';
import { NotFoundError, RequestError } from '../../http/errors.ts';
import { type Build, type BuildInput, buildPath, readBuild } from '../builds/builds.ts';
import type { JenkinsSession } from '../session/session.ts';
import { LogPace, LogRetries, LogSilence, type LogTiming, usualTiming } from './logPace.ts';
import { LogPosition } from './logPosition.ts';
import { LogReader, type LogSink, type LogStep } from './logReader.ts';
import { endsLikeLog } from './logTail.ts';
import { reconcileLog } from './reconcileLog.ts';

export type { LogTiming } from './logPace.ts';
export type { LogSink } from './logReader.ts';

/** State of a follower, for the person who watches. */
export type LogNews =
  /** Following, from the beginning or again after an interruption or an answered input. */
  | { readonly kind: 'following' }
  /** The log is silent, as its build waits for input. */
  | { readonly kind: 'paused'; readonly inputs: readonly BuildInput[] }
  /** A request failed in passing; the next follows after these milliseconds. */
  | { readonly kind: 'interrupted'; readonly error: RequestError; readonly retryInMs: number }
  /** The answers make no sense: nothing more is asked for before the build has ended. */
  | { readonly kind: 'senseless' }
  /** The number names another build now, and the sink was emptied for its log. */
  | { readonly kind: 'anotherBuild'; readonly build: Build }
  /** The build has ended; the sink is being compared with the console's text. */
  | { readonly kind: 'settling' };

/** End of a follower's work. */
export type LogEnd =
  /** The build has ended, and the sink holds its console's text, byte for byte. */
  | { readonly kind: 'finished'; readonly build: Build | undefined }
  /** The build is gone, or hidden from the account now. The sink keeps its text. */
  | { readonly kind: 'deleted' };

export interface LogFollowerOptions {
  readonly notify?: ((news: LogNews) => void) | undefined;
  readonly timing?: Partial<LogTiming> | undefined;
  /** Whether a person watches: otherwise it polls slowly, even while much text comes. */
  readonly isWatched?: (() => boolean) | undefined;
  /** Whether the build has ended already: then its console's text is read in a single request. */
  readonly finished?: boolean | undefined;
  /** Start of the build, in milliseconds since 1970: it tells builds apart when a number is used again. */
  readonly startedAt?: number | undefined;
  /** Position of an earlier follower with the same sink. */
  readonly position?: unknown;
}

/** After this many bytes from the first non-ASCII one the encoding is certain. */
const foreignBytes = 256;
/** The log may be complete a moment before the build has its result. */
const resultPatienceMs = 15_000;

/**
 * Log on the wire: brings each byte of a build's log from the controller into a sink, once and in order, until the
 * build has ended. Works with controllers of every generation: those that answer in parts, plain ones that claim more
 * than they send, and old ones with true sizes. In the end the sink equals `consoleText`, byte for byte. Each byte is
 * requested about once; a log that holds other bytes than UTF-8, or line ends of Windows in plain answers, is read once
 * more at its end.
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
  private isPaused = false;
  private startedAt: number | undefined;
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
    this.startedAt = options.startedAt;
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
    for (;;) {
      try {
        return await this.followBuild(retries, signal);
      } catch (error) {
        if (!(error instanceof AnotherBuildError)) throw error;
        await this.beginAnew(error.build);
      }
    }
  }

  private async followBuild(retries: LogRetries, signal: AbortSignal | undefined): Promise<LogEnd> {
    if (this.mustBeginAnew) await this.sink.truncate(0);
    this.mustBeginAnew = false;
    if (this.mayReadAtOnce) await this.readAtOnce(signal);
    await this.follow(retries, signal);
    if (!this.settled) await this.settle(signal);
    this.settled = true;
    return { kind: 'finished', build: await this.result(signal) };
  }

  private async beginAnew(build: Build): Promise<void> {
    await this.reader.beginAnew();
    this.startedAt = build.startedAt;
    this.settled = false;
    this.notify({ kind: 'anotherBuild', build });
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
    const silence = new LogSilence(this.timing);
    let complete = this.reader.position.complete;
    while (!complete) {
      const began = performance.now();
      const step = await this.reader.step(signal);
      await this.passed(step, retries.passed(), silence, signal);
      complete = step.complete;
      const pauseMs = pace.pauseAfter(step, this.sink.size);
      if (pauseMs === 'senseless') return this.awaitEnd(signal);
      if (complete || pauseMs === 0) continue;
      await this.rest(began + (this.isWatched() ? pauseMs : this.timing.maxPauseMs) - performance.now(), signal);
    }
  }

  /** Tells that the log goes on, and reads the build where the step leaves open what became of it. */
  private async passed(
    step: LogStep,
    wasInterrupted: boolean,
    silence: LogSilence,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const goesOn = wasInterrupted || step.gotText;
    if (wasInterrupted || (goesOn && this.isPaused)) this.notify({ kind: 'following' });
    if (goesOn) this.isPaused = false;
    // A number is used again after a restart, or when a job was made again.
    const isDoubtful = wasInterrupted || step.restarted || step.isForeign;
    if (this.startedAt !== undefined && isDoubtful) await this.readBuild(signal);
    if (!step.complete && silence.isLong(goesOn, this.isWatched())) await this.lookForInput(signal);
  }

  private async lookForInput(signal: AbortSignal | undefined): Promise<void> {
    const inputs = (await this.readBuild(signal))?.inputs ?? [];
    this.isPaused = inputs.length > 0;
    if (this.isPaused) this.notify({ kind: 'paused', inputs });
  }

  /** Follows no answers but that on whether the build still runs: its console's text has all at the end. */
  private async awaitEnd(signal: AbortSignal | undefined): Promise<void> {
    this.notify({ kind: 'senseless' });
    while ((await this.readBuild(signal))?.running) {
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
      const build = await this.readBuild(signal);
      if (!build?.running || Date.now() > end) return build;
      await sleep(backoff.next(), signal);
    }
  }

  /** @throws AnotherBuildError when the number names another build than the followed one */
  private async readBuild(signal: AbortSignal | undefined): Promise<Build | undefined> {
    const build = await readBuild(this.session, this.job, this.number, { signal, background: true });
    const isKnown = build && this.startedAt !== undefined && build.startedAt > 0;
    if (isKnown && build.startedAt !== this.startedAt) throw new AnotherBuildError(build);
    return build;
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

/** The build's number names another build now. */
class AnotherBuildError extends Error {
  readonly build: Build;

  constructor(build: Build) {
    super('the number names another build');
    this.name = 'AnotherBuildError';
    this.build = build;
  }
}
