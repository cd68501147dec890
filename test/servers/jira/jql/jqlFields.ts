import type { StatusCategory } from '../catalog.ts';
import { byId, issueTypes, priorities, resolutions, statusCategories, statuses } from '../catalog.ts';
import { sprintFieldId, sprints } from '../customFields.ts';
import { plainText } from '../documents/textOf.ts';
import { maySeeComment } from '../exchange.ts';
import type { JiraState } from '../jiraState.ts';
import { issueNumber } from '../jiraState.ts';
import type { DemoIssue, DemoUser } from '../model.ts';

export interface JqlContext {
  state: JiraState;
  user: DemoUser | undefined;
  now: number;
}

/**
 * set: compared by ids; ranked: a set with an order as well; text: searched by words; date: by instants.
 */
export type JqlFieldKind = 'set' | 'ranked' | 'text' | 'date';

export interface JqlField {
  names: string[];
  kind: JqlFieldKind;
  /** The ids an issue has in this field: none = EMPTY. */
  ids?: (issue: DemoIssue, context: JqlContext) => string[];
  /** The id that a written value means; undefined = no such value. */
  resolve?: (text: string, context: JqlContext) => string | undefined;
  /** For ranked fields and for sorting: greater is later in ascending order. */
  rank?: (id: string, context: JqlContext) => number;
  texts?: (issue: DemoIssue, context: JqlContext) => string[];
  date?: (issue: DemoIssue) => number | null;
  sort?: (issue: DemoIssue, context: JqlContext) => string | number;
}

interface Named {
  id: string;
  name: string;
}

function namedIn(list: Named[]): (text: string) => string | undefined {
  return text => list.find(item => item.id === text || item.name.toLowerCase() === text.toLowerCase())?.id;
}

function optional(id: string | null): string[] {
  return id === null ? [] : [id];
}

function findUser(text: string, { state }: JqlContext): string | undefined {
  const wanted = text.toLowerCase();
  const found = state.users.find(user =>
    [user.name, user.accountId, user.key, user.emailAddress, user.displayName].some(
      value => value.toLowerCase() === wanted,
    ),
  );
  return found?.name;
}

function findIssueKey(text: string, { state }: JqlContext): string | undefined {
  return state.issue(text)?.key;
}

function categoryOf(issue: DemoIssue): StatusCategory {
  return byId(statuses, issue.statusId).category;
}

function findCategory(text: string): string | undefined {
  const wanted = text.toLowerCase();
  return statusCategories.find(item => [item.key, item.name.toLowerCase(), String(item.id)].includes(wanted))?.key;
}

function displayName(name: string | null, { state }: JqlContext): string {
  return state.user(name)?.displayName ?? '\u{10ffff}';
}

function people(names: string[], read: (issue: DemoIssue) => string | null): JqlField {
  return {
    names,
    kind: 'set',
    ids: issue => optional(read(issue)),
    resolve: findUser,
    sort: (issue, context) => displayName(read(issue), context),
  };
}

function dates(names: string[], date: (issue: DemoIssue) => number | null): JqlField {
  return { names, kind: 'date', date, sort: issue => date(issue) ?? Number.POSITIVE_INFINITY };
}

function keyRank(id: string): number {
  return issueNumber({ key: id });
}

function sprintIds({ custom = {} }: DemoIssue): string[] {
  const value = custom[sprintFieldId];
  return (Array.isArray(value) ? value : []).map(({ id }) => String(id));
}

function commentTexts(issue: DemoIssue, { state, user }: JqlContext): string[] {
  return state
    .commentsOf(issue.id)
    .filter(comment => maySeeComment(user, comment))
    .map(comment => plainText(comment.body));
}

