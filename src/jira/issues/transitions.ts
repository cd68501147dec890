import { asBoolean, asObject, asObjects, asString } from '../../base/json.ts';
import type { NewComment } from '../comments/comments.ts';
import { type FieldMeta, parseFields } from '../fields/fields.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { type StatusCategory, statusCategoryOf } from './issues.ts';

/** Transition that an issue can take now. */
export interface Transition {
  readonly id: string;
  readonly name: string;
  /** Its target status. */
  readonly to: string;
  readonly category: StatusCategory | undefined;
  /** Fields of its screen, including required ones. */
  readonly fields: readonly FieldMeta[];
  readonly hasScreen: boolean;
}

/**
 * Lists the transitions that an issue can take now, with their fields.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-transitions-get
 * @throws RequestError
 */
export async function listTransitions(
  session: JiraSession,
  key: string,
  options: ReadOptions = {},
): Promise<Transition[]> {
  const path = session.api(`/issue/${encodeURIComponent(key)}/transitions?expand=transitions.fields`);
  const answer = asObject(await session.getJson(path, options));
  return asObjects(answer['transitions']).flatMap(json => {
    const id = asString(json['id']);
    if (id === undefined) return [];
    const to = asObject(json['to']);
    return [
      {
        id,
        name: asString(json['name']) ?? id,
        to: asString(to['name']) ?? '',
        category: statusCategoryOf(to),
        fields: parseFields(json['fields']),
        hasScreen: asBoolean(json['hasScreen']) ?? false,
      },
    ];
  });
}

/**
 * Takes a transition.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-transitions-post
 * @param fields values by field id, as `encodeField` makes them
 * @throws InvalidRequestError with Jira's sentences by field
 */
export async function takeTransition(
  session: JiraSession,
  key: string,
  id: string,
  fields: Readonly<Record<string, unknown>> = {},
  comment?: NewComment,
  options: ReadOptions = {},
): Promise<void> {
  const body = {
    transition: { id },
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(comment ? { update: { comment: [{ add: { body: comment.body } }] } } : {}),
  };
  await session.postJson(session.api(`/issue/${encodeURIComponent(key)}/transitions`), body, options);
}
