import { asObject } from '../../base/json.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/** Permissions at an issue, by Jira's names. */
export const IssuePermission = {
  assign: 'ASSIGN_ISSUES',
  attach: 'CREATE_ATTACHMENTS',
  comment: 'ADD_COMMENTS',
  create: 'CREATE_ISSUES',
  deleteAllComments: 'DELETE_ALL_COMMENTS',
  deleteAllWorklogs: 'DELETE_ALL_WORKLOGS',
  deleteOwnComments: 'DELETE_OWN_COMMENTS',
  deleteOwnWorklogs: 'DELETE_OWN_WORKLOGS',
  edit: 'EDIT_ISSUES',
  editAllComments: 'EDIT_ALL_COMMENTS',
  editAllWorklogs: 'EDIT_ALL_WORKLOGS',
  editOwnComments: 'EDIT_OWN_COMMENTS',
  editOwnWorklogs: 'EDIT_OWN_WORKLOGS',
  link: 'LINK_ISSUES',
  logWork: 'WORK_ON_ISSUES',
  transition: 'TRANSITION_ISSUES',
} as const;
export type IssuePermission = (typeof IssuePermission)[keyof typeof IssuePermission];

/**
 * Reads which permissions the account lacks at an issue.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get
 * @returns those that Jira denies; not those that it does not know
 * @throws RequestError
 */
export async function readLackedPermissions(
  session: JiraSession,
  issueKey: string,
  options: ReadOptions = {},
): Promise<ReadonlySet<IssuePermission>> {
  const all = Object.values(IssuePermission);
  const query = new URLSearchParams({ issueKey, permissions: all.join(',') });
  const json = await session.getObject(session.api(`/mypermissions?${query}`), options);
  const told = asObject(json['permissions']);
  return new Set(all.filter(name => asObject(told[name])['havePermission'] === false));
}

/**
 * Reads whether the account administers the project of an issue, or Jira: then it may change fields without mails.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get
 * @throws RequestError
 */
export async function readIsAdministrator(
  session: JiraSession,
  issueKey: string,
  options: ReadOptions = {},
): Promise<boolean> {
  const names = ['ADMINISTER_PROJECTS', 'ADMINISTER'];
  const query = new URLSearchParams({ issueKey, permissions: names.join(',') });
  const told = asObject((await session.getObject(session.api(`/mypermissions?${query}`), options))['permissions']);
  return names.some(name => asObject(told[name])['havePermission'] === true);
}
