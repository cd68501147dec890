import { asObject, asObjects } from '../../base/json.ts';
import { RequestError } from '../../http/errors.ts';
import { apiPath } from '../../jenkins/session/apiPath.ts';
import type { JenkinsSession } from '../../jenkins/session/session.ts';
import type { JiraSession } from '../../jira/session/session.ts';
import type { Examined, Outcome, Step } from '../examination.ts';
import { EvidenceKind, type Finding, Grade } from '../findings.ts';
import { restrictedFinding } from '../restrictedFinding.ts';

/** Permissions of Jira that features need. */
const needed = [
  ...['BROWSE_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES', 'ASSIGN_ISSUES'],
  ...['TRANSITION_ISSUES', 'ADD_COMMENTS', 'EDIT_OWN_COMMENTS', 'DELETE_OWN_COMMENTS'],
  ...['WORK_ON_ISSUES', 'CREATE_ATTACHMENTS'],
] as const;

/** Asks Jira which permissions the account has anywhere; of Jenkins' only refusals tell. */
export const permissions: Step = {
  name: 'permissions',
  canRun: ({ jenkins, jira }) => jenkins !== undefined || jira !== undefined,
  async run(examined, { jira, jenkins }, signal) {
    if (jenkins) return ofJenkins(examined, jenkins, signal);
    if (!jira) return { findings: [] };
    try {
      return await ofJira(jira, signal);
    } catch (error) {
      if (!(error instanceof RequestError) || signal.aborted) throw error;
      const restricted = restrictedFinding(error, jira);
      return { findings: [restricted ?? { verdict: 'permissionsNotKnown', grade: Grade.note, error }] };
    }
  },
};

/** Jenkins tells a permission only by refusing it, but for those to read. */
async function ofJenkins({ refused = [] }: Examined, session: JenkinsSession, signal: AbortSignal): Promise<Outcome> {
  const findings = refused.map(
    ({ permission, job }): Finding => ({
      verdict: 'permissionRefusedBefore',
      grade: Grade.warning,
      values: [permission, job],
    }),
  );
  const reading = await readingOf(session, signal);
  return { findings: [...findings, ...reading, { verdict: 'permissionsNotKnown', grade: Grade.note }] };
}

async function readingOf(session: JenkinsSession, signal: AbortSignal): Promise<Finding[]> {
  try {
    const jobs = asObjects((await session.getObject(apiPath('', 'jobs[name]{0,1}'), { signal }))['jobs']);
    if (jobs.length === 0) return [{ verdict: 'noJobs', grade: Grade.warning }];
    return [{ verdict: 'jobsReadable', grade: Grade.good }];
  } catch (error) {
    if (error instanceof RequestError && !signal.aborted) return [];
    throw error;
  }
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get */
async function ofJira(session: JiraSession, signal: AbortSignal): Promise<Outcome> {
  const path = session.api(`/mypermissions?${new URLSearchParams({ permissions: needed.join(',') })}`);
  const told = asObject((await session.getObject(path, { signal }))['permissions']);
  const missing = needed.filter(name => asObject(told[name])['havePermission'] === false);
  const evidence = needed
    .filter(name => asObject(told[name])['havePermission'] === true)
    .map(value => ({ kind: EvidenceKind.permission, value }));
  if (missing.length === 0) return { findings: [{ verdict: 'permissionsThere', grade: Grade.good }], evidence };
  const findings = missing.map(
    (name): Finding => ({ verdict: 'permissionMissing', grade: Grade.warning, values: [name] }),
  );
  return { findings, evidence };
}
