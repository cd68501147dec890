import { asBoolean, asObject, asStrings } from '../../base/json.ts';
import { type FieldMeta, parseFields } from '../fields/fields.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/** Path of an issue or of a resource below it. */
export function issuePath(session: JiraSession, key: string, rest = ''): string {
  return session.api(`/issue/${encodeURIComponent(key)}${rest}`);
}

/**
 * Reads the fields of an issue that this account may change, with their allowed values.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export async function readEditableFields(
  session: JiraSession,
  key: string,
  options: ReadOptions = {},
): Promise<FieldMeta[]> {
  return parseFields((await session.getObject(issuePath(session, key, '/editmeta'), options))['fields']);
}

/**
 * Reads the raw values of fields, by id. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export async function readFieldValues(
  session: JiraSession,
  key: string,
  ids: readonly string[],
  options: ReadOptions = {},
): Promise<Readonly<Record<string, unknown>>> {
  const path = issuePath(session, key, `?fields=${ids.map(encodeURIComponent).join(',')}`);
  return asObject((await session.getObject(path, options))['fields']);
}

/**
 * Lists the labels in use; Data Center does not list them: the list is then empty.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-labels/
 * @throws RequestError
 */
export async function listLabels(session: JiraSession, options: ReadOptions = {}): Promise<string[]> {
  if (session.flavor !== JiraFlavor.cloud) return [];
  const answer = await session.getObject(session.api('/label?maxResults=1000'), options);
  return asStrings(answer['values']);
}

/** Whether the account watches an issue and has voted for it. */
export interface Attention {
  readonly watching: boolean;
  readonly voted: boolean;
}

/** Parses the watching and voting of an issue's fields. */
export function parseAttention(fields: Readonly<Record<string, unknown>>): Attention {
  return {
    watching: asBoolean(asObject(fields['watches'])['isWatching']) ?? false,
    voted: asBoolean(asObject(fields['votes'])['hasVoted']) ?? false,
  };
}
