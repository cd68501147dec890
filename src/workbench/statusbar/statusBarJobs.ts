import * as vscode from 'vscode';
import { isSameJob, type JobKey, parseJobKey } from '../jobs/jobRef.ts';

const section = 'jenkinsJira.statusBar';

/** The jobs that the person put into the status bar, in the settings. */
export class StatusBarJobs implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<JobKey>();
  /** Fires for each job that came or went. */
  readonly onDidChange = this.changed.event;
  private readonly listening: vscode.Disposable;
  private known: JobKey[];

  constructor() {
    this.known = read();
    this.listening = vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(`${section}.jobs`)) this.update();
    });
  }

  all(): readonly JobKey[] {
    return this.known;
  }

  has(job: JobKey): boolean {
    return this.known.some(each => isSameJob(each, job));
  }

  async add(job: JobKey): Promise<void> {
    if (!this.has(job)) await write([...read(), job]);
  }

  async remove(job: JobKey): Promise<void> {
    await write(read().filter(each => !isSameJob(each, job)));
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  private update(): void {
    const before = this.known;
    this.known = read();
    const lacks = (jobs: readonly JobKey[], job: JobKey) => !jobs.some(each => isSameJob(each, job));
    const changed = [...before.filter(job => lacks(this.known, job)), ...this.known.filter(job => lacks(before, job))];
    for (const job of changed) this.changed.fire(job);
  }
}

function read(): JobKey[] {
  const value: unknown = vscode.workspace.getConfiguration(section).get('jobs');
  return Array.isArray(value) ? value.flatMap(each => parseJobKey(each) ?? []) : [];
}

async function write(jobs: readonly JobKey[]): Promise<void> {
  await vscode.workspace
    .getConfiguration(section)
    .update('jobs', jobs.length > 0 ? jobs : undefined, vscode.ConfigurationTarget.Global);
}
