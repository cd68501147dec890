import { asBoolean } from '../../base/json.ts';
import { NotFoundError, RequestError } from '../../http/errors.ts';
import { isPage } from '../../http/reason.ts';
import type { WriteControl, WriteTrace, Written } from '../../http/writeOperation.ts';
import { changeTrace, deletionTrace, stateTrace } from '../../http/writeTraces.ts';
import { failureOf } from '../session/answers.ts';
import { apiPath } from '../session/apiPath.ts';
import { answersWith, leadsTo, leadsToTop } from '../session/pageAnswers.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { declaredInUtf8, holdsConfiguration } from './configurations.ts';
import { childName, jobPath } from './jobPath.ts';

/**
 * Enables or disables a job. Multibranch projects and folders of some kinds support this, too.
 * @throws RequestError
 */
export function enableJob(
  session: JenkinsSession,
  job: string,
  enable: boolean,
  control: WriteControl = {},
): Promise<Written> {
  const page = jobPath(job);
  const isSet = async (signal: AbortSignal | undefined) =>
    (await readState(session, job, { signal })).disabled === !enable;
  return session.write(
    {
      name: enable ? 'enableJob' : 'disableJob',
      send: wire => wire.act(`${page}/${enable ? 'enable' : 'disable'}`, leadsTo(page)),
      // Some kinds of jobs do not tell whether they are disabled.
      trace: { ...stateTrace(isSet), lags: true },
    },
    control,
  );
}

interface JobState {
  readonly buildable: boolean;
  readonly disabled: boolean | undefined;
}

async function readState(session: JenkinsSession, job: string, options: ReadOptions): Promise<JobState> {
  const answer = await session.getObject(apiPath(jobPath(job), 'buildable,disabled'), options);
  return { buildable: asBoolean(answer['buildable']) ?? true, disabled: asBoolean(answer['disabled']) };
}

/**
 * Deletes a job or a folder with all its content, for good.
 * @throws ForbiddenError
 */
export function deleteJob(session: JenkinsSession, job: string, control: WriteControl = {}): Promise<Written> {
  const parent = job.slice(0, Math.max(0, job.lastIndexOf('/')));
  const action = `${jobPath(job)}/doDelete`;
  const isDone = parent === '' ? leadsToTop(action) : leadsTo(jobPath(parent));
  return session.write(
    {
      name: 'deleteJob',
      send: wire => wire.act(action, isDone),
      // A folder with much in it takes a while.
      trace: { ...deletionTrace(signal => readState(session, job, { signal })), lags: true },
    },
    control,
  );
}

/**
 * Makes a multibranch project or an organization folder scan for branches.
 * @throws RequestError
 */
export function scanBranches(session: JenkinsSession, project: string, control: WriteControl = {}): Promise<Written> {
  const page = jobPath(project);
  return session.write(
    { name: 'scanBranches', send: wire => wire.act(`${page}/build?delay=0`, leadsTo(page)) },
    control,
  );
}

/** The configuration of a job or a folder as XML. @throws ForbiddenError without Job/ExtendedRead */
export async function readConfiguration(
  session: JenkinsSession,
  job: string,
  options: ReadOptions = {},
): Promise<string> {
  const response = await session.get(`${jobPath(job)}/config.xml`, { ...options, accept: 'application/xml' });
  if (isPage(response.mediaType)) throw await failureOf(response);
  return response.text();
}

// Without a charset Jenkins reads Latin-1, and fails on the result.
const xml = 'application/xml; charset=utf-8';

/**
 * Replaces the configuration of a job.
 * @throws ServerError for XML that Jenkins cannot make a job of
 */
export function writeConfiguration(
  session: JenkinsSession,
  job: string,
  configuration: string,
  control: WriteControl = {},
): Promise<Written> {
  const body = declaredInUtf8(configuration);
  return session.write(
    {
      name: 'writeConfiguration',
      send: wire => wire.act(`${jobPath(job)}/config.xml`, answersWith(200), { body, contentType: xml }),
      trace: changeTrace(
        signal => readConfiguration(session, job, { signal }),
        now => (holdsConfiguration(now, body) ? {} : undefined),
      ),
    },
    control,
  );
}

export interface CreatedJob {
  readonly fullName: string;
}

/**
 * Creates a job or a folder from a configuration.
 * @param folder full name of its folder; empty for the top level
 * @throws InvalidRequestError with Jenkins' reason for a name that is taken or invalid
 */
export function createJob(
  session: JenkinsSession,
  folder: string,
  name: string,
  configuration: string,
  control: WriteControl = {},
): Promise<Written<CreatedJob>> {
  const path = `${jobPath(folder)}/createItem?name=${encodeURIComponent(name)}`;
  const fullName = childName(folder, name.trim());
  const body = declaredInUtf8(configuration);
  return session.write(
    {
      name: 'createJob',
      send: async wire => {
        await wire.act(path, answersWith(200), { body, contentType: xml });
        return { fullName };
      },
      trace: creationTrace(session, fullName, now => holdsConfiguration(now, body)),
    },
    control,
  );
}

export interface CopiedJob extends CreatedJob {
  /** Whether Jenkins does not build it before its configuration is saved once. */
  readonly heldOff: boolean;
}

/**
 * Copies a job as Jenkins itself does: with secrets that this account may not see. A copy that Jenkins holds off until
 * it is saved is made ready to be built.
 * @param from full name of the original
 * @throws InvalidRequestError with Jenkins' reason for a name that is taken or invalid
 */
export async function copyJob(
  session: JenkinsSession,
  folder: string,
  name: string,
  from: string,
  control: WriteControl = {},
): Promise<Written<CopiedJob>> {
  const query = new URLSearchParams({ name, mode: 'copy', from: `/${from}` });
  const fullName = childName(folder, name.trim());
  const created = await session.write(
    {
      name: 'copyJob',
      send: async wire => {
        await wire.act(`${jobPath(folder)}/createItem?${query}`, leadsTo(`${jobPath(fullName)}/configure`));
        return { fullName };
      },
      trace: creationTrace(session, fullName, () => true),
    },
    control,
  );
  const heldOff = await isHeldOff(session, fullName, control).catch(error => {
    if (error instanceof RequestError) return true;
    throw error;
  });
  return { ...created, heldOff };
}

/** Makes Jenkins save a copy that it holds off until then: each change of its state does. */
async function isHeldOff(session: JenkinsSession, job: string, control: WriteControl): Promise<boolean> {
  const { buildable, disabled } = await readState(session, job, { signal: control.signal });
  if (buildable || disabled !== false) return false;
  await enableJob(session, job, false, control);
  await enableJob(session, job, true, control);
  return false;
}

/** Trace of a new job: absent before, there now. */
function creationTrace(
  session: JenkinsSession,
  fullName: string,
  isIt: (configuration: string) => boolean,
): WriteTrace<CreatedJob, boolean> {
  const read = (signal: AbortSignal | undefined) => readConfigurationIfAny(session, fullName, { signal });
  return {
    before: async signal => (await read(signal)) !== undefined,
    find: async (wasThere, signal) => {
      const now = await read(signal);
      if (now === undefined || wasThere) return [];
      return isIt(now) ? [{ fullName }] : undefined;
    },
  };
}

async function readConfigurationIfAny(
  session: JenkinsSession,
  job: string,
  options: ReadOptions,
): Promise<string | undefined> {
  try {
    return await readConfiguration(session, job, options);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
