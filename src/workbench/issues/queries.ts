import * as vscode from 'vscode';
import { isObject, stringAt } from '../../base/json.ts';

/** A JQL query of the settings. */
export interface SavedQuery {
  readonly name: string;
  readonly jql: string;
  /** The one connection it is for; absent for all. */
  readonly connection: string | undefined;
}

const section = 'jenkinsJira.jira';

/** The queries for one connection, in the order of the settings; what cannot be read there is passed over. */
export function queriesFor(connectionId: string): SavedQuery[] {
  const value: unknown = vscode.workspace.getConfiguration(section).get('queries');
  const all = Array.isArray(value) ? value.flatMap(each => parseQuery(each) ?? []) : [];
  return all.filter(query => query.connection === undefined || query.connection === connectionId);
}

export function affectsQueries(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${section}.queries`);
}

function parseQuery(value: unknown): SavedQuery | undefined {
  if (!isObject(value)) return undefined;
  const name = stringAt(value['name']);
  const jql = stringAt(value['jql']);
  return name && jql !== undefined ? { name, jql, connection: stringAt(value['connection']) } : undefined;
}
