import * as vscode from 'vscode';
import { type BuildProgress, followQueueItem, Phase } from '../../jenkins/index.ts';
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
    void this.run(ref, queueId, abort);
  }

  dispose(): void {
    for (const abort of this.running.keys()) abort.abort();
    this.running.clear();
    this.changed.dispose();
  }

  private async run(ref: JobRef, queueId: number, abort: AbortController): Promise<void> {
    const session = this.deps.sessions.jenkins(ref.connection);
    try {
      for await (const progress of followQueueItem(session, ref.job, queueId, { signal: abort.signal })) {
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
