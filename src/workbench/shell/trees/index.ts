import * as vscode from 'vscode';
import type { CommandTable } from '../commands/commandTable.ts';
import { MoreNode } from './messageNode.ts';
import type { NodeTree } from './nodeTree.ts';

export interface TreeCommandDeps {
  readonly commands: CommandTable;
  readonly trees: readonly NodeTree[];
  /** Fires when a secret was saved or deleted, in any window. */
  readonly onDidChangeSecrets: vscode.Event<void>;
  /** Called when a person refreshes: what was refused before may be allowed now. */
  readonly forgetRefusals: () => void;
}

/** Commands of all trees: refreshing, showing more. */
export function register({ commands, trees, onDidChangeSecrets, forgetRefusals }: TreeCommandDeps): vscode.Disposable {
  const refresh = () => {
    forgetRefusals();
    for (const tree of trees) tree.refresh();
  };
  const registered = commands.register({
    refresh,
    showMore(node) {
      if (node instanceof MoreNode) node.showMore();
    },
  });
  const retry = () => {
    for (const tree of trees) tree.retryProblems();
  };
  return vscode.Disposable.from(registered, onDidChangeSecrets(retry));
}
