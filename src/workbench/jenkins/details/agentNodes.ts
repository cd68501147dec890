import * as vscode from 'vscode';
import { type Agent, readLabel } from '../../../jenkins/agents/agents.ts';
import { labelOfReason } from '../../../jenkins/agents/reasons.ts';
import { readWaitReasons } from '../../../jenkins/agents/waitReasons.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

const { t } = vscode.l10n;

/** Lines of the agents that a waiting item could run on, the reachable first. */
export async function agentNodes(
  owner: { readonly id: string; readonly connection: JenkinsConnection },
  label: string,
  { sessions }: { readonly sessions: Sessions },
  reading: LoadOptions,
): Promise<TreeNode[]> {
  const { agents } = await readLabel(sessions.jenkins(owner.connection), label, reading);
  if (agents.length === 0) return [new MessageNode(owner.id, t('No agent has the label {0}', label))];
  const inOrder = [...agents].sort((a, b) => Number(a.offline) - Number(b.offline));
  return inOrder.map(agent => new AgentNode(owner, agent));
}

class AgentNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly webPath: string;
  private readonly agent: Agent;

  constructor({ id, connection }: { readonly id: string; readonly connection: JenkinsConnection }, agent: Agent) {
    this.id = `${id}/:agent/${agent.name}`;
    this.connection = connection;
    this.webPath = agent.path;
    this.agent = agent;
  }

  item(): vscode.TreeItem {
    const { name, reason, offline } = this.agent;
    const item = new vscode.TreeItem(name);
    const words = wordsOf(this.agent);
    item.description = [words, reason?.split(/\r?\n/)[0]].filter(Boolean).join(' · ');
    item.tooltip = [name, words, reason].filter(Boolean).join('\n');
    item.iconPath = new vscode.ThemeIcon(offline ? 'debug-disconnect' : 'vm-active');
    item.contextValue = contextValue(ContextFlag.web);
    return item;
  }
}

function wordsOf({ offline, executors, busy }: Agent): string {
  if (offline) return t('offline');
  if (executors === 0) return t('runs no builds');
  return busy >= executors
    ? t('busy: {0} of {1}', busy, executors)
    : t('free: {0} of {1}', executors - busy, executors);
}

/** Line that leads to the agents that something could run on. */
export class AgentsNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  private readonly label: string;
  private readonly deps: { readonly sessions: Sessions };

  constructor(
    { id, connection }: { readonly id: string; readonly connection: JenkinsConnection },
    label: string,
    deps: { readonly sessions: Sessions },
  ) {
    this.id = `${id}/:agents`;
    this.connection = connection;
    this.label = label;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    // Closed: open, each of many branches that wait would cost requests in every round.
    const item = new vscode.TreeItem(t('Agents for {0}', this.label), vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('vm');
    item.contextValue = contextValue();
    return item;
  }

  children(reading: LoadOptions): Promise<TreeNode[]> {
    return agentNodes(this, this.label, this.deps, reading);
  }
}

/** Line that leads to the reasons why a run waits for agents, where its stages do not tell them. */
export class WaitReasonsNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  private readonly run: BuildRef;
  private readonly deps: { readonly sessions: Sessions };

  constructor(parentId: string, run: BuildRef, deps: { readonly sessions: Sessions }) {
    this.id = `${parentId}/:reasons`;
    this.connection = run.connection;
    this.run = run;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    // Closed: open, it would cost a request in every round.
    const item = new vscode.TreeItem(t('Waiting for an agent'), vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('clock');
    item.contextValue = contextValue();
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { connection, job, number } = this.run;
    const reasons = await readWaitReasons(this.deps.sessions.jenkins(connection), job, number, reading);
    if (reasons.length === 0) return [new MessageNode(this.id, t('The queue of Jenkins does not show the reason'))];
    return reasons.flatMap((why, at) => {
      const reason = { id: `${this.id}/${at}`, connection };
      const label = labelOfReason(why);
      return [new MessageNode(reason.id, why), ...(label ? [new AgentsNode(reason, label, this.deps)] : [])];
    });
  }
}
