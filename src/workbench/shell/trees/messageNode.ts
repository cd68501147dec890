import * as vscode from 'vscode';
import type { TreeNode } from './treeNode.ts';

/** Line with only a text, such as that there is nothing here. */
export class MessageNode implements TreeNode {
  readonly id: string;
  private readonly text: string;

  /** Names of jobs have no colon, so no node of a job can have the same id. */
  constructor(parentId: string, text: string) {
    this.id = `${parentId}/:message`;
    this.text = text;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.text);
    item.iconPath = new vscode.ThemeIcon('info');
    return item;
  }
}

/** Line that asks for more of its parent's nodes. */
export class MoreNode implements TreeNode {
  readonly id: string;
  /** Makes the parent show more; the caller refreshes it. */
  readonly showMore: () => void;
  private readonly text: string;

  constructor(parentId: string, text: string, showMore: () => void) {
    this.id = `${parentId}/:more`;
    this.text = text;
    this.showMore = showMore;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.text);
    item.iconPath = new vscode.ThemeIcon('ellipsis');
    item.command = { command: 'jenkinsJira.showMore', title: this.text, arguments: [this] };
    return item;
  }
}

export interface Action {
  readonly text: string;
  readonly icon: string;
  /** Without the common prefix. */
  readonly command: string;
  readonly target?: unknown;
}

/** Line that runs a command when it is chosen. */
export class ActionNode implements TreeNode {
  readonly id: string;
  private readonly action: Action;

  constructor(parentId: string, action: Action) {
    this.id = `${parentId}/:${action.command}`;
    this.action = action;
  }

  item(): vscode.TreeItem {
    const { text, icon, command, target } = this.action;
    const item = new vscode.TreeItem(text);
    item.iconPath = new vscode.ThemeIcon(icon);
    item.command = { command: `jenkinsJira.${command}`, title: text, arguments: target === undefined ? [] : [target] };
    return item;
  }
}
