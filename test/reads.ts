import { type JenkinsSession, type Job, readLevel } from '../src/jenkins/index.ts';

type Options = Parameters<typeof readLevel>[3];

/** The jobs and folders of a folder, as the tree reads them. */
export async function jobsIn(session: JenkinsSession, folder: string, options?: Options): Promise<readonly Job[]> {
  return (await readLevel(session, { folder, view: [] }, undefined, options)).jobs;
}

/** A build's whole log as Jenkins has it, beside all that follows it. */
export async function consoleText(session: JenkinsSession, job: string, number: number): Promise<string> {
  const answer = await session.get(`/job/${job}/${number}/consoleText`, { accept: 'text/plain' });
  return answer.text(64 * 1024 * 1024);
}
