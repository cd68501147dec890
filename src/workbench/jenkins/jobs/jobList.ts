import * as vscode from 'vscode';
import { isSameJob, type JobKey, parseJobKey } from './jobRef.ts';

/** List of jobs that the person has chosen, in an order of their own, kept in a setting. */
export class JobList implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<JobKey>();
  /** Fires for each added or removed job. */
  readonly onDidChange = this.changed.event;
  private readonly reordered = new vscode.EventEmitter<void>();
  /** Fires once after any change, including the order. */
  readonly onDidChangeOrder = this.reordered.event;
  private readonly setting: string;
  private readonly listening: vscode.Disposable;
  private known: JobKey[];

  /** @param setting such as `jenkinsJira.statusBar.jobs` */
  constructor(setting: string) {
    this.setting = setting;
    this.known = this.read();
    this.listening = vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(setting)) this.update();
    });
  }

  all(): readonly JobKey[] {
    return this.known;
  }

  has(job: JobKey): boolean {
    return this.known.some(each => isSameJob(each, job));
  }

  async add(job: JobKey): Promise<void> {
    if (!this.has(job)) await this.write([...this.read(), job]);
  }

  async remove(job: JobKey): Promise<void> {
    await this.write(this.read().filter(each => !isSameJob(each, job)));
  }

  /** Moves jobs, or adds them, before another one; to the end without any. */
  async move(jobs: readonly JobKey[], before: JobKey | undefined): Promise<void> {
    const isMoved = (job: JobKey) => jobs.some(each => isSameJob(each, job));
    if (before && isMoved(before)) return;
    const rest = this.read().filter(job => !isMoved(job));
    const found = before ? rest.findIndex(job => isSameJob(job, before)) : -1;
    const at = found < 0 ? rest.length : found;
    await this.write([...rest.slice(0, at), ...jobs, ...rest.slice(at)]);
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
    const value: unknown = vscode.workspace.getConfiguration().get(this.setting);
    return Array.isArray(value) ? value.flatMap(each => parseJobKey(each) ?? []) : [];
  }

  private async write(jobs: readonly JobKey[]): Promise<void> {
    await vscode.workspace
      .getConfiguration()
      .update(this.setting, jobs.length > 0 ? jobs : undefined, vscode.ConfigurationTarget.Global);
  }
}
