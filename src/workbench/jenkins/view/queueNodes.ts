import * as vscode from 'vscode';
import type { WaitingItem } from '../../../jenkins/builds/queue.ts';
import { jobPath } from '../../../jenkins/jobs/jobPath.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { explain } from '../../connections/words/explain.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { fullTime, timeAgo } from '../../shell/words/timeWords.ts';
import { lackedFlags } from '../jobs/lacking.ts';

const { t } = vscode.l10n;
const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** Items of the queue, or the failure of reading them. */
export type QueueReading = { readonly items: readonly WaitingItem[] } | { readonly problem: unknown };

export interface QueueNodeDeps {
  readonly sessions: Sessions;
}

/** Queue of a Jenkins. */
export class QueueNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  private readonly reading: QueueReading;
  private readonly deps: QueueNodeDeps;

  constructor(connection: JenkinsConnection, reading: QueueReading, deps: QueueNodeDeps) {
    this.id = `${connection.id}/:queue`;
    this.connection = connection;
    this.reading = reading;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const count = this.staticChildren().length;
    const item = new vscode.TreeItem(count ? t('Queue ({0})', count) : t('Queue'), count ? Collapsed : None);
    item.iconPath = new vscode.ThemeIcon('clock');
    item.description = this.words();
    item.contextValue = contextValue();
    return item;
  }

  private words(): string {
    if ('items' in this.reading) return this.reading.items.length === 0 ? t('empty') : '';
    return explain(this.reading.problem).why;
  }

  staticChildren(): TreeNode[] {
    const items = 'items' in this.reading ? this.reading.items : [];
    return items.map(item => new (item.label ? WaitingForAgentNode : WaitingNode)(this.connection, item, this.deps));
  }
}

/** Item of the queue, with the reason why it waits. */
class WaitingNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly queueId: number;
  /** Full name of the job, if the item is a job. */
  readonly job: string | undefined;
  readonly webPath: string;
  protected readonly waiting: WaitingItem;
  protected readonly deps: QueueNodeDeps;

  constructor(connection: JenkinsConnection, waiting: WaitingItem, deps: QueueNodeDeps) {
    this.id = `${connection.id}/:queue/${waiting.id}`;
    this.connection = connection;
    this.queueId = waiting.id;
    this.job = waiting.job;
    this.waiting = waiting;
    this.deps = deps;
    this.webPath = waiting.job === undefined ? '/' : `${jobPath(waiting.job)}/`;
  }

  item(): vscode.TreeItem {
    const { name, why, stuck, since, causes, parameters, label } = this.waiting;
    const item = new vscode.TreeItem(name);
    if (label) item.collapsibleState = Collapsed;
    item.description = [stuck && t('stuck'), why, timeAgo(since)].filter(Boolean).join(' · ');
    item.iconPath = new vscode.ThemeIcon(stuck ? 'warning' : 'clock');
    item.tooltip = [name, why, t('Queued since {0}', fullTime(since)), ...causes, parameters]
      .filter(Boolean)
      .join('\n');
    item.contextValue = contextValue(
      ContextFlag.queueItem,
      ContextFlag.web,
      !this.connection.readOnly && ContextFlag.writable,
      ...lackedFlags(this.deps.sessions.lackedOf(this.connection), this.job ?? ''),
    );
    return item;
  }
}

/** Item that waits for an agent; below it are the agents that it could run on. */
class WaitingForAgentNode extends WaitingNode {
  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { agentNodes } = await import('../details/agentNodes.ts');
    return agentNodes(this, this.waiting.label ?? '', this.deps, reading);
  }
}
