import * as vscode from 'vscode';

export const queryScheme = 'jira-query';

/** Query in an editor. */
export interface QueryPlace {
  readonly name: string;
  /** Id of its connection; absent for all. */
  readonly connection: string | undefined;
  /** Id of the connection that provides completion and checks. */
  readonly helper: string;
}

/** URI of a query as a document; it holds all parts, so that the editor can be restored after a reload. */
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

/** Line that the draft of a query is marked at. */
export function draftPlaceOf(name: string): string {
  return `query ${name}`;
}
