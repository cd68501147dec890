import { asBoolean, asNumber, asObjects, asString } from '../../base/json.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

const pageSize = 50;

/**
 * Lists all projects that the account may see, by key.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/
 * @throws RequestError
 */
export async function listProjects(session: JiraSession, options: ReadOptions = {}): Promise<Project[]> {
  const projects: Project[] = [];
  if (session.flavor !== JiraFlavor.cloud) {
    projects.push(...parseProjects(await session.getList(session.api('/project'), options)));
    return projects;
  }
  for (;;) {
    const path = session.api(`/project/search?startAt=${projects.length}&maxResults=${pageSize}&orderBy=key`);
    const answer = await session.getObject(path, options);
    const page = parseProjects(answer['values']);
    projects.push(...page);
    const total = asNumber(answer['total']) ?? projects.length;
    if (page.length === 0 || asBoolean(answer['isLast']) === true || projects.length >= total) return projects;
  }
}

function parseProjects(list: unknown): Project[] {
  return asObjects(list).flatMap(json => {
    const key = asString(json['key']);
    return key === undefined ? [] : [{ id: asString(json['id']) ?? key, key, name: asString(json['name']) ?? key }];
  });
}
