import * as vscode from 'vscode';

/** The commands on logs, without the common prefix. */
export const logCommands = [
  'openLog',
  'openLogAsText',
  'refreshLogText',
  'saveLog',
  'stopBuildOfLog',
  'runAgainFromLog',
  'openLogInBrowser',
  'findInLog',
  'nextMatchInLog',
  'previousMatchInLog',
  'goToFirstError',
  'goToNextError',
  'goToPreviousError',
  'followLog',
  'filterLog',
  'onlyThisStage',
  'onlyThisBranch',
  'onlyThisStep',
  'toggleLogTimes',
  'toggleLogWrap',
  'toggleLogOutline',
  'copyFromLog',
  'foldLog',
  'unfoldLog',
] as const;
export type LogCommand = (typeof logCommands)[number];

/** Folder of logs on the disk. */
export function logFolder({ globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>): string {
  return vscode.Uri.joinPath(globalStorageUri, 'logs').fsPath;
}
