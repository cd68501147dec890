import * as vscode from 'vscode';
import { asString, asText, isObject } from '../../../base/json.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';

/** Issue of a connection. Tree nodes are this too, so commands take either. */
export interface IssueRef {
  readonly connection: JiraConnection;
  readonly key: string;
}

/** Pattern of an issue key; admins may allow more characters than these in project keys, never fewer. */
const issueKey = /^[A-Z][A-Z0-9_]*-\d+$/;

export function isIssueKey(text: string): boolean {
  return issueKey.test(text);
}

/** Path of an issue's page, below the base URL. */
export function pathOfIssue(key: string): string {
  return `/browse/${encodeURIComponent(key)}`;
}

/** Query of a comment's own page, after the path of its issue. */
export function commentQuery(id: string): string {
  return `?focusedCommentId=${encodeURIComponent(id)}`;
}

/** Query of a work log's own page, after the path of its issue. */
export function worklogQuery(id: string): string {
  return `?focusedWorklogId=${encodeURIComponent(id)}`;
}

/** Opens an issue's page in the browser, on the address of its connection. */
export async function openInBrowser({ connection, key }: IssueRef, more = ''): Promise<void> {
  const page = { connection, webPath: pathOfIssue(key) + more };
  await vscode.commands.executeCommand('jenkinsJira.openInBrowser', page);
}

/** Issue that a command was called on: a node or a reference. */
export function issueIn(target: unknown, find: (id: string) => JiraConnection | undefined): IssueRef | undefined {
  if (!isObject(target) || !isObject(target['connection'])) return undefined;
  const key = asString(target['key']);
  const connection = find(asText(target['connection']['id']));
  return key && connection ? { connection, key } : undefined;
}
