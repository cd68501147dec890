import * as vscode from 'vscode';

export const queryScheme = 'jira-query';

/** A query that is written in an editor. */
export interface QueryPlace {
  readonly name: string;
  /** The id of the connection that it is for; absent for all. */
  readonly connection: string | undefined;
  /** The id of the connection that helps with it: its fields, its values, its check. */
  readonly helper: string;
}

/** The address of a query as a document; it says all, so that the editor can be restored after a reload. */
export function queryUri({ name, connection, helper }: QueryPlace): vscode.Uri {
  const query = new URLSearchParams({ name, helper, ...(connection === undefined ? {} : { connection }) });
  return vscode.Uri.from({ scheme: queryScheme, path: `/${name.replaceAll('/', '∕')}.jql`, query: query.toString() });
}

export function placeOfQuery(uri: vscode.Uri): QueryPlace | undefined {
  const query = new URLSearchParams(uri.query);
  const name = query.get('name');
  const helper = query.get('helper');
  if (uri.scheme !== queryScheme || !name || !helper) return undefined;
  return { name, helper, connection: query.get('connection') ?? undefined };
}
