import type { IssueType, Priority, Resolution, Status, StatusCategory } from './catalog.ts';
import { issueTypes } from './catalog.ts';
import type { Exchange } from './exchange.ts';
import { apiUrl } from './exchange.ts';
import type { DemoProject, DemoUser } from './model.ts';

function avatarUrls(url: string): Record<string, string> {
  return {
    '48x48': url,
    '32x32': `${url}&size=medium`,
    '24x24': `${url}&size=small`,
    '16x16': `${url}&size=xsmall`,
  };
}

export function userJson(exchange: Exchange, user: DemoUser): Record<string, unknown> {
  const shared = {
    emailAddress: user.emailAddress,
    avatarUrls: avatarUrls(`${exchange.base}/secure/useravatar?avatarId=10122`),
    displayName: user.displayName,
    active: user.active,
    timeZone: user.timeZone,
  };
  return exchange.flavor === 'cloud'
    ? {
        self: apiUrl(exchange, `user?accountId=${encodeURIComponent(user.accountId)}`),
        accountId: user.accountId,
        accountType: 'atlassian',
        ...shared,
      }
    : {
        self: apiUrl(exchange, `user?username=${encodeURIComponent(user.name)}`),
        name: user.name,
        key: user.key,
        ...shared,
      };
}

export function userJsonByName(exchange: Exchange, name: string | null): Record<string, unknown> | null {
  const user = exchange.state.user(name);
  return user ? userJson(exchange, user) : null;
}

export function statusCategoryJson(exchange: Exchange, category: StatusCategory): Record<string, unknown> {
  return { self: apiUrl(exchange, `statuscategory/${category.id}`), ...category };
}

export function statusJson(exchange: Exchange, status: Status): Record<string, unknown> {
  return {
    self: apiUrl(exchange, `status/${status.id}`),
    description: status.description,
    iconUrl: `${exchange.base}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: statusCategoryJson(exchange, status.category),
  };
}

export function priorityJson(exchange: Exchange, priority: Priority): Record<string, unknown> {
  return {
    self: apiUrl(exchange, `priority/${priority.id}`),
    iconUrl: `${exchange.base}/images/icons/priorities/${priority.name.toLowerCase()}.svg`,
    name: priority.name,
    id: priority.id,
  };
}

export function resolutionJson(exchange: Exchange, resolution: Resolution): Record<string, unknown> {
  return { self: apiUrl(exchange, `resolution/${resolution.id}`), ...resolution };
}

export function issueTypeJson(exchange: Exchange, type: IssueType): Record<string, unknown> {
  return {
    self: apiUrl(exchange, `issuetype/${type.id}`),
    id: type.id,
    description: type.description,
    iconUrl: `${exchange.base}/secure/viewavatar?size=xsmall&avatarId=10300&avatarType=issuetype`,
    name: type.name,
    subtask: type.subtask,
    avatarId: 10300,
    ...(exchange.flavor === 'cloud' ? { hierarchyLevel: type.hierarchyLevel } : {}),
  };
}

/** A project inside of an issue or a list. */
export function projectJson(exchange: Exchange, project: DemoProject): Record<string, unknown> {
  return {
    self: apiUrl(exchange, `project/${project.id}`),
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: 'software',
    avatarUrls: avatarUrls(`${exchange.base}/secure/projectavatar?pid=${project.id}`),
    ...(exchange.flavor === 'cloud' ? { simplified: false } : {}),
  };
}

/** A project by itself. */
export function projectDetailsJson(exchange: Exchange, project: DemoProject): Record<string, unknown> {
  return {
    expand: 'description,lead,issueTypes,url,projectKeys',
    ...projectJson(exchange, project),
    description: project.description,
    lead: userJsonByName(exchange, project.lead),
    components: [],
    issueTypes: issueTypes.map(type => issueTypeJson(exchange, type)),
    assigneeType: 'UNASSIGNED',
    versions: [],
    roles: {},
    ...(exchange.flavor === 'cloud' ? { style: 'classic', isPrivate: false, properties: {} } : { archived: false }),
  };
}
