import type * as vscode from 'vscode';
import { isSameJob, type JobKey, parseJobKey } from './jobRef.ts';

const key = 'recentJobs';
const most = 50;

/** Jobs that the person went to, the latest first. */
export class RecentJobs {
  private readonly memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.memento = memento;
  }

  all(): JobKey[] {
    const value: unknown = this.memento.get(key);
    return Array.isArray(value) ? value.flatMap(each => parseJobKey(each) ?? []) : [];
  }

  async remember(job: JobKey): Promise<void> {
    await this.memento.update(key, [job, ...this.all().filter(each => !isSameJob(each, job))].slice(0, most));
  }
}
