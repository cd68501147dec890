import { attachmentJson } from './attachmentRoutes.ts';
import { renderedText, shownText } from './bodies.ts';
import { byId, issueTypes, linkTypes, priorities, resolutions, statuses } from './catalog.ts';
import { commentJson, visibleComments } from './commentJson.ts';
import { customField } from './customFields.ts';
import {
  issueTypeJson,
  priorityJson,
  projectJson,
  resolutionJson,
  statusCategoryJson,
  statusJson,
  userJsonByName,
} from './entityJson.ts';
import type { Exchange } from './exchange.ts';
import { apiUrl, jiraDate } from './exchange.ts';
import { epicLinkFieldId, fieldsOf } from './fields.ts';
import type { DemoIssue, DemoText, DemoWorklog } from './model.ts';

type FieldReader = (exchange: Exchange, issue: DemoIssue) => unknown;

function isSubtask(issue: DemoIssue): boolean {
  return byId(issueTypes, issue.typeId).subtask;
}

/** An issue as it is shown inside of another one. */
export function shortIssueJson(exchange: Exchange, key: string): Record<string, unknown> | undefined {
  const issue = exchange.state.issue(key);
  return (
    issue && {
      id: issue.id,
      key: issue.key,
      self: apiUrl(exchange, `issue/${issue.id}`),
      fields: {
        summary: issue.summary,
        status: statusJson(exchange, byId(statuses, issue.statusId)),
        priority: priorityJson(exchange, byId(priorities, issue.priorityId)),
        issuetype: issueTypeJson(exchange, byId(issueTypes, issue.typeId)),
      },
    }
  );
}

function parentJson(exchange: Exchange, issue: DemoIssue): unknown {
  const shown = issue.parentKey !== null && (exchange.flavor === 'cloud' || isSubtask(issue));
  return shown && issue.parentKey ? shortIssueJson(exchange, issue.parentKey) : undefined;
}

function subtasksJson(exchange: Exchange, issue: DemoIssue): unknown {
  return exchange.state.issues
    .filter(candidate => candidate.parentKey === issue.key && isSubtask(candidate))
    .map(candidate => shortIssueJson(exchange, candidate.key));
}

function linksJson(exchange: Exchange, issue: DemoIssue): unknown {
  return exchange.state.links
    .filter(link => link.fromKey === issue.key || link.toKey === issue.key)
    .map(link => {
      const type = byId(linkTypes, link.typeId);
      const other =
        link.fromKey === issue.key
          ? { outwardIssue: shortIssueJson(exchange, link.toKey) }
          : { inwardIssue: shortIssueJson(exchange, link.fromKey) };
      const self = apiUrl(exchange, `issueLink/${link.id}`);
      return { id: link.id, self, type: { ...type, self: apiUrl(exchange, `issueLinkType/${type.id}`) }, ...other };
    });
}

/** Work logs that an issue has with it; all of them are asked for by themselves. */
const maxWorklogs = 20;

function commentsJson(exchange: Exchange, issue: DemoIssue): unknown {
  const comments = visibleComments(exchange, issue).map(comment => commentJson(exchange, comment));
  return { comments, maxResults: comments.length, total: comments.length, startAt: 0 };
}

function watchesJson(exchange: Exchange, issue: DemoIssue): unknown {
  return {
    self: apiUrl(exchange, `issue/${issue.key}/watchers`),
    watchCount: issue.watchers.length,
    isWatching: exchange.user !== undefined && issue.watchers.includes(exchange.user.name),
  };
}

const readers: Record<string, FieldReader> = {
  summary: (_exchange, issue) => issue.summary,
  issuetype: (exchange, issue) => issueTypeJson(exchange, byId(issueTypes, issue.typeId)),
  project: (exchange, issue) => {
    const project = exchange.state.project(issue.projectKey);
    return project ? projectJson(exchange, project) : null;
  },
  status: (exchange, issue) => statusJson(exchange, byId(statuses, issue.statusId)),
  statusCategory: (exchange, issue) => statusCategoryJson(exchange, byId(statuses, issue.statusId).category),
  priority: (exchange, issue) => priorityJson(exchange, byId(priorities, issue.priorityId)),
  resolution: (exchange, issue) =>
    issue.resolutionId === null ? null : resolutionJson(exchange, byId(resolutions, issue.resolutionId)),
  resolutiondate: (_exchange, issue) => (issue.resolved === null ? null : jiraDate(issue.resolved)),
  assignee: (exchange, issue) => userJsonByName(exchange, issue.assignee),
  reporter: (exchange, issue) => userJsonByName(exchange, issue.reporter),
  creator: (exchange, issue) => userJsonByName(exchange, issue.reporter),
  labels: (_exchange, issue) => issue.labels,
  created: (_exchange, issue) => jiraDate(issue.created),
  updated: (_exchange, issue) => jiraDate(issue.updated),
  duedate: (_exchange, issue) => issue.dueDate,
  description: (exchange, issue) => shownText(exchange, issue.description),
  components: () => [],
  fixVersions: () => [],
  watches: watchesJson,
  subtasks: subtasksJson,
  issuelinks: linksJson,
  comment: commentsJson,
  parent: parentJson,
  votes: (exchange, issue) => ({
    self: apiUrl(exchange, `issue/${issue.key}/votes`),
    votes: issue.voters?.length ?? 0,
    hasVoted: exchange.user !== undefined && (issue.voters ?? []).includes(exchange.user.name),
  }),
  worklog: (exchange, { worklogs = [], ...issue }) => ({
    startAt: 0,
    maxResults: maxWorklogs,
    total: worklogs.length,
    worklogs: worklogs.slice(0, maxWorklogs).map(each => worklogJson(exchange, issue, each)),
  }),
  attachment: (exchange, issue) => (issue.attachments ?? []).map(file => attachmentJson(exchange, file)),
  [epicLinkFieldId]: (_exchange, issue) => (isSubtask(issue) ? null : issue.parentKey),
};

