import type { DemoJira, DemoUser } from './index.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; an empty record where it is not JSON. */
  json: Json;
}

/** JSON of a known shape, for tests alone: reading a missing part gives undefined, as `?.` would. */
export class Json {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }

  /** Follows keys and indexes. */
  at(...keys: (string | number)[]): unknown {
    let value = this.value;
    for (const key of keys) {
      value =
        typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
    }
    return value;
  }

  list(...keys: (string | number)[]): Json[] {
    const value = this.at(...keys);
    return Array.isArray(value) ? value.map(item => new Json(item)) : [];
  }
}

export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

export function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
}

/** The header that this user sends to this flavor. */
export function authorization(jira: DemoJira, user: DemoUser): string {
  return jira.flavor === 'cloud' ? basic(user.emailAddress, user.apiToken) : basic(user.name, user.password);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Calls the demo over its socket as this user; as nobody when absent. */
export function callsAs(jira: DemoJira, user?: DemoUser): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(jira.url + path, {
      method,
      headers: {
        'User-Agent': 'demo-jira-test',
        ...(user ? { Authorization: authorization(jira, user) } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: new Json(parse(text)) };
  };
}

export function adf(text: string): unknown {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

/** A comment's or description's body in the form that the flavor's newest API takes. */
export function bodyText(jira: DemoJira, text: string): unknown {
  return jira.flavor === 'cloud' ? adf(text) : text;
}

/** The root of the flavor's newest API. */
export function api(jira: DemoJira): string {
  return jira.flavor === 'cloud' ? '/rest/api/3' : '/rest/api/2';
}
