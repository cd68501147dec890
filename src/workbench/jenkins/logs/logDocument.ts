import * as vscode from 'vscode';
import { NotFoundError } from '../../../http/errors.ts';
import { type Build, readBuild } from '../../../jenkins/builds/builds.ts';
import { type LogEnd, LogFollower, type LogNews, type LogSink } from '../../../jenkins/logs/logs.ts';
import { endsLikeLog, type LogTail, readLogTail } from '../../../jenkins/logs/logTail.ts';
import type { LiveLog, LogFacts, LogKey, LogStore, Spool } from '../../../logs/index.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { isReadInPart, type LogPhase } from './logPhase.ts';
import { StageLines } from './stageLines.ts';

/** Bytes of the end of a long log, shown while the rest is still coming. */
const aheadBytes = 256 * 1024;
/** A log up to this size arrives too quickly for its end to be shown first. */
const shortBytes = 2 * 1024 * 1024;

export interface LogDocumentDeps {
  readonly sessions: Sessions;
  readonly logs: LogStore;
  readonly background: Background;
}

/** Document of a build's log: read from the disk where it is stored, else followed from the server onto the disk. */
export class LogDocument {
  readonly build: BuildRef;
  private readonly deps: LogDocumentDeps;
  private readonly key: LogKey;
  private readonly abort = new AbortController();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when the phase changes, and when the spool is available. */
  readonly onDidChange = this.changed.event;
  private shown: Spool | undefined;
  private live: LiveLog | undefined;
  private follower: LogFollower | undefined;
  private readonly watchers = new Set<object>();
  private startedAt = 0;
  private name: string;
  private current: LogPhase = { kind: 'loading' };
  private tail: LogTail | undefined;
  private fileBytes = 0;
  /** For a build and a generation of its text: all lines of a log that is begun again are others. */
  private stages: { readonly lines: StageLines; readonly of: string | undefined } | undefined;
  private work: Promise<void>;

  constructor(build: BuildRef, deps: LogDocumentDeps) {
    this.build = build;
    this.deps = deps;
    this.name = `#${build.number}`;
    this.key = { connection: build.connection.id, server: build.connection.url, job: build.job, number: build.number };
    this.work = this.run(() => this.open());
  }

  /** Which stages its lines belong to; read when that is asked. */
  get stageLines(): StageLines {
    const of = this.spool && `${this.startedAt} ${this.spool.generation}`;
    if (of !== undefined && this.stages?.of !== undefined && this.stages.of !== of) this.stages = undefined;
    const lines =
      this.stages?.lines ?? new StageLines(this.build, () => this.deps.sessions.jenkins(this.build.connection));
    this.stages = { lines, of: of ?? this.stages?.of };
    return lines;
  }

  get phase(): LogPhase {
    return this.current;
  }

  /** Undefined until there is text to read. */
  get spool(): Spool | undefined {
    return this.shown;
  }

  /** End of the log, while the rest is still coming. */
  get ahead(): LogTail | undefined {
    return this.tail;
  }

  /** Bytes of the controller's file, while not all of the log is read; 0 where they are not known. */
  get expectedBytes(): number {
    return this.tail || isReadInPart(this.current) ? this.fileBytes : 0;
  }

  /** Registers a watcher, or removes it: an unwatched log is polled slowly. */
  setWatched(watcher: object, watched: boolean): void {
    if (!watched) this.watchers.delete(watcher);
    else if (!this.watchers.has(watcher)) {
      this.watchers.add(watcher);
      this.follower?.hurry();
    }
  }

  /** Settles when the log has ended, or cannot be read. */
  async settled(): Promise<void> {
    await this.work;
  }

  /** Continues after a failure. */
  retry(): void {
    if (this.current.kind !== 'failed') return;
    const { live, follower } = this;
    this.enter({ kind: 'loading' });
    // The connection may have changed meanwhile: a new request continues from the last position.
    this.work = this.run(() => (live && follower ? this.follow(live, false, follower.position) : this.open()));
  }

  /** Releases the log. A log that is still followed is left for the next window. */
  dispose(): void {
    this.abort.abort(new vscode.CancellationError());
    this.changed.dispose();
    const { live, shown, follower } = this;
    this.live = undefined;
    this.shown = undefined;
    if (live && follower && this.current.kind !== 'deleted') {
      this.release(live, follower);
    } else if (live) {
      this.close(() => this.deps.logs.discard(live));
    } else if (shown) {
      this.close(() => this.deps.logs.close(this.key, shown));
    }
  }

  private release(live: LiveLog, follower: LogFollower): void {
    try {
      this.deps.logs.release(live, this.startedAt, follower.position);
      this.close(() => live.spool.close());
    } catch {
      // The store has already deleted the logs of a removed connection.
      this.close(() => this.deps.logs.discard(live));
    }
  }

  private close(work: () => Promise<void>): void {
    this.deps.background.quietly('A stored log could not be closed', work);
  }

