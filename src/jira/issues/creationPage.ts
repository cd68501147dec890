import { asObject, asString } from '../../base/json.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { issuePath } from './issueActions.ts';
import { listProjects } from './projects.ts';

/** Place of a new issue. */
interface CreationPlace {
  /** Key of its project. */
  readonly project: string;
  readonly parent?: string | undefined;
  /** Id of its type. */
  readonly type: string;
}

/** Value of a field of the page; a field may have several. */
export type PageValue = readonly [field: string, value: string];

/** Characters of a query that servers and proxies on the way take. */
const maxQuery = 4000;

/**
 * Finds Jira's own page for a new issue, with values filled in as far as an address may be long: a text that is too long
 * is cut. Jira's documentation has it under "Creating Issues via Direct HTML Links".
 * @returns path and query; of a sub-task on Cloud, which has no such page, that of its parent
 * @throws RequestError
 */
export async function creationPath(
  session: JiraSession,
  { project, parent, type }: CreationPlace,
  values: readonly PageValue[],
  options: ReadOptions = {},
): Promise<string> {
  if (parent === undefined) {
    const found = (await listProjects(session, options)).find(({ key }) => key === project);
    return `/secure/CreateIssueDetails!init.jspa?${filled([['pid', found?.id ?? project]], type, values)}`;
  }
  if (session.flavor === JiraFlavor.cloud) return `/browse/${encodeURIComponent(parent)}`;
  const { id, fields } = await session.getObject(issuePath(session, parent, '?fields=project'), options);
  const pid = asString(asObject(asObject(fields)['project'])['id']) ?? '';
  return `/secure/CreateSubTaskIssue.jspa?${filled(
    [
      ['parentIssueId', asString(id) ?? ''],
      ['pid', pid],
    ],
    type,
    values,
  )}`;
}

function filled(place: readonly PageValue[], type: string, values: readonly PageValue[]): string {
  const query = new URLSearchParams(Object.fromEntries([...place, ['issuetype', type]]));
  for (const [field, value] of values) {
    const left = maxQuery - query.toString().length - field.length - 2;
    const text = shortened(value, left);
    if (text !== '') query.append(field, text);
  }
  return query.toString();
}

/** Beginning of a text that is at most so long in a query. */
function shortened(text: string, left: number): string {
  const isShort = (each: string) => new URLSearchParams([['', each]]).toString().length - 1 <= left;
  let cut = text;
  while (cut !== '' && !isShort(cut === text ? text : `${cut}…`)) cut = beginning(cut, 0.9);
  return cut === text || cut === '' ? cut : `${cut}…`;
}

/** Beginning of a text; never half of a character. */
function beginning(text: string, part: number): string {
  return text.slice(0, Math.floor(text.length * part)).replace(/[\ud800-\udbff]$/, '');
}
