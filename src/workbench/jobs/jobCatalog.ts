import * as vscode from 'vscode';
import { type IndexedJob, indexJobs } from '../../jenkins/index.ts';
import type { JenkinsConnection } from '../connections/connection.ts';
import type { Sessions } from '../connections/sessions.ts';
import { isCancelled } from '../messages/explain.ts';

/** A catalog younger than this is shown without asking again. */
const freshMs = 2 * 60_000;

/** All jobs of a connection as they were last read. */
interface Listing {
  jobs: readonly IndexedJob[];
  readAt: number;
  reading: AbortController | undefined;
  problem: unknown;
}

/** All jobs of all Jenkins connections, read when somebody looks for one, and again when they have become old. */
export class JobCatalog implements vscode.Disposable {
  private readonly sessions: Sessions;
  private readonly listings = new Map<string, Listing>();
  private readonly changed = new vscode.EventEmitter<JenkinsConnection>();
  /** Fires as jobs come, and when reading has ended. */
  readonly onDidChange = this.changed.event;

  constructor(sessions: Sessions) {
    this.sessions = sessions;
  }

  /** What is known now; while it is being read for the first time, what has come so far. */
  jobs(connection: JenkinsConnection): readonly IndexedJob[] {
    return this.listings.get(connection.id)?.jobs ?? [];
  }

  isReading(connection: JenkinsConnection): boolean {
    return this.listings.get(connection.id)?.reading !== undefined;
  }

  /** Why the last reading failed. */
  problem(connection: JenkinsConnection): unknown {
    return this.listings.get(connection.id)?.problem;
  }

  /** Begins to read where nothing is known, or where it is old. Resolves when it is there; never rejects. */
  async freshen(connection: JenkinsConnection): Promise<void> {
    const listing = this.listingOf(connection);
    if (listing.reading || Date.now() - listing.readAt < freshMs) return;
    const reading = new AbortController();
    listing.reading = reading;
    listing.problem = undefined;
    this.changed.fire(connection);
    const isFirst = listing.readAt === 0;
    try {
      listing.jobs = await indexJobs(this.sessions.jenkins(connection), {
        signal: reading.signal,
        onJobs: jobs => {
          if (!isFirst || reading.signal.aborted) return;
          listing.jobs = [...listing.jobs, ...jobs];
          this.changed.fire(connection);
        },
      });
      listing.readAt = Date.now();
    } catch (error) {
      if (isFirst && reading.signal.aborted) listing.jobs = [];
      if (!isCancelled(error) && !reading.signal.aborted) listing.problem = error;
    } finally {
      listing.reading = undefined;
      this.changed.fire(connection);
    }
  }

  /** Nobody waits for it any more. */
  stop(): void {
    for (const { reading } of this.listings.values()) reading?.abort();
  }

  dispose(): void {
    this.stop();
    this.changed.dispose();
  }

  private listingOf({ id }: JenkinsConnection): Listing {
    const known = this.listings.get(id);
    if (known) return known;
    const listing: Listing = { jobs: [], readAt: 0, reading: undefined, problem: undefined };
    this.listings.set(id, listing);
    return listing;
  }
}