export const jqlFields: JqlField[] = [
  {
    names: ['project'],
    kind: 'set',
    ids: issue => [issue.projectKey],
    resolve: (text, { state }) =>
      (state.project(text) ?? state.projects.find(project => project.name.toLowerCase() === text.toLowerCase()))?.key,
    sort: issue => issue.projectKey,
  },
  {
    names: ['key', 'issuekey', 'issue', 'id'],
    kind: 'ranked',
    ids: issue => [issue.key],
    resolve: findIssueKey,
    rank: keyRank,
    sort: issue => `${issue.projectKey}-${String(issueNumber(issue)).padStart(9, '0')}`,
  },
  {
    names: ['status'],
    kind: 'set',
    ids: issue => [issue.statusId],
    resolve: namedIn(statuses),
    sort: issue => statuses.findIndex(status => status.id === issue.statusId),
  },
  {
    names: ['statuscategory'],
    kind: 'set',
    ids: issue => [categoryOf(issue).key],
    resolve: findCategory,
    sort: issue => statusCategories.indexOf(categoryOf(issue)),
  },
  people(['assignee'], issue => issue.assignee),
  people(['reporter'], issue => issue.reporter),
  people(['creator'], issue => issue.reporter),
  { names: ['watcher'], kind: 'set', ids: issue => issue.watchers, resolve: findUser },
  {
    names: ['type', 'issuetype'],
    kind: 'set',
    ids: issue => [issue.typeId],
    resolve: namedIn(issueTypes),
    sort: issue => byId(issueTypes, issue.typeId).name,
  },
  {
    names: ['priority'],
    kind: 'ranked',
    ids: issue => [issue.priorityId],
    resolve: namedIn(priorities),
    rank: id => -Number(id),
    sort: issue => -Number(issue.priorityId),
  },
  {
    names: ['resolution'],
    kind: 'set',
    ids: issue => optional(issue.resolutionId),
    resolve: namedIn(resolutions),
    sort: issue => issue.resolutionId ?? '',
  },
  {
    names: ['labels'],
    kind: 'set',
    ids: issue => issue.labels,
    resolve: text => text,
    sort: issue => issue.labels.join(),
  },
  {
    names: ['parent'],
    kind: 'set',
    ids: (issue, { state }) =>
      state.flavor === 'cloud' || byId(issueTypes, issue.typeId).subtask ? optional(issue.parentKey) : [],
    resolve: findIssueKey,
    sort: issue => issue.parentKey ?? '',
  },
  {
    names: ['epic link', 'cf[10014]'],
    kind: 'set',
    ids: issue => (byId(issueTypes, issue.typeId).subtask ? [] : optional(issue.parentKey)),
    resolve: findIssueKey,
    sort: issue => issue.parentKey ?? '',
  },
  { names: ['component'], kind: 'set', ids: () => [], resolve: () => undefined },
  { names: ['fixversion'], kind: 'set', ids: () => [], resolve: () => undefined },
  { names: ['summary'], kind: 'text', texts: issue => [issue.summary], sort: issue => issue.summary },
  {
    names: ['description'],
    kind: 'text',
    texts: issue => optional(issue.description === null ? null : plainText(issue.description)),
  },
  { names: ['comment'], kind: 'text', texts: commentTexts },
  {
    names: ['text'],
    kind: 'text',
    texts: (issue, context) => [issue.summary, plainText(issue.description), ...commentTexts(issue, context)],
  },
  {
    names: ['sprint'],
    kind: 'set',
    ids: issue => sprintIds(issue),
    resolve: text =>
      sprints.find(({ id, name }) => [String(id), name.toLowerCase()].includes(text.toLowerCase()))?.id.toString(),
  },
  {
    names: ['lastviewed'],
    kind: 'set',
    ids: () => [],
    resolve: () => undefined,
    sort: (issue, { state }) => (state.viewed.includes(issue.key) ? -state.viewed.indexOf(issue.key) : -Infinity),
  },
  dates(['created', 'createddate'], issue => issue.created),
  dates(['updated', 'updateddate'], issue => issue.updated),
  dates(['resolved', 'resolutiondate'], issue => issue.resolved),
  dates(['due', 'duedate'], issue => (issue.dueDate === null ? null : Date.parse(issue.dueDate))),
  { names: ['rank'], kind: 'set', ids: () => [], resolve: () => undefined, sort: issue => Number(issue.id) },
];

export function findJqlField(name: string): JqlField | undefined {
  return jqlFields.find(field => field.names.includes(name.toLowerCase()));
}
