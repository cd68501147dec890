import type { Product } from '../endpoints/endpointTable.ts';
import { type HttpMethod, httpMethodOf } from '../rules/rule.ts';

/** Call that rules must allow: a method, and a path as the API's documentation writes it. */
export interface WantedCall {
  readonly method: HttpMethod;
  /** `/rest/api/2/issue/{issueIdOrKey}`, below Jira's base. */
  readonly path: string;
}

/** Ability of this extension, as a person would name it. */
type Ability = 'login' | 'read' | 'query' | 'comment' | 'create' | 'change' | 'follow' | 'logWork' | 'attach';

/** Calls that an ability needs, `{api}` for the API in the product's version. */
interface Calls {
  readonly both: readonly string[];
  readonly cloud?: readonly string[];
  readonly dc?: readonly string[];
}

/** Choices for a field or a comment. */
const people = 'GET {api}/user/assignable/search';
const values = [people, 'GET {api}/user/search', 'GET {api}/groups/picker'];
const sprints = ['GET /rest/agile/1.0/board', 'GET /rest/agile/1.0/board/{boardId}/sprint'];

/**
 * Every request of src/jira below `/rest`; a run of all tests holds each request to it. Data Center's attachments are
 * read from `/secure`, which restrictions do not concern.
 */
const callsByAbility: Readonly<Record<Ability, Calls>> = {
  // The flavor of a Jira is read in a version that each has.
  login: { both: ['GET /rest/api/2/serverInfo', 'GET {api}/myself'] },
  read: {
    both: [
      'GET {api}/issue/{issueIdOrKey}',
      'GET {api}/issue/{issueIdOrKey}/comment',
      'GET {api}/issue/{issueIdOrKey}/worklog',
      'GET {api}/filter/favourite',
      'GET {api}/issue/{issueIdOrKey}/transitions',
      'GET {api}/mypermissions',
      // The fields with an issue's epic and its sprint.
      'GET {api}/field',
    ],
    cloud: [
      'POST {api}/search/jql',
      'GET {api}/issue/{issueIdOrKey}/changelog',
      'GET {api}/issue/picker',
      'POST {api}/search/approximate-count',
      'GET {api}/project/search',
      'GET {api}/attachment/content/{id}',
    ],
    dc: ['POST {api}/search', 'GET {api}/project'],
  },
  query: {
    both: ['GET {api}/jql/autocompletedata', 'GET {api}/jql/autocompletedata/suggestions'],
    cloud: ['POST {api}/jql/parse'],
  },
  comment: {
    both: [
      'POST {api}/issue/{issueIdOrKey}/comment',
      'GET {api}/issue/{issueIdOrKey}/comment/{id}',
      'PUT {api}/issue/{issueIdOrKey}/comment/{id}',
      'DELETE {api}/issue/{issueIdOrKey}/comment/{id}',
      // For mentions and visibility.
      people,
      'GET {api}/project/{projectIdOrKey}/role',
    ],
    // Names of those who are mentioned.
    cloud: ['GET {api}/user/bulk'],
    dc: ['GET {api}/user'],
  },
  create: {
    both: [
      'GET {api}/issue/createmeta/{projectIdOrKey}/issuetypes',
      'GET {api}/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}',
      'POST {api}/issue',
      ...values,
      ...sprints,
    ],
    cloud: ['GET {api}/label'],
  },
  change: {
    both: [
      'GET {api}/issue/{issueIdOrKey}/editmeta',
      'PUT {api}/issue/{issueIdOrKey}',
      'PUT {api}/issue/{issueIdOrKey}/assignee',
      // The link to a build that was reported.
      'GET {api}/issue/{issueIdOrKey}/remotelink',
      'POST {api}/issue/{issueIdOrKey}/remotelink',
      'GET {api}/issue/{issueIdOrKey}/remotelink/{linkId}',
      'DELETE {api}/issue/{issueIdOrKey}/remotelink/{linkId}',
      'GET {api}/issueLinkType',
      'POST {api}/issueLink',
      'GET {api}/issueLink/{linkId}',
      'DELETE {api}/issueLink/{linkId}',
      'POST {api}/issue/{issueIdOrKey}/transitions',
      'POST /rest/agile/1.0/sprint/{sprintId}/issue',
      'POST /rest/agile/1.0/backlog/issue',
      ...values,
      ...sprints,
    ],
    cloud: ['GET {api}/label'],
  },
  follow: {
    both: [
      'POST {api}/issue/{issueIdOrKey}/watchers',
      'DELETE {api}/issue/{issueIdOrKey}/watchers',
      'POST {api}/issue/{issueIdOrKey}/votes',
      'DELETE {api}/issue/{issueIdOrKey}/votes',
    ],
  },
  logWork: {
    both: [
      'GET {api}/issue/{issueIdOrKey}/worklog',
      'POST {api}/issue/{issueIdOrKey}/worklog',
      'GET {api}/issue/{issueIdOrKey}/worklog/{id}',
      'PUT {api}/issue/{issueIdOrKey}/worklog/{id}',
      'DELETE {api}/issue/{issueIdOrKey}/worklog/{id}',
    ],
  },
  attach: { both: ['POST {api}/issue/{issueIdOrKey}/attachments'] },
};

/** Calls of this extension itself, for all its abilities. */
export function callsOfExtension(product: Product): WantedCall[] {
  const api = product === 'cloud' ? '/rest/api/3' : '/rest/api/2';
  const calls = Object.values(callsByAbility).flatMap(({ both, [product]: own = [] }) => [...both, ...own]);
  return [...new Set(calls)].map(call => {
    const [method = '', path = ''] = call.replace('{api}', api).split(' ');
    return { method: httpMethodOf(method) ?? 'GET', path };
  });
}
