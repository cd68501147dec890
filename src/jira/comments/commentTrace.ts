import { asNumber, asObjects, asText, type JsonObject } from '../../base/json.ts';
import { adfToText } from '../documents/adfText.ts';
import { isSameMeaning } from '../documents/canonical.ts';
import type { JiraBody } from '../documents/editable.ts';
import { parseAdf } from '../documents/parseAdf.ts';
import { parsePerson } from '../people/people.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { readMyself } from '../session/verify.ts';
import { type Comment, parseComment } from './comments.ts';

/** Comments that may be added during the search for a trace. */
const pageSize = 50;

/** Reads the ids of the newest comments before another is added. */
export async function readCommentBaseline(
  session: JiraSession,
  key: string,
  options: ReadOptions = {},
): Promise<ReadonlySet<string>> {
  return new Set((await readNewest(session, key, options)).map(json => asText(json['id'])));
}

/** Finds the comments since the baseline that this user wrote with the same text. */
export async function findComments(
  session: JiraSession,
  key: string,
  body: JiraBody,
  before: ReadonlySet<string>,
  options: ReadOptions = {},
): Promise<Comment[]> {
  const me = await readMyself(session, options.signal);
  const wanted = plainText(body);
  const mine = (await readNewest(session, key, options)).filter(
    json => !before.has(asText(json['id'])) && parsePerson(json['author'])?.id === me.id,
  );
  return mine.map(json => parseComment(json)).filter(({ text }) => plainText(text) === wanted);
}

/** Old Data Centers ignore the requested order, and return the oldest first. */
async function readNewest(session: JiraSession, key: string, options: ReadOptions): Promise<JsonObject[]> {
  const path = session.api(`/issue/${encodeURIComponent(key)}/comment`);
  const first = await session.getObject(`${path}?orderBy=-created&maxResults=${pageSize}`, options);
  const comments = asObjects(first['comments']);
  const total = asNumber(first['total']) ?? comments.length;
  const isOldestFirst = Number(comments[0]?.['id'] ?? 0) < Number(comments.at(-1)?.['id'] ?? 0);
  if (!isOldestFirst || total <= comments.length) return comments;
  const last = `${path}?startAt=${total - pageSize}&maxResults=${pageSize}`;
  return asObjects((await session.getObject(last, options))['comments']);
}

/** Whether a comment says the same, targets of links and formats included. */
export function isSameBody({ text, body }: Pick<Comment, 'text' | 'body'>, wanted: JiraBody): boolean {
  if (typeof wanted === 'string') return plainText(text) === plainText(wanted);
  return isSameMeaning(parseAdf(body), parseAdf(wanted));
}

/** Text of a comment; Jira may change blanks and line ends. */
export function plainText(body: JiraBody): string {
  return (typeof body === 'string' ? body : adfToText(body)).replace(/\s+/g, ' ').trim();
}
