import * as vscode from 'vscode';
import { unlessAborted } from '../../../base/unlessAborted.ts';
import { type IndexedJob, indexJobs } from '../../../jenkins/jobs/jobIndex.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';

/** Cache lifetime. */
const cacheTtlMs = 2 * 60_000;

/** Jobs of a connection as they were last read. */
interface Listing {
  jobs: readonly IndexedJob[];
  readAt: number;
  reading: UnderWay | undefined;
  problem: unknown;
  /** Folders that could not be read the last time. */
  unread: readonly string[];
}

interface UnderWay {
  readonly abort: AbortController;
  /** Number of callers that wait for it. */
  waiting: number;
  /** Resolves to whether it was completed; never rejects. */
  readonly done: Promise<boolean>;
}

/** All jobs of all Jenkins connections, read at the first search, and again when they are old. */
export class JobCatalog implements vscode.Disposable {
  private readonly sessions: Sessions;
  private readonly listings = new Map<string, Listing>();
  private readonly changed = new vscode.EventEmitter<JenkinsConnection>();
  /** Fires as jobs arrive, and when reading has ended. */
  readonly onDidChange = this.changed.event;

  constructor(sessions: Sessions) {
    this.sessions = sessions;
  }

  /** Known jobs; during the first reading, those that have arrived. */
  jobs(connection: JenkinsConnection): readonly IndexedJob[] {
    return this.listings.get(connection.id)?.jobs ?? [];
  }

  isReading(connection: JenkinsConnection): boolean {
    return this.listings.get(connection.id)?.reading !== undefined;
  }

  /** Failure of the last reading. */
  problem(connection: JenkinsConnection): unknown {
    return this.listings.get(connection.id)?.problem;
  }

  /** Folders whose jobs are missing, since they could not be read. */
  unread(connection: JenkinsConnection): readonly string[] {
    return this.listings.get(connection.id)?.unread ?? [];
  }

  /** Marks the known jobs as old after a change on the server. */
  outdate(connection: JenkinsConnection): void {
    const listing = this.listingOf(connection);
    listing.readAt = Math.min(listing.readAt, Date.now() - cacheTtlMs);
  }

  /**
   * Reads the jobs where they are missing or old, and waits for it.
   * @param signal ends the waiting; the reading is aborted when no caller waits any more
   * @returns whether the known jobs are current; false when they could not be read, or not to the end
   */
  async freshen(connection: JenkinsConnection, signal?: AbortSignal): Promise<boolean> {
    const listing = this.listingOf(connection);
    if (!listing.reading && Date.now() - listing.readAt < cacheTtlMs) return true;
    const reading = listing.reading ?? this.begin(connection, listing);
    reading.waiting++;
    const isRead = await unlessAborted(reading.done, signal).catch(() => false);
    reading.waiting--;
    if (reading.waiting === 0) this.end(listing, reading);
    return isRead;
  }

  dispose(): void {
    for (const { reading } of this.listings.values()) reading?.abort.abort();
    this.changed.dispose();
  }

  /** Later callers begin a new reading, and do not wait for the aborted one. */
  private end(listing: Listing, reading: UnderWay): void {
    reading.abort.abort();
    if (listing.reading === reading) listing.reading = undefined;
  }

  private begin(connection: JenkinsConnection, listing: Listing): UnderWay {
    const abort = new AbortController();
    listing.problem = undefined;
    // Drops the jobs of an aborted first reading.
    if (listing.readAt === 0) listing.jobs = [];
    const done = this.read(connection, listing, abort.signal).finally(() => {
      this.end(listing, reading);
      this.changed.fire(connection);
    });
    const reading: UnderWay = { abort, waiting: 0, done };
    listing.reading = reading;
    this.changed.fire(connection);
    return reading;
  }

  private async read(connection: JenkinsConnection, listing: Listing, signal: AbortSignal): Promise<boolean> {
    const isFirst = listing.readAt === 0;
    const unread: string[] = [];
    try {
      listing.jobs = await indexJobs(this.sessions.jenkins(connection), {
        signal,
        onUnread: folder => unread.push(folder),
        onJobs: jobs => {
          if (!isFirst || signal.aborted) return;
          listing.jobs = [...listing.jobs, ...jobs];
          this.changed.fire(connection);
        },
      });
      listing.readAt = Date.now();
      listing.unread = unread;
      return true;
    } catch (error) {
      if (!isCanceled(error) && !signal.aborted) listing.problem = error;
      return false;
    }
  }

  private listingOf({ id }: JenkinsConnection): Listing {
    const known = this.listings.get(id);
    if (known) return known;
    const listing: Listing = { jobs: [], readAt: 0, reading: undefined, problem: undefined, unread: [] };
    this.listings.set(id, listing);
    return listing;
  }
}
