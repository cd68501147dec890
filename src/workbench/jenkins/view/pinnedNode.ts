import * as vscode from 'vscode';
import { ForbiddenError, NotFoundError } from '../../../http/errors.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { type Job, readJob } from '../../../jenkins/jobs/jobs.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { explain } from '../../connections/words/explain.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { JobKey, JobRef } from '../jobs/jobRef.ts';
import { lastResult } from '../jobs/jobResults.ts';
import { JobNode } from './jobNode.ts';
import { type JobNodeDeps, jobNodeId } from './nodeDeps.ts';

const { t } = vscode.l10n;
const atOnce = 4;

/** Id of the node of a connection's pinned jobs. */
export function pinnedNodeId(connection: string): string {
  return `${connection}/:pinned`;
}

/** The pinned jobs of a connection. */
export class PinnedNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  private readonly deps: JobNodeDeps;

  constructor(connection: JenkinsConnection, deps: JobNodeDeps) {
    this.id = pinnedNodeId(connection.id);
    this.connection = connection;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(t('Pinned'), vscode.TreeItemCollapsibleState.Expanded);
    item.iconPath = new vscode.ThemeIcon('pinned');
    item.tooltip = t('Drag to reorder');
    item.contextValue = contextValue();
    return item;
  }

  /** Reads all when a person waits; in the background the four that were read longest ago. */
  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { pinnedLines } = this.deps.state;
    const keys = this.deps.pinned(this.connection);
    const ageOf = (key: JobKey) => pinnedLines.get(jobNodeId(key))?.readAt ?? 0;
    const oldest = [...keys].sort((a, b) => ageOf(a) - ageOf(b));
    const due = reading.background ? oldest.slice(0, atOnce) : oldest;
    for (let at = 0; at < due.length; at += atOnce) {
      const batch = due.slice(at, at + atOnce);
      const lines = await Promise.all(batch.map(key => this.line(key, reading)));
      for (const [i, key] of batch.entries()) {
        const line = lines[i];
        if (line) pinnedLines.set(jobNodeId(key), { line, readAt: Date.now() });
      }
    }
    return keys.flatMap(key => pinnedLines.get(jobNodeId(key))?.line ?? []);
  }

  /** An unreadable job keeps its node, which shows the reason; the others are not affected. */
  private async line(key: JobKey, reading: LoadOptions): Promise<TreeNode> {
    let job: Job;
    try {
      job = await readJob(this.deps.sessions.jenkins(this.connection), key.job, reading);
    } catch (error) {
      // A problem of this very job is shown on its line; any other failure leaves the lines as they were.
      const isItsOwn = error instanceof NotFoundError || error instanceof ForbiddenError;
      if (!isItsOwn) throw error;
      return new LostJobNode(this.connection, key.job, this.id, error);
    }
    this.deps.jobResults.take(key, lastResult(job));
    return new JobNode(this.connection, job, { scope: this.id, apart: true }, this.deps);
  }
}

/** Pinned job that cannot be read. */
class LostJobNode implements TreeNode, JobRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  private readonly error: unknown;

  constructor(connection: JenkinsConnection, job: string, scope: string, error: unknown) {
    this.id = `${scope}/${job}`;
    this.connection = connection;
    this.job = job;
    this.error = error;
  }

  item(): vscode.TreeItem {
    const { why, next } = explain(this.error);
    const item = new vscode.TreeItem(readableName(this.job));
    item.description = why;
    item.tooltip = `${why} ${next}`;
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.contextValue = contextValue(ContextFlag.pinned);
    return item;
  }
}
