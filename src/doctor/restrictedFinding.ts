import { ForbiddenError, type RequestError } from '../http/errors.ts';
import { JiraFlavor } from '../jira/session/flavor.ts';
import { MissingScopeError } from '../jira/session/scopes.ts';
import type { JiraSession } from '../jira/session/session.ts';
import { type Finding, Grade } from './findings.ts';

/** Finding of a refused question that every user may ask: only a restricted token is refused it. */
export function restrictedFinding(error: RequestError, jira: JiraSession | undefined): Finding | undefined {
  const grade = Grade.warning;
  const fix = { kind: 'openTokenPage' } as const;
  if (error instanceof MissingScopeError)
    return { verdict: 'scopeMissing', grade, error, fix, values: [error.scopes.join(', ')] };
  if (!(error instanceof ForbiddenError) || jira?.flavor !== JiraFlavor.dataCenter) return undefined;
  return { verdict: 'tokenRestricted', grade, error, fix, values: [`${error.request.method} ${error.request.path}`] };
}
