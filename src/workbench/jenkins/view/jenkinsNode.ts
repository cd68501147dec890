import * as vscode from 'vscode';
import { listQueue } from '../../../jenkins/builds/queue.ts';
import { IndexDetail, type IndexedJob, indexJobs } from '../../../jenkins/jobs/jobIndex.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { JobKind } from '../../../jenkins/jobs/jobs.ts';
import { readLevel } from '../../../jenkins/jobs/levels.ts';
import { JenkinsLoginKind } from '../../../jenkins/session/credentials.ts';
import { type JenkinsConnection, userOf } from '../../connections/settings/connection.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { lackedFlags } from '../jobs/lacking.ts';
import { applyFilter, type JobFilter } from './jobFilter.ts';
import type { Filtered } from './jobNodeState.ts';
import { jobLines, levelNodes } from './levelNodes.ts';
import type { JobNodeDeps } from './nodeDeps.ts';
import { PinnedNode } from './pinnedNode.ts';
import { QueueNode } from './queueNodes.ts';
import { isWaitingShown } from './waitingSetting.ts';

const { t } = vscode.l10n;

const fewRequests = 2;
const restPerRequestMs = 1000;

/** A Jenkins: its pinned jobs, its queue, its jobs; or the jobs that the filter admits. */
export class JenkinsNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  /** Below the base URL. */
  readonly webPath = '/';
  private readonly deps: JobNodeDeps;
  private drawnVersion: string | undefined;

  constructor(connection: JenkinsConnection, deps: JobNodeDeps) {
    this.id = connection.id;
    this.connection = connection;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.connection.name, vscode.TreeItemCollapsibleState.Expanded);
    const version = this.deps.sessions.jenkins(this.connection).serverVersion;
    this.drawnVersion = version;
    const readOnly = this.connection.readOnly && t('read-only');
    item.description = [userOf(this.connection), version, readOnly].filter(Boolean).join(' · ');
    item.iconPath = new vscode.ThemeIcon('server');
    item.contextValue = contextValue(
      ContextFlag.connection,
      this.connection.auth.kind === JenkinsLoginKind.password && ContextFlag.password,
      ContextFlag.web,
      ContextFlag.folder,
      !this.connection.readOnly && ContextFlag.writable,
      ...lackedFlags(this.deps.sessions.lackedOf(this.connection), ''),
    );
    return item;
  }

  async tooltip(): Promise<string> {
    const version = this.deps.sessions.jenkins(this.connection).serverVersion;
    const requests = this.deps.requestsPerMinute(this.connection);
    const { connectionDetails } = await import('../../connections/words/connectionDetails.ts');
    return [
      ...connectionDetails(this.connection, version && `Jenkins ${version}`),
      t('Requests in the last minute: {0}', requests),
    ].join('\n');
  }

  leadsTo(id: string): boolean {
    return id.startsWith(`${this.id}/`);
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const session = this.deps.sessions.jenkins(this.connection);
    const filter = this.deps.filter();
    const nodes = filter ? await this.filtered(filter, reading) : await this.everything(reading);
    // Any first answer brings the version, which this line shows.
    if (session.serverVersion !== this.drawnVersion) this.deps.redrawNode(this.id);
    return nodes;
  }

  private async everything(reading: LoadOptions): Promise<TreeNode[]> {
    const { connection, deps, id } = this;
    const session = deps.sessions.jenkins(connection);
    const place = { folder: '', view: [] };
    // The queue is an extra: a failure is shown on its line, and the jobs are there all the same.
    const queue = listQueue(session, reading).then(
      items => ({ items }),
      (problem: unknown) => ({ problem }),
    );
    const level = await readLevel(session, place, JobKind.folder, reading);
    const owner = { id, connection, ...place, placement: { scope: id } };
    // Loaded where it was switched on.
    const waiting = isWaitingShown(connection.id)
      ? [new (await import('./waitingBuildsNode.ts')).WaitingBuildsNode(connection, deps)]
      : [];
    return [
      ...waiting,
      ...(deps.pinned(connection).length > 0 ? [new PinnedNode(connection, deps)] : []),
      new QueueNode(connection, await queue, deps),
      ...levelNodes(owner, level, deps),
    ];
  }

  private async filtered(filter: JobFilter, reading: LoadOptions): Promise<TreeNode[]> {
    const { connection, deps } = this;
    const known = deps.state.filtered.get(connection.id);
    if (reading.background && known?.filter === filter && isRecent(known)) return [...known.nodes];
    let requests = 0;
    const unread: string[] = [];
    const jobs = await indexJobs(deps.sessions.jenkins(connection), {
      ...reading,
      detail: filter.mine ? IndexDetail.people : IndexDetail.builds,
      onJobs: () => requests++,
      onUnread: folder => unread.push(folder),
    });
    const nodes = this.matching(filter, jobs, unread);
    deps.state.filtered.set(connection.id, { filter, nodes, readAt: Date.now(), requests });
    return nodes;
  }

  private matching(filter: JobFilter, jobs: readonly IndexedJob[], unread: readonly string[]): TreeNode[] {
    const { connection, deps } = this;
    const id = `${this.id}/:filtered`;
    const found = applyFilter(filter, jobs, userOf(connection)).map(job => ({ ...job, buildable: !job.disabled }));
    const lines = jobLines({ id, connection, placement: { scope: id, apart: true } }, found, deps);
    if (unread.length > 0) {
      const text = t('Could not be loaded: {0}', unread.map(readableName).join(', '));
      return [...lines, new MessageNode(id, text)];
    }
    return lines.length > 0 ? lines : [new MessageNode(id, t('No jobs match the filter'))];
  }
}

/**
 * A filter needs all jobs, which takes many requests where folders are many and deep: the more requests, the longer
 * they are cached.
 */
function isRecent({ readAt, requests }: Filtered): boolean {
  return requests > fewRequests && Date.now() - readAt < requests * restPerRequestMs;
}
