import { asObject, asString, asText } from '../../base/json.ts';
import { NotFoundError } from '../../http/errors.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { stateTrace } from '../../http/writeTraces.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { issuePath } from './issueActions.ts';

/** Link of an issue to a page elsewhere. */
export interface RemoteLink {
  /** Identity of the page, of at most 255 characters: an issue has one link to it. */
  readonly globalId: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  /** Name of the application that has the page; empty for none. */
  readonly application: string;
}

/**
 * Reads a link of an issue; undefined where there is none, and where the issue is gone or hidden.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/
 * @throws RequestError; ForbiddenError where links are switched off
 */
export async function readRemoteLink(
  session: JiraSession,
  key: string,
  globalId: string,
  options: ReadOptions = {},
): Promise<RemoteLink | undefined> {
  const path = issuePath(session, key, `/remotelink?${new URLSearchParams({ globalId })}`);
  try {
    const json = await session.getObject(path, options);
    const object = asObject(json['object']);
    return {
      globalId,
      url: asText(object['url']),
      title: asText(object['title']),
      summary: asString(object['summary']) ?? '',
      application: asString(asObject(json['application'])['name']) ?? '',
    };
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/**
 * Links an issue to a page, in place of the link with the same identity. Sent twice, it is one link.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/
 * @throws InvalidRequestError with Jira's sentences; ForbiddenError; NotFoundError when the issue is gone or hidden
 */
export function setRemoteLink(
  session: JiraSession,
  key: string,
  link: RemoteLink,
  control: WriteControl = {},
): Promise<Written> {
  const { globalId, url, title, summary, application } = link;
  const owner = application === '' ? {} : { application: { name: application } };
  const body = { globalId, ...owner, object: { url, title, summary } };
  return session.write(
    {
      name: 'setRemoteLink',
      send: async wire => {
        await wire.post(issuePath(session, key, '/remotelink'), body);
        return {};
      },
      trace: stateTrace(async signal => isSameLink(await readRemoteLink(session, key, globalId, { signal }), link)),
    },
    control,
  );
}

/** Whether a link says all that another does. */
export function isSameLink(now: RemoteLink | undefined, { url, title, summary, application }: RemoteLink): boolean {
  return now?.url === url && now.title === title && now.summary === summary && now.application === application;
}
