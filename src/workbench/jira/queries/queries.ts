import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';

/** A JQL query of the settings. */
export interface SavedQuery {
  readonly name: string;
  readonly jql: string;
  /** Id of its only connection; absent for all. */
  readonly connection: string | undefined;
  /** Whether its line is closed at first: nothing is asked until it is opened. */
  readonly collapsed?: boolean;
  /** Whether the number of its issues is the badge of the view. */
  readonly badge?: boolean;
}

export const queriesSetting = 'jenkinsJira.jira.queries';

/** Reads all queries, in the order of the settings; skips invalid entries. */
export function allQueries(): SavedQuery[] {
  const value: unknown = vscode.workspace.getConfiguration().get(queriesSetting);
  return Array.isArray(value) ? value.flatMap(each => parseQuery(each) ?? []) : [];
}

/** Queries of a connection. */
export function queriesFor(connectionId: string): SavedQuery[] {
  return allQueries().filter(query => query.connection === undefined || query.connection === connectionId);
}

/** Query whose number is the badge of the view; the first, where several say so. */
export function badgeQuery(): SavedQuery | undefined {
  return allQueries().find(({ badge }) => badge);
}

/** Finds the query of a name, for a connection or for all. */
export function findQuery(name: string, connection: string | undefined): SavedQuery | undefined {
  return allQueries().find(query => query.name === name && query.connection === connection);
}

export function affectsQueries(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(queriesSetting) || event.affectsConfiguration('jenkinsJira.jira.groupBy');
}

/** Parses a query of the settings. */
export function parseQuery(value: unknown): SavedQuery | undefined {
  if (!isObject(value)) return undefined;
  const name = asString(value['name']);
  const jql = asString(value['jql']);
  if (!name || jql === undefined) return undefined;
  const [collapsed, badge] = [value['collapsed'] === true, value['badge'] === true];
  return { name, jql, connection: asString(value['connection']), collapsed, badge };
}
