import * as vscode from 'vscode';
import { listBuilds } from '../../../jenkins/builds/builds.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { pollingPause } from '../../shell/trees/pollingPause.ts';
import { isSameJob, type JobKey, type JobRef, keyOf, parseJobKey } from '../jobs/jobRef.ts';
import type { JobResults } from '../jobs/jobResults.ts';
import type { BuildTracker } from './buildTracker.ts';

const memory = 'watchedJobs';
const usualPollMs = 60_000;
/** Limit of builds between two polls. */
const maxBuilds = 20;

export interface JobWatcherDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly tracker: BuildTracker;
  readonly jobResults: Pick<JobResults, 'take'>;
  readonly memento: vscode.Memento;
  readonly background: Background;
  /** Pause between two polls, in milliseconds. */
  readonly pollMs?: number;
}

/** Jobs whose builds are followed to their ends, regardless of who starts them: each job is polled once a minute. */
export class JobWatcher implements vscode.Disposable {
  private readonly deps: JobWatcherDeps;
  private readonly pollMs: number;
  private readonly changed = new vscode.EventEmitter<JobKey>();
  readonly onDidChange = this.changed.event;
  private readonly looking: vscode.Disposable;
  private lastPoll = 0;
  private readonly abort = new AbortController();
  /** Newest seen build of each job. */
  private readonly seen = new Map<string, number>();

  constructor(deps: JobWatcherDeps) {
    this.deps = deps;
    this.pollMs = deps.pollMs ?? usualPollMs;
    const timer = setInterval(() => this.pollAll(), this.pollMs / 4);
    this.looking = vscode.Disposable.from(
      { dispose: () => clearInterval(timer) },
      vscode.window.onDidChangeWindowState(() => this.pollAll()),
    );
    this.pollAll();
  }

  all(): JobKey[] {
    const value: unknown = this.deps.memento.get(memory);
    return Array.isArray(value) ? value.flatMap(each => parseJobKey(each) ?? []) : [];
  }

  has(job: JobKey): boolean {
    return this.all().some(each => isSameJob(each, job));
  }

  async add(ref: JobRef): Promise<void> {
    await this.write([...this.all().filter(each => !isSameJob(each, keyOf(ref))), keyOf(ref)], keyOf(ref));
    this.lookAt(keyOf(ref));
  }

  async remove(job: JobKey): Promise<void> {
    await this.write(
      this.all().filter(each => !isSameJob(each, job)),
      job,
    );
    this.seen.delete(textOf(job));
  }

  dispose(): void {
    this.looking.dispose();
    this.abort.abort();
    this.changed.dispose();
  }

  private async write(jobs: readonly JobKey[], changed: JobKey): Promise<void> {
    await this.deps.memento.update(memory, jobs.length > 0 ? jobs : undefined);
    this.changed.fire(changed);
  }

  /** In the focused window only: another window remembers the same jobs. */
  private pollAll(): void {
    const pause = pollingPause();
    if (pause === undefined || !vscode.window.state.focused) return;
    if (Date.now() - this.lastPoll < Math.max(this.pollMs, pause)) return;
    this.lastPoll = Date.now();
    for (const job of this.all()) this.lookAt(job);
  }

  private lookAt(job: JobKey): void {
    this.deps.background.run(() => this.look(job), `watching ${textOf(job)}`);
  }

  /** Follows builds that began since the last poll; finished ones are thereby reported at once. */
  private async look(key: JobKey): Promise<void> {
    const { store, sessions, tracker } = this.deps;
    const connection = store.findJenkins(key.connection);
    if (!connection) return;
    try {
      const reading = { signal: this.abort.signal, background: true };
      const builds = await listBuilds(sessions.jenkins(connection), key.job, maxBuilds, reading);
      this.deps.jobResults.take(key, builds.find(({ running }) => !running)?.result);
      const before = this.seen.get(textOf(key));
      this.seen.set(textOf(key), builds[0]?.number ?? 0);
      const news = builds.filter(each => (before === undefined ? each.running : each.number > before));
      for (const { number } of news.reverse()) tracker.followBuild({ connection, job: key.job }, number);
    } catch {
      // The next poll will decide. Views show the problem of the connection.
    }
  }
}

function textOf({ connection, job }: JobKey): string {
  return `${connection}/${job}`;
}
