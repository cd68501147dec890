import { ForbiddenError, type RequestTrace } from '../../http/errors.ts';

/** The token lacks a scope; the account may have the permission. */
export class MissingScopeError extends ForbiddenError {
  /** Scopes that the operation needs, such as `write:jira-work`. */
  readonly scopes: readonly string[];
  constructor(request: RequestTrace, status: number, reason: string | undefined) {
    super(undefined, request, { status, reason });
    this.name = 'MissingScopeError';
    this.scopes = scopesOf(request);
  }
}

const read = 'read:jira-work';
const boards = 'read:board-scope:jira-software';
const sprints = 'read:sprint:jira-software';

/** By the path below `/rest`; POSTs that only ask are named, as every other method writes. */
const scopes: readonly (readonly [path: RegExp, ...needed: string[]])[] = [
  [/^\/agile\/[^/]+\/(?:sprint|backlog)\//, 'write:sprint:jira-software'],
  [/^\/agile\/[^/]+\/board\/[^/]+\/sprint/, boards, sprints],
  [/^\/agile\//, boards],
  [/^\/api\/[23]\/(?:myself|user|groups|configuration)\b/, 'read:jira-user'],
  [/^\/api\/[23]\/(?:search|jql)\b/, read],
];

/**
 * Scopes that a scoped token needs for an operation of Jira Cloud that the extension uses.
 * https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps/
 */
export function scopesOf({ method, path }: Pick<RequestTrace, 'method' | 'path'>): readonly string[] {
  const resource = path.slice(path.indexOf('/rest/') + '/rest'.length);
  const named = scopes.find(([pattern]) => pattern.test(resource));
  if (named) return named.slice(1) as string[];
  return [method === 'GET' || method === 'HEAD' ? read : 'write:jira-work'];
}
