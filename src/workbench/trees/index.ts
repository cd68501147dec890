import * as vscode from 'vscode';
import type { CommandTable } from '../commands/commandTable.ts';
import type { ProblemReporter } from '../messages/problemReporter.ts';
import { MoreNode, ProblemNode, StaleNode } from './messageNode.ts';
import type { NodeTree } from './nodeTree.ts';

export interface TreeCommandDeps {
  readonly commands: CommandTable;
  readonly problems: ProblemReporter;
  readonly trees: readonly NodeTree[];
  /** Fires when a secret came or went, in whatever window. */
  readonly onDidChangeSecrets: vscode.Event<void>;
}

/** What all trees have in common: refreshing, telling a problem, showing more. */
export function register({ commands, problems, trees, onDidChangeSecrets }: TreeCommandDeps): vscode.Disposable {
  const refresh = () => {
    for (const tree of trees) tree.refresh();
  };
  const registered = commands.register({
    refresh,
    showProblem(node) {
      if (node instanceof ProblemNode || node instanceof StaleNode) void problems.report(node.failure);
    },
    showMore(node) {
      if (node instanceof MoreNode) node.showMore();
    },
  });
  const retry = () => {
    for (const tree of trees) tree.retryProblems();
  };
  return vscode.Disposable.from(registered, onDidChangeSecrets(retry));
}
