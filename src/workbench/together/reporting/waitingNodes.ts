import * as vscode from 'vscode';
import { type Message, MessageState } from '../../../reporting/message.ts';
import { ContextFlag, contextValue, type TreeNode } from '../../shell/trees/treeNode.ts';
import { fullTime, timeAgo } from '../../shell/words/timeWords.ts';
import { reportOf } from './reportMessage.ts';
import { nameOf } from './reportUri.ts';

const { t } = vscode.l10n;

const rootId = ':outbox';

/** Reports that wait until their Jira takes them. */
export class OutboxNode implements TreeNode {
  readonly id = rootId;
  private readonly messages: readonly Message[];

  constructor(messages: readonly Message[]) {
    this.messages = messages;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(t('Waiting to Be Sent'), vscode.TreeItemCollapsibleState.Expanded);
    item.description = String(this.messages.length);
    item.iconPath = new vscode.ThemeIcon('cloud-upload');
    item.tooltip = t('Reports that are sent, in this order, when their Jira takes them.');
    item.contextValue = contextValue();
    return item;
  }

  staticChildren(): TreeNode[] {
    return this.messages.map(message => new WaitingNode(message));
  }
}

/** Report on an issue that waits. */
export class WaitingNode implements TreeNode {
  readonly id: string;
  readonly message: Message;

  constructor(message: Message) {
    this.id = `${rootId}/${message.site}/${message.name}`;
    this.message = message;
  }

  item(): vscode.TreeItem {
    const { since, reason } = this.message;
    const item = new vscode.TreeItem(titleOf(this.message));
    item.description = stateWords(this.message);
    item.iconPath = iconOf(this.message);
    item.tooltip = [titleOf(this.message), stateWords(this.message), reason, fullTime(since)]
      .filter(Boolean)
      .join('\n');
    item.contextValue = contextValue(ContextFlag.outbox);
    return item;
  }
}

/** Message of a line of the tree. */
export function messageIn(target: unknown): Message | undefined {
  return target instanceof WaitingNode ? target.message : undefined;
}

/** "PAY-431 · payments/main #51". */
export function titleOf(message: Message): string {
  const report = reportOf(message);
  return [message.key, report && nameOf(report.build)].filter(Boolean).join(' · ');
}

function stateWords({ state, doubtedAt, since, reason }: Message): string {
  if (state === MessageState.held) return t('being edited');
  if (state === MessageState.refused) return t('refused: {0}', reason);
  if (doubtedAt !== undefined) return t('looking whether it was sent');
  return reason ? t('waiting, {0}: {1}', timeAgo(since), reason) : t('waiting, {0}', timeAgo(since));
}

function iconOf({ state }: Message): vscode.ThemeIcon {
  if (state === MessageState.held) return new vscode.ThemeIcon('edit');
  if (state === MessageState.refused) return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
  return new vscode.ThemeIcon('clock');
}
