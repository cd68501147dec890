import * as vscode from 'vscode';
import { type BuildProgress, followBuild, followQueueItem, Phase } from '../../jenkins/index.ts';
import type { Sessions } from '../connections/sessions.ts';
import { isSameJob, type JobKey, type JobRef, keyOf } from '../jobs/jobRef.ts';
import { Failure } from '../messages/problemReporter.ts';

/** A started build and where it stands. */
export interface TrackedBuild {
  readonly ref: JobRef;
  readonly progress: BuildProgress;
}

export interface BuildTrackerDeps {
  readonly sessions: Sessions;
  readonly report: (error: unknown) => void;
}

/** Follows the builds that were started here, from the queue to their end. */
export class BuildTracker implements vscode.Disposable {
  private readonly deps: BuildTrackerDeps;
  private readonly running = new Map<AbortController, TrackedBuild>();
  private readonly changed = new vscode.EventEmitter<TrackedBuild>();
  /** Fires at each step of a followed build. */
  readonly onDidChange = this.changed.event;

  constructor(deps: BuildTrackerDeps) {
    this.deps = deps;
  }

  /** The builds on their way, the latest started last. */
  all(): TrackedBuild[] {
    return [...this.running.values()];
  }

  /** The latest started build of a job that is still on its way. */
  latest(key: JobKey): TrackedBuild | undefined {
    return this.all().findLast(each => isSameJob(keyOf(each.ref), key));
  }

  /** Follows a queue item; returns at once. */
  follow(ref: JobRef, queueId: number): void {
    const abort = new AbortController();
    this.tell(abort, { ref, progress: { phase: Phase.queued, why: undefined } });
    const session = this.deps.sessions.jenkins(ref.connection);
    void this.run(ref, followQueueItem(session, ref.job, queueId, { signal: abort.signal }), abort);
  }

  /** Follows a build that is there already; returns at once. */
  followBuild(ref: JobRef, number: number): void {
    const isFollowed = ({ progress }: TrackedBuild) =>
      progress.phase === Phase.running && progress.build.number === number;
    if (this.all().some(each => isSameJob(keyOf(each.ref), keyOf(ref)) && isFollowed(each))) return;
    const abort = new AbortController();
    const session = this.deps.sessions.jenkins(ref.connection);
    void this.run(ref, followBuild(session, ref.job, number, { signal: abort.signal }), abort);
  }

  dispose(): void {
    for (const abort of this.running.keys()) abort.abort();
    this.running.clear();
    this.changed.dispose();
  }

  private async run(ref: JobRef, steps: AsyncIterable<BuildProgress>, abort: AbortController): Promise<void> {
    try {
      for await (const progress of steps) {
        this.tell(abort, { ref, progress });
      }
    } catch (error) {
      if (abort.signal.aborted) return;
      this.deps.report(new Failure(vscode.l10n.t('Lost sight of the build.'), error, ref.connection));
      this.tell(abort, { ref, progress: { phase: Phase.lost } });
    }
  }

  private tell(abort: AbortController, build: TrackedBuild): void {
    const { phase } = build.progress;
    if (phase === Phase.queued || phase === Phase.running) this.running.set(abort, build);
    else this.running.delete(abort);
    this.changed.fire(build);
  }
}
