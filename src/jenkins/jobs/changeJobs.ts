import { answersWith, leadsTo, leadsToTop } from '../session/pageAnswers.ts';
import type { JenkinsSession, ReadOptions, WriteOptions } from '../session/session.ts';
import { childName, jobPath } from './jobPath.ts';

type Options = Pick<WriteOptions, 'signal'>;

/**
 * Enables or disables a job. Multibranch projects and folders of some kinds support this, too.
 * @throws RequestError
 */
export async function enableJob(
  session: JenkinsSession,
  job: string,
  enable: boolean,
  options: Options = {},
): Promise<void> {
  const page = jobPath(job);
  (await session.post(`${page}/${enable ? 'enable' : 'disable'}`, leadsTo(page), options)).discard();
}

/**
 * Deletes a job or a folder with all its content, for good.
 * @throws ForbiddenError
 */
export async function deleteJob(session: JenkinsSession, job: string, options: Options = {}): Promise<void> {
  const parent = job.slice(0, Math.max(0, job.lastIndexOf('/')));
  const action = `${jobPath(job)}/doDelete`;
  const isDone = parent === '' ? leadsToTop(action) : leadsTo(jobPath(parent));
  (await session.post(action, isDone, options)).discard();
}

/**
 * Makes a multibranch project or an organization folder scan for branches.
 * @throws RequestError
 */
export async function scanBranches(session: JenkinsSession, project: string, options: Options = {}): Promise<void> {
  const page = jobPath(project);
  (await session.post(`${page}/build?delay=0`, leadsTo(page), options)).discard();
}

/** The configuration of a job or a folder as XML. @throws ForbiddenError without Job/ExtendedRead */
export async function readConfiguration(
  session: JenkinsSession,
  job: string,
  options: ReadOptions = {},
): Promise<string> {
  const response = await session.get(`${jobPath(job)}/config.xml`, { ...options, accept: 'application/xml' });
  return response.text();
}

// Without a charset Jenkins reads Latin-1, and fails on the result.
const xml = 'application/xml; charset=utf-8';

/**
 * Replaces the configuration of a job.
 * @throws ServerError for XML that Jenkins cannot make a job of
 */
export async function writeConfiguration(
  session: JenkinsSession,
  job: string,
  configuration: string,
  options: Options = {},
): Promise<void> {
  const path = `${jobPath(job)}/config.xml`;
  (await session.post(path, answersWith(200), { ...options, body: configuration, contentType: xml })).discard();
}

/**
 * Creates a job or a folder from a configuration.
 * @param folder full name of its folder; empty for the top level
 * @returns its full name
 * @throws InvalidRequestError with Jenkins' reason for a name that is taken or invalid
 */
export async function createJob(
  session: JenkinsSession,
  folder: string,
  name: string,
  configuration: string,
  options: Options = {},
): Promise<string> {
  const path = `${jobPath(folder)}/createItem?name=${encodeURIComponent(name)}`;
  (await session.post(path, answersWith(200), { ...options, body: configuration, contentType: xml })).discard();
  return childName(folder, name.trim());
}
