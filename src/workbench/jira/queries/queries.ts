import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';

/** A JQL query of the settings. */
export interface SavedQuery {
  readonly name: string;
  readonly jql: string;
  /** Id of its only connection; absent for all. */
  readonly connection: string | undefined;
}

const setting = 'jenkinsJira.jira.queries';

/** Reads all queries, in the order of the settings; skips invalid entries. */
export function allQueries(): SavedQuery[] {
  const value: unknown = vscode.workspace.getConfiguration().get(setting);
  return Array.isArray(value) ? value.flatMap(each => parseQuery(each) ?? []) : [];
}

/** Queries of a connection. */
export function queriesFor(connectionId: string): SavedQuery[] {
  return allQueries().filter(query => query.connection === undefined || query.connection === connectionId);
}

/** Finds the query of a name, for a connection or for all. */
export function findQuery(name: string, connection: string | undefined): SavedQuery | undefined {
  return allQueries().find(query => query.name === name && query.connection === connection);
}

/** Replaces a query, or appends it. */
export async function putQuery(query: SavedQuery, instead?: SavedQuery): Promise<void> {
  const all = allQueries();
  const at = instead ? all.findIndex(each => isSame(each, instead)) : -1;
  if (at >= 0) all[at] = query;
  else all.push(query);
  await write(all);
}

/**
 * Removes a query.
 * @returns its place, to put it back
 */
export async function removeQuery(query: SavedQuery): Promise<number> {
  const all = allQueries();
  await write(all.filter(each => !isSame(each, query)));
  return all.findIndex(each => isSame(each, query));
}

/** Puts a removed query back to its place. */
export async function restoreQuery(query: SavedQuery, at: number): Promise<void> {
  await write(allQueries().toSpliced(at, 0, query));
}

export function affectsQueries(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(setting) || event.affectsConfiguration('jenkinsJira.jira.groupBy');
}

async function write(queries: readonly SavedQuery[]): Promise<void> {
  const values = queries.map(({ name, jql, connection }) => ({ name, jql, ...(connection ? { connection } : {}) }));
  await vscode.workspace.getConfiguration().update(setting, values, vscode.ConfigurationTarget.Global);
}

function isSame(a: SavedQuery, b: SavedQuery): boolean {
  return a.name === b.name && a.jql === b.jql && a.connection === b.connection;
}

/** Parses a query of the settings. */
export function parseQuery(value: unknown): SavedQuery | undefined {
  if (!isObject(value)) return undefined;
  const name = asString(value['name']);
  const jql = asString(value['jql']);
  return name && jql !== undefined ? { name, jql, connection: asString(value['connection']) } : undefined;
}
