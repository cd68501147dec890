import * as vscode from 'vscode';

/** Setting that lists the connections whose waiting builds are shown, by id. */
export const waitingSetting = 'jenkinsJira.waitingForYou';

export function isWaitingShown(connection: string): boolean {
  const ids: unknown = vscode.workspace.getConfiguration().get(waitingSetting);
  return Array.isArray(ids) && ids.includes(connection);
}

/** Commands of the list, without their common prefix. */
export const waitingCommandNames = ['waitingForYou', 'hideWaitingForYou'] as const;

/** Id of the node that lists a connection's waiting builds. */
export function waitingNodeId(connection: string): string {
  return `${connection}/:waiting`;
}
