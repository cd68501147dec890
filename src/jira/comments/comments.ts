import { asBoolean, asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { adfToText } from '../documents/adfText.ts';
import type { JiraBody } from '../documents/editable.ts';
import { type Person, parsePerson } from '../people/people.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/** Audience of a comment. */
export interface Visibility {
  readonly type: 'group' | 'role';
  /** Name of the group or role. */
  readonly value: string;
}

export interface Comment {
  readonly id: string;
  readonly author: Person | undefined;
  /** In Jira's format of times. */
  readonly created: string | undefined;
  readonly updated: string | undefined;
  /** As plain text; wiki markup stays as it is. */
  readonly text: string;
  /** In Jira's format: a document on Cloud, wiki markup elsewhere. */
  readonly body: unknown;
  readonly visibility: Visibility | undefined;
  /** In service projects: hidden from customers. */
  readonly internal: boolean;
}

export interface CommentPage {
  /** Newest first. */
  readonly comments: readonly Comment[];
  readonly total: number;
}

/** New content of a comment. */
export interface NewComment {
  readonly body: JiraBody;
  /** Absent: everybody who may see the issue. */
  readonly visibility?: Visibility | undefined;
  readonly internal?: boolean | undefined;
  /** Values of apps, by key; for Cloud. */
  readonly properties?: Readonly<Record<string, JsonObject>> | undefined;
}

export interface CommentOptions extends ReadOptions {
  /** Number of the newest comments that are left out. */
  readonly after?: number;
}

/**
 * Reads the newest comments of an issue.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/
 * @param count maximum
 * @throws RequestError; NotFoundError when the issue is gone or hidden
 */
export async function listComments(
  session: JiraSession,
  key: string,
  count: number,
  { after = 0, ...options }: CommentOptions = {},
): Promise<CommentPage> {
  const comments: Comment[] = [];
  for (;;) {
    const query = `orderBy=-created&startAt=${after + comments.length}&maxResults=${count - comments.length}&expand=properties`;
    const answer = await session.getObject(`${commentPath(session, key)}?${query}`, {
      ...options,
      lists: ['comments'],
    });
    // A server may give fewer than it was asked for.
    const page = asObjects(answer['comments']).map(json => parseComment(json));
    comments.push(...page);
    const total = asNumber(answer['total']) ?? after + comments.length;
    if (page.length === 0 || comments.length >= Math.min(count, total - after)) return { comments, total };
  }
}

/**
 * Reads a comment. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/
 * @throws RequestError
 */
export async function readComment(
  session: JiraSession,
  key: string,
  id: string,
  options: ReadOptions = {},
): Promise<Comment> {
  const path = `${commentPath(session, key, id)}?expand=properties`;
  return parseComment(await session.getObject(path, options));
}

/** Path of an issue's comments, or of a comment. */
export function commentPath(session: JiraSession, key: string, id?: string): string {
  const path = session.api(`/issue/${encodeURIComponent(key)}/comment`);
  return id === undefined ? path : `${path}/${encodeURIComponent(id)}`;
}

const internalProperty = 'sd.public.comment';

/** Encodes a comment for Jira. */
export function commentJson({ body, visibility, internal, properties = {} }: NewComment): JsonObject {
  const all = { ...properties, ...(internal === undefined ? {} : { [internalProperty]: { internal } }) };
  const list = Object.entries(all).map(([key, value]) => ({ key, value }));
  return {
    body,
    ...(visibility ? { visibility } : {}),
    ...(list.length > 0 ? { properties: list } : {}),
  };
}

/** Parses a comment of an answer. */
export function parseComment(json: JsonObject): Comment {
  const body = json['body'];
  return {
    id: asText(json['id']),
    author: parsePerson(json['author']),
    created: asString(json['created']),
    updated: asString(json['updated']),
    text: typeof body === 'string' ? body : adfToText(body),
    body,
    visibility: parseVisibility(json['visibility']),
    internal: isInternal(json),
  };
}

export function parseVisibility(json: unknown): Visibility | undefined {
  const { type, value: name } = asObject(json);
  const value = asString(name);
  return value !== undefined && (type === 'group' || type === 'role') ? { type, value } : undefined;
}

function isInternal(json: JsonObject): boolean {
  const properties = asObjects(json['properties']);
  const own = properties.find(property => property['key'] === internalProperty);
  return asBoolean(asObject(own?.['value'])['internal']) ?? asBoolean(json['jsdPublic']) === false;
}
