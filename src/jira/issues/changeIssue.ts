import { asObject } from '../../base/json.ts';
import type { WriteControl, WriteTrace, Written } from '../../http/writeOperation.ts';
import { changeTrace, stateTrace } from '../../http/writeTraces.ts';
import { parsePerson, personValue } from '../people/people.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, JiraWire } from '../session/session.ts';
import { holdsChange, type IssueChange } from './fieldTraces.ts';
import { issuePath, parseAttention, readFieldValues } from './issueActions.ts';

export interface EditControl extends WriteControl {
  /** Changes of fields whose other values stay, by field id, as `encodeChange` makes them. */
  readonly update?: IssueChange['update'];
  /** Sends no mails about it; only for those who administer the project or Jira. */
  readonly isQuiet?: boolean | undefined;
}

/**
 * Changes fields of an issue. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @param fields whole values by field id, as `encodeField` makes them
 * @throws InvalidRequestError with Jira's sentences by field
 */
export function editIssue(
  session: JiraSession,
  key: string,
  fields: Readonly<Record<string, unknown>>,
  { update, isQuiet = false, ...control }: EditControl = {},
): Promise<Written> {
  const change: IssueChange = { fields, ...(update && { update }) };
  return session.write(
    {
      name: 'editIssue',
      send: async wire => {
        await wire.put(`${issuePath(session, key)}${isQuiet ? '?notifyUsers=false' : ''}`, change);
        return {};
      },
      trace: fieldTrace(session, key, change),
    },
    control,
  );
}

/** Trace of values in an issue's fields. */
function fieldTrace(session: JiraSession, key: string, change: IssueChange) {
  const ids = Object.keys({ ...change.fields, ...change.update });
  return changeTrace(
    signal => readFieldValues(session, key, ids, { signal }),
    now => (holdsChange(now, change) ? {} : undefined),
  );
}

/**
 * Assigns an issue to a person; undefined unassigns it.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export function assignIssue(
  session: JiraSession,
  key: string,
  person: string | undefined,
  control: WriteControl = {},
): Promise<Written> {
  // The resource takes null where the field is on no screen, too.
  const body = person === undefined ? noPerson(session.flavor) : personValue(session.flavor, person);
  const isAssigned = async (signal: AbortSignal | undefined) =>
    parsePerson((await readFieldValues(session, key, ['assignee'], { signal }))['assignee'])?.id === person;
  return session.write(
    {
      name: 'assignIssue',
      send: async wire => {
        await wire.put(issuePath(session, key, '/assignee'), body);
        return {};
      },
      trace: stateTrace(isAssigned),
    },
    control,
  );
}

function noPerson(flavor: JiraFlavor): Readonly<Record<string, null>> {
  return flavor === JiraFlavor.cloud ? { accountId: null } : { name: null };
}

/**
 * Makes the account watch an issue, or stop watching.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-watchers/
 * @throws RequestError
 */
export function watchIssue(
  session: JiraSession,
  key: string,
  watch: boolean,
  me: string,
  control: WriteControl = {},
): Promise<Written> {
  const path = issuePath(session, key, '/watchers');
  const name = session.flavor === JiraFlavor.cloud ? 'accountId' : 'username';
  const remove = `${path}?${new URLSearchParams({ [name]: me })}`;
  return session.write(
    {
      name: watch ? 'watchIssue' : 'unwatchIssue',
      send: wire => sendSwitch(wire, watch ? { path, body: me } : { remove }),
      trace: attentionTrace(session, key, ({ watching }) => watching === watch),
    },
    control,
  );
}

/**
 * Votes for an issue, or withdraws the vote.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-votes/
 * @throws InvalidRequestError for the account's own or a resolved issue
 */
export function voteForIssue(
  session: JiraSession,
  key: string,
  vote: boolean,
  control: WriteControl = {},
): Promise<Written> {
  const path = issuePath(session, key, '/votes');
  return session.write(
    {
      name: vote ? 'voteForIssue' : 'withdrawVote',
      send: wire => sendSwitch(wire, vote ? { path, body: undefined } : { remove: path }),
      trace: attentionTrace(session, key, ({ voted }) => voted === vote),
    },
    control,
  );
}

type Switch = { readonly path: string; readonly body: unknown } | { readonly remove: string };

async function sendSwitch(wire: JiraWire, to: Switch): Promise<object> {
  if ('remove' in to) await wire.delete(to.remove);
  else await wire.post(to.path, to.body);
  return {};
}

function attentionTrace(
  session: JiraSession,
  key: string,
  isAsWanted: (attention: ReturnType<typeof parseAttention>) => boolean,
): WriteTrace<object, undefined> {
  return stateTrace(async signal => {
    const fields = await readFieldValues(session, key, ['watches', 'votes'], { signal });
    return isAsWanted(parseAttention(asObject(fields)));
  });
}
