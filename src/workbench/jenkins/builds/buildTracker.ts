import * as vscode from 'vscode';
import { Backoff } from '../../../base/backoff.ts';
import { sleep } from '../../../base/sleep.ts';
import { isTransient } from '../../../http/transient.ts';
import { type BuildProgress, followBuild, followQueueItem, Phase } from '../../../jenkins/builds/follow.ts';
import type { JenkinsSession } from '../../../jenkins/session/session.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { Background } from '../../shell/commands/background.ts';
import { isSameJob, type JobKey, type JobRef, keyOf } from '../jobs/jobRef.ts';

/** Started build with its progress. */
export interface TrackedBuild {
  readonly ref: JobRef;
  readonly progress: BuildProgress;
  readonly at: Whereabouts;
}

export interface BuildTrackerDeps {
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Pauses between requests to a server that does not answer, in milliseconds. */
const retries = { first: 1000, most: 60_000, factor: 2 };

/** Identity of a build: the queue item that it comes from, and later its number. */
type Whereabouts = { readonly queueId: number } | { readonly number: number };

/** Follows the builds that were started here, from the queue to their end. */
export class BuildTracker implements vscode.Disposable {
  private readonly deps: BuildTrackerDeps;
  private readonly running = new Map<AbortController, TrackedBuild>();
  /** Builds whose end was reported. */
  private readonly ended = new Set<string>();
  private readonly changed = new vscode.EventEmitter<TrackedBuild>();
  /** Fires at each step of a followed build. */
  readonly onDidChange = this.changed.event;

  constructor(deps: BuildTrackerDeps) {
    this.deps = deps;
  }

  /** Builds that have not ended, the latest started last. */
  all(): TrackedBuild[] {
    return [...this.running.values()];
  }

  /** Latest started build of a job that has not ended. */
  latest(key: JobKey): TrackedBuild | undefined {
    return this.all().findLast(each => isSameJob(keyOf(each.ref), key));
  }

  /** Follows a queue item; returns at once. */
  follow(ref: JobRef, queueId: number): void {
    const abort = new AbortController();
    const at = { queueId };
    this.notify(abort, { ref, progress: { phase: Phase.queued, why: undefined }, at });
    this.start(ref, at, abort);
  }

  /** Follows an existing build, unless its end was reported already; returns at once. */
  followBuild(ref: JobRef, number: number): void {
    const isFollowed = ({ progress }: TrackedBuild) =>
      progress.phase === Phase.running && progress.build.number === number;
    if (this.all().some(each => isSameJob(keyOf(each.ref), keyOf(ref)) && isFollowed(each))) return;
    if (this.ended.has(nameOf(ref, number))) return;
    this.start(ref, { number }, new AbortController());
  }

  dispose(): void {
    for (const abort of this.running.keys()) abort.abort();
    this.running.clear();
    this.changed.dispose();
  }

  private start(ref: JobRef, from: Whereabouts, abort: AbortController): void {
    this.deps.background.run(() => this.run(ref, from, abort));
  }

  /** Follows to the end, also over a time without the server. */
  private async run(ref: JobRef, from: Whereabouts, abort: AbortController): Promise<void> {
    const { sessions } = this.deps;
    const { signal } = abort;
    const backoff = new Backoff(retries);
    let at = from;
    for (;;) {
      const session = sessions.jenkins(ref.connection);
      try {
        for await (const progress of stepsOf(session, ref.job, at, signal)) {
          if ('build' in progress) at = { number: progress.build.number };
          backoff.reset();
          this.notify(abort, { ref, progress, at });
        }
        return;
      } catch (error) {
        if (signal.aborted) return;
        // A connection that was changed has a session of its own, so the request is repeated there.
        const isChanged = sessions.jenkins(ref.connection) !== session;
        if (!isChanged && !isTransient(error)) return this.lose({ ref, at }, error, abort);
      }
      await sleep(backoff.next(), signal);
    }
  }

  private lose(build: Omit<TrackedBuild, 'progress'>, error: unknown, abort: AbortController): void {
    this.deps.background.report(new Failure(vscode.l10n.t('Lost track of the build.'), error, build.ref.connection));
    this.notify(abort, { ...build, progress: { phase: Phase.lost } });
  }

  private notify(abort: AbortController, build: TrackedBuild): void {
    const { progress } = build;
    const { phase } = progress;
    if (phase === Phase.queued || phase === Phase.running) this.running.set(abort, build);
    else this.running.delete(abort);
    if (progress.phase === Phase.finished) this.ended.add(nameOf(build.ref, progress.build.number));
    this.changed.fire(build);
  }
}

function stepsOf(
  session: JenkinsSession,
  job: string,
  at: Whereabouts,
  signal: AbortSignal,
): AsyncIterable<BuildProgress> {
  return 'number' in at
    ? followBuild(session, job, at.number, { signal })
    : followQueueItem(session, job, at.queueId, { signal });
}

function nameOf(ref: JobRef, number: number): string {
  return JSON.stringify([keyOf(ref), number]);
}
