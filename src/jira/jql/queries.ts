import { asNumber, asObjects, asString, asStrings } from '../../base/json.ts';
import { InvalidRequestError, UnexpectedAnswerError } from '../../http/errors.ts';
import { expectObject } from '../../http/expectObject.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/** Word of JQL that a Jira knows. */
export interface JqlName {
  /** As written in a query, quoted where needed. */
  readonly value: string;
  readonly displayName: string;
  /** Of a field: its operators. */
  readonly operators: readonly string[];
}

/** Fields, functions and reserved words of a Jira in JQL. */
export interface JqlWords {
  readonly fields: readonly JqlName[];
  readonly functions: readonly JqlName[];
  readonly reserved: readonly string[];
}

/**
 * Reads the fields, functions and reserved words of a Jira's JQL.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-jql/
 * @throws RequestError
 */
export async function readJqlWords(session: JiraSession, options: ReadOptions = {}): Promise<JqlWords> {
  const answer = await session.getObject(session.api('/jql/autocompletedata'), options);
  return {
    fields: names(answer['visibleFieldNames']),
    functions: names(answer['visibleFunctionNames']),
    reserved: asStrings(answer['jqlReservedWords']),
  };
}

function names(list: unknown): JqlName[] {
  return asObjects(list).flatMap(json => {
    const value = asString(json['value']);
    if (value === undefined) return [];
    return [{ value, displayName: asString(json['displayName']) ?? value, operators: asStrings(json['operators']) }];
  });
}

/**
 * Reads the values that a Jira suggests for the beginning of a field's value.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-jql/
 * @throws RequestError
 */
export async function suggestJqlValues(
  session: JiraSession,
  field: string,
  typed: string,
  options: ReadOptions = {},
): Promise<JqlName[]> {
  const query = new URLSearchParams({ fieldName: field, fieldValue: typed });
  const answer = await session.getObject(session.api(`/jql/autocompletedata/suggestions?${query}`), options);
  return asObjects(answer['results']).flatMap(json => {
    const value = asString(json['value']);
    if (value === undefined) return [];
    // The matched part comes in bold, as HTML.
    const displayName = (asString(json['displayName']) ?? value).replace(/<\/?b>/g, '');
    return [{ value, displayName, operators: [] }];
  });
}

/**
 * Reads a Jira's complaints about a query, in its own sentences; none for a valid query. Cloud parses it; Data Center
 * searches with zero results. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-jql/
 * @throws RequestError
 */
export async function checkJql(session: JiraSession, jql: string, options: ReadOptions = {}): Promise<string[]> {
  if (session.flavor === JiraFlavor.cloud) {
    const path = session.api('/jql/parse?validation=strict');
    const request = session.traceOf('POST', path);
    const answer = expectObject(await session.ask(path, { queries: [jql] }, options), request, ['queries']);
    const queries = asObjects(answer['queries']).map(query => expectObject(query, request, ['errors']));
    if (queries.length === 0) throw new UnexpectedAnswerError('an answer about no query', request);
    return queries.flatMap(query => asStrings(query['errors']));
  }
  try {
    const body = { jql, maxResults: 0, fields: ['summary'], validateQuery: true };
    const path = session.api('/search');
    expectObject(await session.ask(path, body, options), session.traceOf('POST', path), ['issues']);
    return [];
  } catch (error) {
    if (error instanceof InvalidRequestError) return [...error.messages];
    throw error;
  }
}

/** Saved search of the site. */
export interface Filter {
  readonly id: string;
  readonly name: string;
  readonly jql: string;
}

/**
 * Lists the account's favorite filters. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-filters/
 * @throws RequestError
 */
export async function listFavoriteFilters(session: JiraSession, options: ReadOptions = {}): Promise<Filter[]> {
  return asObjects(await session.getList(session.api('/filter/favourite'), options)).flatMap(json => {
    const id = asString(json['id']);
    const jql = asString(json['jql']);
    return id === undefined || jql === undefined ? [] : [{ id, name: asString(json['name']) ?? id, jql }];
  });
}

/**
 * Counts the matching issues: on Cloud roughly, elsewhere by a search for none of them. Undefined where Jira does not
 * tell. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
 * @throws RequestError
 */
export async function countIssues(
  session: JiraSession,
  jql: string,
  options: ReadOptions = {},
): Promise<number | undefined> {
  const isCloud = session.flavor === JiraFlavor.cloud;
  const path = session.api(isCloud ? '/search/approximate-count' : '/search');
  const body = isCloud ? { jql } : { jql, maxResults: 0, fields: ['summary'] };
  const answer = expectObject(await session.ask(path, body, options), session.traceOf('POST', path));
  return asNumber(answer[isCloud ? 'count' : 'total']);
}
