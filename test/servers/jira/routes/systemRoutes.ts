import { groups as allGroups } from '../catalog.ts';
import { userJson } from '../entityJson.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { apiUrl, jiraDate, queryList, refusal, requireUser } from '../exchange.ts';
import { may, permissions } from '../permissions.ts';
import type { Route } from './route.ts';
import { ok } from './route.ts';

const buildDate = Date.UTC(2025, 5, 1);

function serverInfo(exchange: Exchange): Answer {
  const cloud = exchange.flavor === 'cloud';
  const versionNumbers = cloud ? [1001, 0, 0] : [9, 12, 15];
  return ok({
    baseUrl: exchange.base,
    ...(cloud ? { displayUrl: exchange.base } : {}),
    version: cloud ? '1001.0.0-SNAPSHOT' : versionNumbers.join('.'),
    versionNumbers,
    deploymentType: cloud ? 'Cloud' : 'Server',
    buildNumber: cloud ? 100_284 : 9_120_015,
    buildDate: jiraDate(buildDate),
    serverTime: jiraDate(Date.now()),
    scmInfo: '0000000000000000000000000000000000000000',
    serverTitle: 'Demo Jira',
    ...(cloud ? { serverTimeZone: 'Etc/UTC' } : {}),
  });
}

function myself(exchange: Exchange): Answer {
  const user = requireUser(exchange);
  const expand = queryList(exchange, 'expand');
  const groups = allGroups.filter(name => user.groups.includes(name));
  const items = expand.includes('groups')
    ? groups.map(name => ({ name, self: apiUrl(exchange, `group?groupname=${encodeURIComponent(name)}`) }))
    : [];
  return ok({
    ...userJson(exchange, user),
    locale: 'en_US',
    groups: { size: groups.length, items },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  });
}

function myPermissions(exchange: Exchange): Answer {
  const wanted = queryList(exchange, 'permissions');
  if (exchange.flavor === 'cloud' && wanted.length === 0) {
    throw refusal(400, ["The 'permissions' query parameter is required."]);
  }
  const unknown = wanted.filter(key => !permissions.some(permission => permission.key === key));
  if (unknown.length > 0 && exchange.flavor === 'cloud') {
    throw refusal(400, [`Unrecognized permission(s): ${unknown.join(', ')}`]);
  }
  const issueKey = exchange.query.get('issueKey') ?? exchange.query.get('issueId');
  if (issueKey !== null && !exchange.state.issue(issueKey)) {
    throw refusal(404, ['Issue does not exist or you do not have permission to see it.']);
  }
  const projectKey = exchange.query.get('projectKey') ?? exchange.query.get('projectId');
  if (projectKey !== null && !exchange.state.project(projectKey)) {
    throw refusal(404, [`No project could be found with key '${projectKey}'.`]);
  }
  const shown = permissions.filter(({ key }) => exchange.flavor === 'dataCenter' || wanted.includes(key));
  return ok({
    permissions: Object.fromEntries(
      shown.map(permission => [
        permission.key,
        { ...permission, description: '', havePermission: may(exchange.user, permission.key) },
      ]),
    ),
  });
}

/** Global settings, as Jira has them after its installation; Data Center's have the same names. */
function configuration(exchange: Exchange): Answer {
  requireUser(exchange);
  return ok({
    votingEnabled: true,
    watchingEnabled: true,
    unassignedIssuesAllowed: false,
    subTasksEnabled: true,
    issueLinkingEnabled: true,
    timeTrackingEnabled: true,
    attachmentsEnabled: true,
    timeTrackingConfiguration: {
      ...{ workingHoursPerDay: 8, workingDaysPerWeek: 5, timeFormat: 'pretty', defaultUnit: 'minute' },
    },
  });
}

export const systemRoutes: Route[] = [
  { method: 'GET', template: 'serverInfo', handle: serverInfo },
  { method: 'GET', template: 'myself', handle: myself },
  { method: 'GET', template: 'configuration', handle: configuration },
  { method: 'GET', template: 'mypermissions', handle: myPermissions },
];
