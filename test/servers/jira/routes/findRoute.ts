import { attachmentRoutes } from '../attachmentRoutes.ts';
import type { JiraFlavor } from '../model.ts';
import { catalogRoutes } from './catalogRoutes.ts';
import { commentRoutes } from './commentRoutes.ts';
import { issueLinkRoutes } from './issueLinkRoutes.ts';
import { issueRoutes } from './issueRoutes.ts';
import { pickerRoutes } from './pickerRoutes.ts';
import { remoteLinkRoutes } from './remoteLinkRoutes.ts';
import type { Route } from './route.ts';
import { searchRoutes } from './searchRoutes.ts';
import { systemRoutes } from './systemRoutes.ts';
import { transitionRoutes } from './transitionRoutes.ts';
import { userRoutes } from './userRoutes.ts';
import { worklogRoutes } from './worklogRoutes.ts';
import { workRoutes } from './workRoutes.ts';

const routes: Route[] = [
  ...pickerRoutes,
  ...systemRoutes,
  ...searchRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...transitionRoutes,
  ...catalogRoutes,
  ...userRoutes,
  ...workRoutes,
  ...worklogRoutes,
  ...attachmentRoutes,
  ...remoteLinkRoutes,
  ...issueLinkRoutes,
];

export function routesOf(flavor: JiraFlavor): Route[] {
  return routes.filter(route => route.flavor === undefined || route.flavor === flavor);
}

function matchTemplate(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) {
    return undefined;
  }
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined && value !== '') {
      params[name] = value;
    } else if (part !== value) {
      return undefined;
    }
  }
  return params;
}

export type FoundRoute =
  | { kind: 'route'; route: Route; params: Record<string, string> }
  | { kind: 'wrongMethod'; allow: string[] }
  | { kind: 'unknown' };

/** The route for a path below /rest/api/{version}/, already decoded; words win over {parameters}. */
export function findRoute(flavor: JiraFlavor, method: string, path: string): FoundRoute {
  const matching = routesOf(flavor)
    .map(route => ({ route, params: matchTemplate(route.template, path) }))
    .filter(candidate => candidate.params !== undefined)
    .toSorted((a, b) => a.route.template.split('{').length - b.route.template.split('{').length);
  const found = matching.find(candidate => candidate.route.method === method);
  if (found?.params) {
    return { kind: 'route', route: found.route, params: found.params };
  }
  return matching.length > 0
    ? { kind: 'wrongMethod', allow: matching.map(candidate => candidate.route.method) }
    : { kind: 'unknown' };
}
