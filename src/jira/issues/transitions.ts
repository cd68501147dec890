import { asBoolean, asObject, asObjects, asString, asText } from '../../base/json.ts';
import type { WriteControl, WriteTrace, Written } from '../../http/index.ts';
import { commentJson, type NewComment } from '../comments/comments.ts';
import { type FieldMeta, parseFields } from '../fields/fields.ts';
import type { JiraSession, JiraWire, ReadOptions } from '../session/session.ts';
import { issuePath, readFieldValues } from './issueActions.ts';
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
  const path = issuePath(session, key, '/transitions?expand=transitions.fields');
  const answer = await session.getObject(path, { ...options, lists: ['transitions'] });
  return asObjects(answer['transitions']).flatMap(json => {
    const id = asString(json['id']);
    if (id === undefined) return [];
    const to = asObject(json['to']);
    return [
      {
        id,
        name: asString(json['name']) ?? id,
        to: asText(to['name']),
        category: statusCategoryOf(to),
        fields: parseFields(json['fields']),
        hasScreen: asBoolean(json['hasScreen']) ?? false,
      },
    ];
  });
}

/**
 * Takes a transition. Recognized again by the status that it leads to.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-transitions-post
 * @param transition with its target status; by its id alone, nothing shows whether it was taken
 * @param fields values by field id, as `encodeField` makes them
 * @throws InvalidRequestError with Jira's sentences by field
 */
export function takeTransition(
  session: JiraSession,
  key: string,
  transition: string | Pick<Transition, 'id' | 'to'>,
  fields: Readonly<Record<string, unknown>> = {},
  comment?: NewComment,
  control: WriteControl = {},
): Promise<Written> {
  const { id, to } = typeof transition === 'string' ? { id: transition, to: undefined } : transition;
  const body = {
    transition: { id },
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(comment ? { update: { comment: [{ add: commentJson(comment) }] } } : {}),
  };
  const send = async (wire: JiraWire): Promise<object> => {
    await wire.post(issuePath(session, key, '/transitions'), body);
    return {};
  };
  if (to === undefined) return session.write({ name: 'takeTransition', send }, control);
  return session.write({ name: 'takeTransition', send, trace: statusTrace(session, key, to) }, control);
}

/** A transition that leads back to the same status leaves no trace. */
function statusTrace(session: JiraSession, key: string, to: string): WriteTrace<object, string | undefined> {
  const read = async (signal: AbortSignal | undefined) =>
    asString(asObject((await readFieldValues(session, key, ['status'], { signal }))['status'])['name']);
  return {
    before: read,
    find: async (before, signal) => {
      const now = await read(signal);
      if (before === to) return undefined;
      if (now === to) return [{}];
      return now === before ? [] : undefined;
    },
  };
}