const secondsPerUnit: Readonly<Record<string, number>> = { w: 144_000, d: 28_800, h: 3600, m: 60 };

export function worklogJson(exchange: Exchange, issue: DemoIssue, worklog: DemoWorklog): Record<string, unknown> {
  const { id, author, timeSpent, started, comment, visibility } = worklog;
  const parts = [...timeSpent.matchAll(/(\d+(?:\.\d+)?)([wdhm])/g)];
  return {
    id,
    self: apiUrl(exchange, `issue/${issue.id}/worklog/${id}`),
    author: userJsonByName(exchange, author),
    timeSpent,
    timeSpentSeconds: parts.reduce(
      (sum, [, count, unit]) => sum + Number(count) * (secondsPerUnit[unit ?? ''] ?? 0),
      0,
    ),
    started: jiraDate(started),
    issueId: issue.id,
    ...(comment === undefined ? {} : { comment }),
    ...(visibility && { visibility }),
  };
}

/** Which fields a `fields` parameter means: *all, *navigable, names, and -names taken away. */
export function selectedFieldIds(exchange: Exchange, wanted: string[]): string[] {
  const known = fieldsOf(exchange.flavor);
  const added = wanted.filter(name => !name.startsWith('-'));
  const removed = new Set(wanted.filter(name => name.startsWith('-')).map(name => name.slice(1)));
  const start = added.length === 0 ? ['*all'] : added;
  return known
    .filter(
      field => start.includes('*all') || (start.includes('*navigable') && field.navigable) || start.includes(field.id),
    )
    .map(field => field.id)
    .filter(id => !removed.has(id));
}

function customValue(exchange: Exchange, issue: DemoIssue, id: string): unknown {
  if (!customField(id)) return undefined;
  const value = issue.custom?.[id] ?? null;
  const isText = customField(id)?.field.schema.custom?.endsWith(':textarea');
  return isText ? shownText(exchange, value as DemoText | null) : value;
}

function readFields(exchange: Exchange, issue: DemoIssue, ids: string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const id of ids) {
    const value = readers[id] ? readers[id](exchange, issue) : customValue(exchange, issue, id);
    if (value !== undefined) {
      fields[id] = value;
    }
  }
  return fields;
}

function renderedFields(exchange: Exchange, issue: DemoIssue, ids: string[]): Record<string, unknown> {
  const rendered: Record<string, unknown> = {};
  for (const id of ids) {
    if (id === 'description') {
      rendered[id] = renderedText(exchange, issue.description);
    } else if (id === 'comment') {
      const comments = visibleComments(exchange, issue).map(comment => ({
        ...commentJson(exchange, comment),
        body: renderedText(exchange, comment.body),
      }));
      rendered[id] = { comments, maxResults: comments.length, total: comments.length, startAt: 0 };
    } else {
      rendered[id] = null;
    }
  }
  return rendered;
}

export function fieldNames(exchange: Exchange, ids: string[]): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(exchange.flavor)
      .filter(field => ids.includes(field.id))
      .map(field => [field.id, field.name]),
  );
}

export function fieldSchemas(exchange: Exchange, ids: string[]): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(exchange.flavor)
      .filter(field => ids.includes(field.id))
      .map(field => [field.id, field.schema]),
  );
}

/** An issue with these fields; `expand` takes renderedFields (names and schema belong to the envelope). */
export function issueJson(
  exchange: Exchange,
  issue: DemoIssue,
  ids: string[],
  expand: string[],
): Record<string, unknown> {
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: apiUrl(exchange, `issue/${issue.id}`),
    key: issue.key,
    fields: readFields(exchange, issue, ids),
    ...(expand.includes('renderedFields') ? { renderedFields: renderedFields(exchange, issue, ids) } : {}),
  };
}
