import { asBoolean, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { NotFoundError, UnidentifiedResultError } from '../../http/errors.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { type FieldMeta, parseFields } from '../fields/fields.ts';
import { JiraFlavor } from '../session/flavor.ts';
import { readPages } from '../session/pages.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import type { Issue } from './issues.ts';
import { searchIssues } from './search.ts';

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly subtask: boolean;
}

/**
 * Lists the types of issues that the account may create in a project.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export async function listIssueTypes(
  session: JiraSession,
  project: string,
  options: ReadOptions = {},
): Promise<IssueType[]> {
  const path = session.api(`/issue/createmeta/${encodeURIComponent(project)}/issuetypes`);
  const list = await orOld(session, project, options, {
    read: () => readPages(session, path, ['issueTypes', 'values'], options),
    pick: types => types,
  });
  return list.flatMap(json => {
    const id = asString(json['id']);
    return id === undefined
      ? []
      : [{ id, name: asString(json['name']) ?? id, subtask: asBoolean(json['subtask']) ?? false }];
  });
}

/**
 * Reads the fields of a new issue. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export async function readCreateFields(
  session: JiraSession,
  project: string,
  type: string,
  options: ReadOptions = {},
): Promise<FieldMeta[]> {
  const path = session.api(`/issue/createmeta/${encodeURIComponent(project)}/issuetypes/${encodeURIComponent(type)}`);
  const read = async (): Promise<unknown> => readPages(session, path, ['fields', 'values'], options);
  const pick = (types: readonly JsonObject[]) => types.find(({ id }) => id === type)?.['fields'];
  return parseFields(await orOld(session, project, options, { read, pick }));
}

/**
 * Reads what a new issue needs; of a Server before 8.4, which has but one address for all of it.
 * https://docs.atlassian.com/software/jira/docs/api/REST/8.3.0/#api/2/issue-getCreateIssueMeta
 * @throws RequestError
 */
async function orOld<T>(
  session: JiraSession,
  project: string,
  options: ReadOptions,
  { read, pick }: { readonly read: () => Promise<T>; readonly pick: (types: readonly JsonObject[]) => T | undefined },
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof NotFoundError) || session.flavor === JiraFlavor.cloud) throw error;
    const query = new URLSearchParams({ projectKeys: project, expand: 'projects.issuetypes.fields' });
    // Newer ones do not have it: there, the project is missing.
    const answer = await session.getObject(session.api(`/issue/createmeta?${query}`), options).catch(() => {
      throw error;
    });
    const [found] = asObjects(answer['projects']);
    const picked = found && pick(asObjects(found['issuetypes']));
    if (picked === undefined) throw error;
    return picked;
  }
}

export interface CreatedIssue {
  readonly key: string;
}

/** Issues of a person to read during the search for a trace. */
const looked = 20;

/**
 * Creates an issue, once; recognized again as a new issue of this person in the project with the same summary. Cloud's
 * search lags behind: its empty answer does not prove that none was created.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post
 * @param fields values by field id; project, type and summary among them
 * @throws InvalidRequestError with Jira's sentences by field
 */
export function createIssue(
  session: JiraSession,
  fields: Readonly<Record<string, unknown>>,
  control: WriteControl = {},
): Promise<Written<CreatedIssue>> {
  const path = session.api('/issue');
  const summary = asText(fields['summary']).trim();
  const own = (signal: AbortSignal | undefined) => newestOwn(session, fields, signal);
  return session.write<CreatedIssue, ReadonlySet<string>>(
    {
      name: 'createIssue',
      send: async wire => {
        const key = asString(asObject(await wire.post(path, { fields }))['key']);
        if (key !== undefined) return { key };
        throw new UnidentifiedResultError('no key of a new issue', session.traceOf('POST', path), 201);
      },
      trace: {
        before: async signal => new Set((await own(signal)).map(({ key }) => key)),
        find: async (before, signal) => {
          const found = (await own(signal)).filter(each => !before.has(each.key) && each.summary.trim() === summary);
          return found.map(({ key }) => ({ key }));
        },
        object: `issue ${summary}`,
        lags: session.flavor === JiraFlavor.cloud,
      },
    },
    control,
  );
}

async function newestOwn(
  session: JiraSession,
  fields: Readonly<Record<string, unknown>>,
  signal: AbortSignal | undefined,
): Promise<readonly Issue[]> {
  const { key, id } = asObject(fields['project']);
  const project = JSON.stringify(String(key ?? id ?? ''));
  const jql = `project = ${project} AND creator = currentUser() ORDER BY created DESC`;
  return (await searchIssues(session, jql, looked, undefined, { signal })).issues;
}
