import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import type { Background } from '../../shell/commands/background.ts';
import { SharedSetting } from '../../shell/settings/sharedSetting.ts';
import { isSameJob, type JobKey, parseJobKey } from './jobRef.ts';

/** List of jobs that the person has chosen, in an order of their own, kept in a setting. */
export class JobList implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<JobKey>();
  /** Fires for each added or removed job. */
  readonly onDidChange = this.changed.event;
  private readonly reordered = new vscode.EventEmitter<void>();
  /** Fires once after any change, including the order. */
  readonly onDidChangeOrder = this.reordered.event;
  private readonly setting: SharedSetting;
  private readonly listening: vscode.Disposable;
  private known: JobKey[];

  /** @param name such as `jenkinsJira.statusBar.jobs` */
  constructor(claims: Claims, name: string, background: Background) {
    this.setting = new SharedSetting(claims, name, background);
    this.known = this.read();
    this.listening = vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(name)) this.update();
    });
  }

  all(): readonly JobKey[] {
    return this.known;
  }

  has(job: JobKey): boolean {
    return this.known.some(each => isSameJob(each, job));
  }

  async add(job: JobKey): Promise<void> {
    await this.change(jobs => (jobs.some(each => isSameJob(each, job)) ? jobs : [...jobs, job]));
  }

  async remove(job: JobKey): Promise<void> {
    await this.change(jobs => jobs.filter(each => !isSameJob(each, job)));
  }

  /** Moves jobs, or adds them, before another one; to the end without any. */
  async move(jobs: readonly JobKey[], before: JobKey | undefined): Promise<void> {
    const isMoved = (job: JobKey) => jobs.some(each => isSameJob(each, job));
    if (before && isMoved(before)) return;
    await this.change(all => {
      const rest = all.filter(job => !isMoved(job));
      const found = before ? rest.findIndex(job => isSameJob(job, before)) : -1;
      const at = found < 0 ? rest.length : found;
      return [...rest.slice(0, at), ...jobs, ...rest.slice(at)];
    });
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
    this.reordered.dispose();
  }

  private update(): void {
    const before = this.known;
    this.known = this.read();
    const lacks = (jobs: readonly JobKey[], job: JobKey) => !jobs.some(each => isSameJob(each, job));
    const changed = [...before.filter(job => lacks(this.known, job)), ...this.known.filter(job => lacks(before, job))];
    for (const job of changed) this.changed.fire(job);
    if (JSON.stringify(before) !== JSON.stringify(this.known)) this.reordered.fire();
  }

  private read(): JobKey[] {
    return jobsIn(this.setting.read());
  }

  private change(change: (jobs: JobKey[]) => readonly JobKey[]): Promise<void> {
    return this.setting.change(list => change(jobsIn(list)));
  }
}

function jobsIn(list: readonly unknown[]): JobKey[] {
  return list.flatMap(each => parseJobKey(each) ?? []);
}
