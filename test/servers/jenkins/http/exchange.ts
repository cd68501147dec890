import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JenkinsState } from '../state/jenkinsState.ts';
import type { User } from '../state/users.ts';
import type { Form } from './form.ts';
import { holds, type Permission } from './permissions.ts';
import type { Session } from './sessions.ts';

export interface PathSegment {
  raw: string;
  name: string;
}

/** Who asks, and how that was proven. */
export interface Caller {
  user: User | undefined;
  by: 'token' | 'password' | 'session' | 'bearer' | 'nothing';
}

/** One request on its way through the demo Jenkins. */
export interface Exchange {
  readonly state: JenkinsState;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly method: string;
  /** As it was asked for, context path and query included. */
  readonly target: string;
  /** Raw path, context path included, without the query. */
  readonly rawPath: string;
  readonly segments: PathSegment[];
  readonly slashAtEnd: boolean;
  readonly query: URLSearchParams;
  readonly form: Form;
  readonly body: Buffer;
  caller: Caller;
  session: Session | undefined;
  /** An anonymous request with a cookie of a login that is over. */
  staleLogin: boolean;
}

/** A parameter of the request: from the query, else from the form. */
export function parameter(x: Exchange, name: string): string | undefined {
  return x.query.get(name) ?? x.form.fields.get(name) ?? undefined;
}

export function may(x: Exchange, permission: Permission): boolean {
  return x.caller.user !== undefined && holds(x.caller.user.permissions, permission);
}

export function header(x: Exchange, name: string): string | undefined {
  const value = x.req.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Absolute URL of a path below the root, as the request's Host (or a reverse proxy) names this server. */
export function absoluteUrl(x: Exchange, path: string): string {
  const scheme = header(x, 'x-forwarded-proto') ?? 'http';
  const host = header(x, 'x-forwarded-host') ?? header(x, 'host') ?? 'localhost';
  const port = header(x, 'x-forwarded-port');
  const usual = scheme === 'https' ? '443' : '80';
  const shownPort = port === undefined || port === usual || host.includes(':') ? '' : `:${port}`;
  return `${scheme}://${host}${shownPort}${x.state.contextPath}/${path}`;
}

/** `Location` of a redirect within Jenkins: relative to the host. */
export function localUrl(x: Exchange, path: string): string {
  return `${x.state.contextPath}/${path}`;
}
