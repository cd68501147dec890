import type { JiraState } from './jiraState.ts';
import type { DemoComment, DemoIssue, DemoUser, JiraFlavor } from './model.ts';
import { may } from './permissions.ts';

/** One request as the handlers see it. */
export interface Exchange {
  flavor: JiraFlavor;
  state: JiraState;
  /** The configured base URL, for `self` links. */
  base: string;
  /** What stands after /rest/api/: 2, 3 or latest. */
  version: string;
  method: string;
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** undefined = anonymous */
  user: DemoUser | undefined;
  pageCap: number;
}

export interface Answer {
  status: number;
  body?: unknown;
  html?: string;
  /** Bytes as they are, with their own content type among the headers. */
  raw?: Buffer;
  headers?: Record<string, string>;
}

/** An answer that ends a handler early. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

export function refusal(status: number, errorMessages: string[], errors: Record<string, string> = {}): Refusal {
  return new Refusal({ status, body: { errorMessages, errors } });
}

/** What resources say that have no anonymous answer. */
export function loginRequired(): Refusal {
  const message = 'Client must be authenticated to access this resource.';
  return new Refusal({ status: 401, body: { message, 'status-code': 401 } });
}

export function requireUser(exchange: Exchange): DemoUser {
  if (!exchange.user) {
    throw loginRequired();
  }
  return exchange.user;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function bodyRecord(exchange: Exchange): Record<string, unknown> {
  if (!isRecord(exchange.body)) {
    throw refusal(400, ['Invalid request payload. Refer to the REST API documentation and try again.']);
  }
  return exchange.body;
}

/** The issue of the path, when the user may see it. */
export function visibleIssue(exchange: Exchange): DemoIssue {
  const issue = exchange.state.issue(exchange.params['issueIdOrKey'] ?? '');
  if (issue && may(exchange.user, 'BROWSE_PROJECTS')) {
    return issue;
  }
  if (exchange.flavor === 'cloud') {
    throw refusal(404, ['Issue does not exist or you do not have permission to see it.']);
  }
  if (issue && !exchange.user) {
    throw refusal(401, ['You do not have the permission to see the specified issue.', 'Login Required']);
  }
  throw issue
    ? refusal(403, ['You do not have the permission to see the specified issue.'])
    : refusal(404, ['Issue Does Not Exist']);
}

export function maySeeComment(user: DemoUser | undefined, comment: DemoComment): boolean {
  const { visibility } = comment;
  if (!visibility) {
    return true;
  }
  const list = visibility.type === 'role' ? user?.roles : user?.groups;
  return list?.includes(visibility.value) ?? false;
}

/** A whole number of the query, or the default where it is absent; nonsense is refused as Jira refuses it. */
export function queryInteger(exchange: Exchange, name: string, fallback: number): number {
  const value = exchange.query.get(name);
  if (value === null || value === '') {
    return fallback;
  }
  if (!/^-?\d+$/.test(value)) {
    throw exchange.flavor === 'cloud'
      ? refusal(400, [`The value '${value}' of the query parameter '${name}' is not a number.`])
      : refusal(404, [`The value '${value}' of the query parameter '${name}' is not a number.`]);
  }
  return Number(value);
}

/** Repeated and comma-separated values alike. */
export function queryList(exchange: Exchange, name: string): string[] {
  return exchange.query
    .getAll(name)
    .flatMap(value => value.split(','))
    .map(value => value.trim())
    .filter(value => value !== '');
}

export function apiUrl(exchange: Exchange, path: string): string {
  return `${exchange.base}/rest/api/${exchange.version}/${path}`;
}

/** 2026-03-01T13:15:00.000+0000: no colon in the offset, unlike RFC 3339. */
export function jiraDate(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}
