import type { Answer, Exchange } from '../exchange.ts';
import { bodyRecord, queryInteger, queryList, refusal } from '../exchange.ts';
import { fieldNames, fieldSchemas, issueJson, selectedFieldIds } from '../issueJson.ts';
import { JqlError } from '../jql/jqlSyntax.ts';
import { isBounded, searchIssues } from '../jql/searchIssues.ts';
import type { DemoIssue } from '../model.ts';
import type { Route } from './route.ts';
import { ok } from './route.ts';

interface SearchRequest {
  jql: string;
  fields: string[];
  expand: string[];
  maxResults: number;
  startAt: number;
  nextPageToken: string | undefined;
}

const cloudProperties = [
  'expand',
  'fields',
  'fieldsByKeys',
  'jql',
  'maxResults',
  'nextPageToken',
  'properties',
  'reconcileIssues',
];
const dataCenterProperties = ['jql', 'startAt', 'maxResults', 'validateQuery', 'fields', 'expand', 'properties'];

function strings(value: unknown): string[] {
  const list = typeof value === 'string' ? value.split(',') : value;
  return Array.isArray(list) ? list.filter(item => typeof item === 'string') : [];
}

function checkProperties(exchange: Exchange, body: Record<string, unknown>): void {
  const allowed = exchange.flavor === 'cloud' ? cloudProperties : dataCenterProperties;
  const unknown = Object.keys(body).find(key => !allowed.includes(key));
  if (unknown !== undefined) {
    throw exchange.flavor === 'cloud'
      ? refusal(400, ['Invalid request payload. Refer to the REST API documentation and try again.'])
      : refusal(400, [`Unrecognized field "${unknown}", not marked as ignorable`]);
  }
}

function searchRequest(exchange: Exchange): SearchRequest {
  if (exchange.method === 'GET') {
    return {
      jql: exchange.query.get('jql') ?? '',
      fields: queryList(exchange, 'fields'),
      expand: queryList(exchange, 'expand'),
      maxResults: queryInteger(exchange, 'maxResults', 50),
      startAt: queryInteger(exchange, 'startAt', 0),
      nextPageToken: exchange.query.get('nextPageToken') ?? undefined,
    };
  }
  const body = bodyRecord(exchange);
  checkProperties(exchange, body);
  return {
    jql: typeof body['jql'] === 'string' ? body['jql'] : '',
    fields: strings(body['fields']),
    expand: strings(body['expand']),
    maxResults: typeof body['maxResults'] === 'number' ? body['maxResults'] : 50,
    startAt: typeof body['startAt'] === 'number' ? body['startAt'] : 0,
    nextPageToken: typeof body['nextPageToken'] === 'string' ? body['nextPageToken'] : undefined,
  };
}

/** Runs the query; what JQL refuses becomes a 400. */
function found(exchange: Exchange, jql: string): DemoIssue[] {
  try {
    if (exchange.flavor === 'cloud' && !isBounded(jql)) {
      const message = 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.';
      throw refusal(400, [message]);
    }
    return searchIssues(jql, { state: exchange.state, user: exchange.user, now: Date.now() });
  } catch (error) {
    if (error instanceof JqlError) {
      throw refusal(400, error.messages);
    }
    throw error;
  }
}

/** The token holds the place and the query that it belongs to, so that it cannot be used for another one. */
function pageToken(jql: string, offset: number): string {
  return Buffer.from(JSON.stringify([offset, jql])).toString('base64url');
}

function tokenOffset(token: string | undefined, jql: string): number {
  if (token === undefined || token === '') {
    return 0;
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && typeof parsed[0] === 'number' && parsed[1] === jql) {
      return parsed[0];
    }
  } catch {
    // Not one of ours: refused below like a stale one.
  }
  throw refusal(400, ['The provided next page token is invalid or expired.']);
}

/** Without `fields` Cloud gives the id and nothing else. */
function cloudIssue(exchange: Exchange, issue: DemoIssue, request: SearchRequest): Record<string, unknown> {
  if (request.fields.length === 0 || request.fields.every(field => field === 'id')) {
    return { id: issue.id };
  }
  return issueJson(exchange, issue, selectedFieldIds(exchange, request.fields), request.expand);
}

function envelope(exchange: Exchange, request: SearchRequest, ids: string[]): Record<string, unknown> {
  return {
    ...(request.expand.includes('names') ? { names: fieldNames(exchange, ids) } : {}),
    ...(request.expand.includes('schema') ? { schema: fieldSchemas(exchange, ids) } : {}),
  };
}

function cloudSearch(exchange: Exchange): Answer {
  const request = searchRequest(exchange);
  const all = found(exchange, request.jql);
  const offset = tokenOffset(request.nextPageToken, request.jql);
  const size = Math.min(request.maxResults < 1 ? 50 : request.maxResults, exchange.pageCap);
  const page = all.slice(offset, offset + size);
  const next = offset + page.length;
  const isLast = next >= all.length;
  return ok({
    issues: page.map(issue => cloudIssue(exchange, issue, request)),
    ...(isLast ? {} : { nextPageToken: pageToken(request.jql, next) }),
    isLast,
    ...envelope(exchange, request, selectedFieldIds(exchange, request.fields)),
  });
}

function approximateCount(exchange: Exchange): Answer {
  const body = bodyRecord(exchange);
  return ok({ count: found(exchange, typeof body['jql'] === 'string' ? body['jql'] : '').length });
}

function removedSearch(): Answer {
  throw refusal(410, [
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  ]);
}

function dataCenterSearch(exchange: Exchange): Answer {
  const request = searchRequest(exchange);
  const all = found(exchange, request.jql);
  const startAt = Math.max(0, request.startAt);
  const maxResults = Math.min(request.maxResults < 0 ? exchange.pageCap : request.maxResults, exchange.pageCap);
  const ids = selectedFieldIds(exchange, request.fields.length === 0 ? ['*navigable'] : request.fields);
  const page = all.slice(startAt, startAt + maxResults);
  return ok({
    expand: 'schema,names',
    startAt,
    maxResults,
    total: all.length,
    issues: page.map(issue => issueJson(exchange, issue, ids, request.expand)),
    ...envelope(exchange, request, ids),
  });
}

export const searchRoutes: Route[] = [
  { method: 'GET', template: 'search/jql', flavor: 'cloud', handle: cloudSearch },
  { method: 'POST', template: 'search/jql', flavor: 'cloud', handle: cloudSearch },
  { method: 'POST', template: 'search/approximate-count', flavor: 'cloud', handle: approximateCount },
  { method: 'GET', template: 'search', flavor: 'cloud', handle: removedSearch },
  { method: 'POST', template: 'search', flavor: 'cloud', handle: removedSearch },
  { method: 'GET', template: 'search', flavor: 'dataCenter', handle: dataCenterSearch },
  { method: 'POST', template: 'search', flavor: 'dataCenter', handle: dataCenterSearch },
];
