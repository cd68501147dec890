import * as vscode from 'vscode';
import type { Background } from './background.ts';

/** Keys of the manifest's `when` clauses, without the common prefix. */
export interface ContextKeys {
  readonly hasConnections: boolean;
  readonly hasJenkins: boolean;
  readonly hasJira: boolean;
  /** `open` where a Git repository is open, else the reason why none is; empty while that is not known. */
  readonly git: string;
  /** A branch is checked out in one. */
  readonly hasBranch: boolean;
  readonly hasJobFilter: boolean;
  /** URIs of open logs whose builds may be stopped, or run again. */
  readonly stoppableLogs: readonly string[];
  readonly finishedLogs: readonly string[];
  /** State of the issue whose page is in front. */
  readonly watchesFrontIssue: boolean;
  readonly votedForFrontIssue: boolean;
}

export function setContextKeys(background: Background, keys: Partial<ContextKeys>): void {
  for (const [key, value] of Object.entries(keys)) {
    const command = `jenkinsJira.${key}`;
    background.run(() => vscode.commands.executeCommand('setContext', command, value), command);
  }
}
