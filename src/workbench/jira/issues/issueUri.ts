import * as vscode from 'vscode';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { IssueRef } from './issueRef.ts';

export const issueScheme = 'jira-issue';
export const attachmentScheme = 'jira-attachment';
/** Scheme of texts of fields while they are edited. */
export const textScheme = 'jira-text';

/** URI of an issue's page; it holds all parts, so that it can be restored after a reload. */
export function issueUri({ connection, key }: IssueRef): vscode.Uri {
  const query = new URLSearchParams({ connection: connection.id });
  return vscode.Uri.from({ scheme: issueScheme, path: `/${key}`, query: query.toString() });
}

/** Issue of a page; undefined when its connection is gone. */
export function issueOfUri(uri: vscode.Uri, find: (id: string) => JiraConnection | undefined): IssueRef | undefined {
  const connection = find(new URLSearchParams(uri.query).get('connection') ?? '');
  const key = /^\/(.+)$/.exec(uri.path)?.[1];
  return connection && key ? { connection, key } : undefined;
}
