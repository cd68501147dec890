import * as vscode from 'vscode';
import { Phase } from '../../../jenkins/builds/follow.ts';
import { readJob } from '../../../jenkins/jobs/jobs.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import type { BuildTracker, TrackedBuild } from '../builds/buildTracker.ts';
import type { JobList } from '../jobs/jobList.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { type JobRef, jobIn, keyOf } from '../jobs/jobRef.ts';
import { pickFrom } from '../jobs/pickFromList.ts';
import { JobItem } from './jobItem.ts';

const { t } = vscode.l10n;

/** Least pause between two requests for a job in the status bar; only in the focused window. */
const pollMs = 60_000;
/** Time for which the end of a build stays visible if its job is not kept in the status bar. */
const lingerMs = 15_000;

export interface StatusBarDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly tracker: BuildTracker;
  readonly statusBarJobs: JobList;
  readonly jobPicker: JobPicker;
  readonly background: Background;
}

export interface StatusBar {
  /** Reads the jobs again after a change on a Jenkins. */
  readonly refreshSoon: () => void;
  readonly disposable: vscode.Disposable;
}

/** Build triggers in the status bar: the chosen jobs, and any other while its build is followed. */
export function register(deps: StatusBarDeps): StatusBar {
  const bar = new JobBar(deps);
  const { commands, statusBarJobs, store, jobPicker } = deps;
  const find = (id: string) => store.findJenkins(id);
  const disposable = vscode.Disposable.from(
    bar,
    commands.register({
      async showInStatusBar(target) {
        const { frontJob } = await import('../jobs/frontJob.ts');
        const ref =
          jobIn(target ?? frontJob(), find) ??
          (await jobPicker.pick(store.ofProduct(Product.jenkins), {
            title: t('Show in Status Bar'),
            accepts: job => !job.disabled,
          }));
        if (ref) await statusBarJobs.add(keyOf(ref));
      },
      async removeFromStatusBar(target) {
        const ref = jobIn(target, find);
        const key = ref
          ? keyOf(ref)
          : await pickFrom(statusBarJobs, t('Remove From Status Bar'), t('No jobs are shown in the status bar.'));
        if (key) await statusBarJobs.remove(key);
      },
    }),
  );
  return { refreshSoon: () => bar.poll(true), disposable };
}

class JobBar implements vscode.Disposable {
  private readonly deps: StatusBarDeps;
  private readonly items = new Map<string, JobItem>();
  private readonly lingering = new Map<string, NodeJS.Timeout>();
  private readonly reading = new AbortController();
  private readonly parts: vscode.Disposable;
  private lastPoll = 0;

  constructor(deps: StatusBarDeps) {
    this.deps = deps;
    const timer = setInterval(() => this.poll(), pollMs);
    this.parts = vscode.Disposable.from(
      { dispose: () => clearInterval(timer) },
      deps.store.onDidChange(() => this.update()),
      deps.statusBarJobs.onDidChange(() => this.update()),
      deps.tracker.onDidChange(build => this.showTracked(build)),
      vscode.window.onDidChangeWindowState(() => this.poll()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('jenkinsJira.statusBar')) this.poll(true);
      }),
    );
    this.update();
  }

  dispose(): void {
    this.reading.abort();
    this.parts.dispose();
    for (const timer of this.lingering.values()) clearTimeout(timer);
    for (const item of this.items.values()) item.dispose();
  }

  /** Updates the items from the settings; a new item is read at once. */
  private update(): void {
    const wanted = this.wanted();
    for (const [id, item] of this.items) {
      if (wanted.has(id) || this.lingering.has(id) || this.deps.tracker.latest(keyOf(item.ref))) continue;
      this.drop(id);
    }
    for (const [id, ref] of wanted) {
      if (this.items.get(id)?.ref.connection === ref.connection) continue;
      this.drop(id);
      const tracked = this.deps.tracker.latest(keyOf(ref));
      if (tracked) this.showTracked({ ...tracked, ref });
      else this.readSoon(this.itemFor(ref));
    }
  }

  private wanted(): Map<string, JobRef> {
    const refs = this.deps.statusBarJobs.all().flatMap(key => {
      const connection = this.deps.store.findJenkins(key.connection);
      return connection ? [{ connection, job: key.job }] : [];
    });
    return new Map(refs.map(ref => [idOf(ref), ref]));
  }

  private showTracked({ ref, progress }: TrackedBuild): void {
    const id = idOf(ref);
    clearTimeout(this.lingering.get(id));
    this.lingering.delete(id);
    this.itemFor(ref).show({ kind: 'progress', progress });
    const over = progress.phase !== Phase.queued && progress.phase !== Phase.running;
    if (!over || this.deps.statusBarJobs.has(keyOf(ref))) return;
    const timer = setTimeout(() => {
      this.lingering.delete(id);
      this.update();
    }, lingerMs);
    this.lingering.set(id, timer);
  }

  private itemFor(ref: JobRef): JobItem {
    const id = idOf(ref);
    const item = this.items.get(id) ?? new JobItem(ref);
    this.items.set(id, item);
    return item;
  }

  private drop(id: string): void {
    this.items.get(id)?.dispose();
    this.items.delete(id);
  }

  /** @param now whether the person waits for it */
  poll(now = false): void {
    if (!vscode.window.state.focused && !now) return;
    if (!now && Date.now() - this.lastPoll < pollMs) return;
    this.lastPoll = Date.now();
    for (const item of this.items.values()) this.readSoon(item);
  }

  private readSoon(item: JobItem): void {
    this.deps.background.run(() => this.read(item), `status bar ${idOf(item.ref)}`);
  }

  /** A failure of the server stays silent: the item shows it. */
  private async read(item: JobItem): Promise<void> {
    const { connection, job } = item.ref;
    // A followed build reports its own news.
    if (this.deps.tracker.latest(keyOf(item.ref))) return;
    const { signal } = this.reading;
    try {
      const read = await readJob(this.deps.sessions.jenkins(connection), job, { signal, background: true });
      if (!this.deps.tracker.latest(keyOf(item.ref))) item.show({ kind: 'job', job: read });
    } catch (error) {
      if (!isCanceled(error)) item.show({ kind: 'problem', error });
    }
  }
}

function idOf(ref: JobRef): string {
  return JSON.stringify(keyOf(ref));
}