  private async run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.abort.signal.aborted) this.enter({ kind: 'failed', error });
    }
  }

  private async open(): Promise<void> {
    const kept = await this.deps.logs.openKept(this.key);
    if (!kept) return this.begin(await this.readBuild());
    if (this.abort.signal.aborted) return this.deps.logs.close(this.key, kept.spool);
    this.startedAt = kept.facts.startedAt;
    this.show(kept.spool);
    this.enter({ kind: 'finished', result: kept.facts.result });
    await this.verify();
  }

  /** A stored log is shown at once; whether it is still the build's is checked afterwards, if the server answers. */
  private async verify(): Promise<void> {
    const build = await this.readBuild().catch((error: unknown) =>
      error instanceof NotFoundError ? 'gone' : undefined,
    );
    if (build === 'gone') return this.enter({ kind: 'deleted' });
    const spool = this.shown;
    if (!build || !spool || (build.startedAt === this.startedAt && (await this.addsUp(spool)))) return;
    if (this.abort.signal.aborted) return;
    this.shown = undefined;
    this.enter({ kind: 'loading' });
    await this.deps.logs.drop(this.key, spool);
    await this.begin(build);
  }

  private async addsUp(spool: Spool): Promise<boolean> {
    const { connection, job, number } = this.build;
    const session = this.deps.sessions.jenkins(connection);
    const same = await this.deps.background.optional('A stored log could not be compared with its build', () =>
      endsLikeLog(session, job, number, spool, { signal: this.abort.signal }),
    );
    return same !== false;
  }

  private async readBuild(): Promise<Build> {
    const { connection, job, number } = this.build;
    const build = await readBuild(this.deps.sessions.jenkins(connection), job, number, { signal: this.abort.signal });
    if (!build) throw new Error('the server does not describe the build');
    return build;
  }

  private async begin(build: Build): Promise<void> {
    this.startedAt = build.startedAt;
    this.name = build.displayName;
    const live = await this.deps.logs.begin(this.key, build.startedAt);
    if (this.abort.signal.aborted) return this.deps.logs.discard(live);
    this.live = live;
    this.show(live.spool);
    if (live.spool.size === 0)
      this.deps.background.quietly('The end of a log could not be read ahead', () => this.lookAhead());
    await this.follow(live, !build.running, live.position);
  }

  private async follow(live: LiveLog, finished: boolean, position: unknown): Promise<void> {
    const { connection, job, number } = this.build;
    this.follower = new LogFollower(this.deps.sessions.jenkins(connection), job, number, this.sinkOf(live), {
      finished,
      position,
      startedAt: this.startedAt,
      isWatched: () => this.watchers.size > 0,
      notify: news => this.onNews(news),
    });
    this.enter({ kind: 'following', running: !finished });
    const end = await this.follower.run(this.abort.signal);
    this.tail = undefined;
    await this.end(live, end);
  }

  private async end(live: LiveLog, end: LogEnd): Promise<void> {
    if (end.kind === 'deleted') return this.enter({ kind: 'deleted' });
    const result = end.build?.result;
    const facts: LogFacts = { startedAt: this.startedAt, name: end.build?.displayName ?? this.name, result };
    await this.deps.logs.finish(live, facts);
    this.live = undefined;
    this.enter({ kind: 'finished', result });
  }

  /** Shows the end of a log before hundreds of megabytes have arrived. */
  private async lookAhead(): Promise<void> {
    const { connection, job, number } = this.build;
    const { signal } = this.abort;
    const session = this.deps.sessions.jenkins(connection);
    const tail = await readLogTail(session, job, number, aheadBytes, { signal });
    const isWorthIt = tail && !tail.whole && tail.fileBytes - (this.live?.spool.size ?? 0) > shortBytes;
    if (!isWorthIt || this.abort.signal.aborted || this.current.kind === 'finished') return;
    this.tail = tail;
    this.fileBytes = tail.fileBytes;
    this.changed.fire();
  }

  private sinkOf(live: LiveLog): LogSink {
    const { spool } = live;
    return {
      get size() {
        return spool.size;
      },
      append: async bytes => {
        await this.deps.logs.makeRoom(live, bytes.length);
        await spool.append(bytes);
        // The log itself has reached the part that was shown ahead.
        if (!this.tail || spool.size <= this.tail.fileBytes - aheadBytes) return;
        this.tail = undefined;
        this.changed.fire();
      },
      read: (offset, length) => spool.read(offset, length),
      truncate: size => spool.truncate(size),
    };
  }

  private onNews(news: LogNews): void {
    if (news.kind === 'interrupted') {
      this.enter({ kind: 'interrupted', error: news.error, retryAt: Date.now() + news.retryInMs });
    } else if (news.kind === 'following') {
      this.enter({ kind: 'following', running: true });
    } else if (news.kind === 'paused') {
      this.enter({ kind: 'following', running: true, inputs: news.inputs });
    } else if (news.kind === 'anotherBuild') {
      this.startedAt = news.build.startedAt;
      this.name = news.build.displayName;
      this.tail = undefined;
      this.enter({ kind: 'anotherBuild' });
    } else {
      this.enter({ kind: news.kind });
    }
  }

  private show(spool: Spool): void {
    this.shown = spool;
    this.changed.fire();
  }

  private enter(phase: LogPhase): void {
    if (this.abort.signal.aborted) return;
    this.current = phase;
    this.changed.fire();
  }
}
