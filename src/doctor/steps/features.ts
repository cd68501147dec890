import { asNumber, asObject, asObjects, asString, type JsonObject } from '../../base/json.ts';
import {
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  RequestError,
  UnauthenticatedError,
} from '../../http/errors.ts';
import { apiPath } from '../../jenkins/session/apiPath.ts';
import type { JenkinsSession } from '../../jenkins/session/session.ts';
import { JiraFlavor } from '../../jira/session/flavor.ts';
import type { JiraSession } from '../../jira/session/session.ts';
import type { Outcome, Step } from '../examination.ts';
import type { Evidence, Finding } from '../findings.ts';
import { EvidenceKind, Grade } from '../findings.ts';

/** Parts of the server that features of the extension need. */
const Feature = { stages: 'stages', boards: 'boards', tokenDates: 'tokenDates' } as const;
type Feature = (typeof Feature)[keyof typeof Feature];

const maxJobs = 60;

/** Asks for the features' own resources: absent is not the same as not allowed. */
export const features: Step = {
  name: 'features',
  canRun: ({ jenkins, jira }) => jenkins !== undefined || jira !== undefined,
  async run(_, { jenkins, jira }, signal) {
    const resources = jenkins ? await resourcesOfJenkins(jenkins, signal) : jira ? resourcesOfJira(jira, signal) : [];
    const findings: Finding[] = [];
    const evidence: Evidence[] = [];
    for (const { feature, path, read } of resources) {
      findings.push(path === undefined ? notKnown(feature) : await ask(feature, () => read(path), signal));
      if (path !== undefined) evidence.push({ kind: EvidenceKind.resource, value: path.split('?', 1)[0] ?? path });
    }
    return { findings, evidence } satisfies Outcome;
  },
};

interface Resource {
  readonly feature: Feature;
  /** Absent where the server has nothing to ask it of. */
  readonly path: string | undefined;
  readonly read: (path: string) => Promise<unknown>;
}

async function resourcesOfJenkins(session: JenkinsSession, signal: AbortSignal): Promise<Resource[]> {
  const run = await findRun(session, signal);
  const read = (path: string) => session.getObject(path, { signal });
  return [{ feature: Feature.stages, path: run && `${run}/wfapi/describe`, read }];
}

/** Last run of a Pipeline on the first level. */
async function findRun(session: JenkinsSession, signal: AbortSignal): Promise<string | undefined> {
  try {
    const tree = `jobs[_class,name,lastBuild[number]]{0,${maxJobs}}`;
    const jobs = asObjects((await session.getObject(apiPath('', tree), { signal }))['jobs']);
    return jobs.map(runOf).find(path => path !== undefined);
  } catch (error) {
    if (error instanceof RequestError && !signal.aborted) return undefined;
    throw error;
  }
}

function runOf(job: JsonObject): string | undefined {
  const name = asString(job['name']);
  const number = asNumber(asObject(job['lastBuild'])['number']);
  const isPipeline = asString(job['_class'])?.endsWith('.WorkflowJob') ?? false;
  return isPipeline && name && number !== undefined ? `/job/${encodeURIComponent(name)}/${number}` : undefined;
}

function resourcesOfJira(session: JiraSession, signal: AbortSignal): Resource[] {
  const read = (path: string) => session.getJson(path, { signal });
  const boards: Resource = { feature: Feature.boards, path: '/rest/agile/1.0/board?maxResults=1', read };
  if (session.flavor === JiraFlavor.cloud) return [boards];
  return [boards, { feature: Feature.tokenDates, path: '/rest/pat/latest/tokens', read }];
}

async function ask(feature: Feature, read: () => Promise<unknown>, signal: AbortSignal): Promise<Finding> {
  const values = [feature];
  try {
    await read();
    return { verdict: 'featureThere', grade: Grade.good, values };
  } catch (error) {
    if (!(error instanceof RequestError) || signal.aborted) throw error;
    if (error instanceof NotFoundError) return { verdict: 'featureAbsent', grade: Grade.note, values };
    const isRefused = error instanceof ForbiddenError || error instanceof UnauthenticatedError;
    if (isRefused) return { verdict: 'featureForbidden', grade: Grade.note, values };
    // A board that exists may refuse the question.
    if (error instanceof InvalidRequestError) return { verdict: 'featureThere', grade: Grade.good, values };
    return { ...notKnown(feature), error };
  }
}

function notKnown(feature: Feature): Finding {
  return { verdict: 'featureNotKnown', grade: Grade.note, values: [feature] };
}
